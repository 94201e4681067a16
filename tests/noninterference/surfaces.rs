//! A site with every surface that a hidden group could show on: tables, charts and their files, questions over
//! nämnder and years, open data, åtgärder, editions and what changed between them. What its small groups are,
//! what of them is told at all, and all of a report that isn't shown, is changed: not a byte differs.

use std::collections::BTreeMap;

use crate::minimal::MINIMAL;
use crate::site::{Site, Tree};

const DAY: &str = "2024-06-01";

/// Provnämnden asked three in 2022; in 2023 three men are among forty.
const SMALL: &str = "provnamnden/2022/rapport.md";
const SPLIT: &str = "provnamnden/2023/rapport.md";
const WHOLE: &str = "svarande: 40, medelvärde: 2.5, fördelning: {1: 10, 2: 10, 3: 10, 4: 10}";
const ANSWERS: &str = "{id: tydligt, svarande: 3, medelvärde: 2.67}";
const GROUPS: &str =
    "{kvinnor: {svarande: 37, medelvärde: 2.49}, män: {svarande: 3, medelvärde: 2.67}, annat: {svarande: 0}}";

/// What stands in a report's place, and what could as well: the number, the answers, and which figures there are.
const INSTEAD: [(&str, &str, &str); 17] = [
    (SMALL, ANSWERS, "{id: tydligt, svarande: 4, medelvärde: 1.25}"),
    (SMALL, ANSWERS, "{id: tydligt, svarande: 1, medelvärde: 4}"),
    (SMALL, ANSWERS, "{id: tydligt, svarande: 0}"),
    (SMALL, ANSWERS, "{id: tydligt, svarande: 3}"),
    (SMALL, ANSWERS, "{id: tydligt, svarande: 3, medelvärde: framgår inte}"),
    (SMALL, ANSWERS, "{id: tydligt, svarande: 3, medelvärde: 2.67, vet_ej: 4}"),
    (SMALL, ANSWERS, "{id: tydligt, svarande: 3, medelvärde: 2.67, fördelning: {2: 1, 3: 2}}"),
    (SMALL, ANSWERS, "{id: tydligt, svarande: 4, medelvärde: 4, fördelning: {4: 4}, vet_ej: 1}"),
    (SMALL, "utskick: 9, svarande: 3", "utskick: 4, svarande: 4"),
    (SMALL, "utskick: 9, svarande: 3", "utskick: 70, svarande: 4"),
    (
        SPLIT,
        GROUPS,
        "{kvinnor: {svarande: 36, medelvärde: 2.5}, män: {svarande: 4, medelvärde: 2.5}, annat: {svarande: 0}}",
    ),
    (SPLIT, GROUPS, "{kvinnor: {svarande: 38}, män: {svarande: 0}, annat: {svarande: 2}}"),
    (SPLIT, GROUPS, "{kvinnor: {svarande: 40, medelvärde: 2.5}, män: {svarande: 0}, annat: {svarande: 0}}"),
    (
        SPLIT,
        GROUPS,
        "{kvinnor: {svarande: 37}, män: {svarande: 3, medelvärde: framgår inte}, annat: {svarande: framgår inte}}",
    ),
    (
        SPLIT,
        GROUPS,
        "{kvinnor: {svarande: 36, vet_ej: 2}, män: {svarande: 3, fördelning: {2: 1, 3: 2}}, annat: {svarande: 1, vet_ej: 7}}",
    ),
    (SPLIT, WHOLE, "vet_ej: 6, svarande: 40, medelvärde: 2.5, fördelning: {1: 10, 2: 10, 3: 10, 4: 10}"),
    (SPLIT, "betyg: 3.2", "betyg: 1"),
];

const FRONT: &str = "---\ntitel: Uppföljning\nnämnd: NÄMND\når: ÅR\ntyp: uppföljning\nstatus: beslutad\n\
    beslut: {datum: ÅR-09-25, paragraf: \"§ 84\", diarienummer: \"NÄMND-ÅR-117\"}\ngranskningar: [{id: arenden}]\n";
const DRAWN: &str = "\n## Resultat {granskning=arenden}\n\n```jämförelse\nfråga: tydligt\n```\n\n\
    ```fördelning\nfråga: tydligt\n```\n\n```fördelning\nfråga: tydligt\når: 2023\n```\n\n```åtgärder\n```\n";

fn report(committee: &str, year: i16, further: &str, body: &str) -> (String, String) {
    let front = FRONT.replace("NÄMND", committee).replace("ÅR", &year.to_string());
    (format!("{committee}/{year}/rapport.md"), format!("{front}{further}---\n{body}"))
}

fn survey(head: &str, question: &str) -> String {
    format!("enkäter: [{{id: e, granskning: arenden, {head}frågor: [{question}]}}]\n")
}

fn answered(counts: [u64; 4]) -> String {
    let count: u64 = counts.iter().sum();
    let sum: u64 = counts.iter().zip(1..).map(|(count, answer)| count * answer).sum();
    let hundredths = (200 * sum + count) / (2 * count);
    let [one, two, three, four] = counts;
    format!(
        "{{id: tydligt, svarande: {count}, medelvärde: {}.{:02}, fördelning: {{1: {one}, 2: {two}, 3: {three}, 4: {four}}}}}",
        hundredths / 100,
        hundredths % 100
    )
}

fn content() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> =
        MINIMAL.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.retain(|path, _| !path.contains("2023"));
    let of = |id: &str, name: &str| {
        format!("  - {{id: {id}, slag: nämnd, namn: [{{namn: {name}, från: 2017-05-01}}]}}\n")
    };
    let all = of("provnamnden", "Provnämnden") + &of("andranamnden", "Andranämnden");
    files.insert("register/organisationer.yaml".into(), format!("organisationer:\n{all}"));
    let measure = "åtgärder: [{id: rutin, text: En rutin., status: ny}]\n";
    let follows =
        "åtgärder: [{id: rutin, text: En rutin., status: genomförd, följer: [provnamnden/2021/rutin]}]\n";
    let interviews = "intervjuer: [{id: i, granskning: arenden, visas: ordagrant, antal: 6, \
        sekretessprövning: {av: Samordnaren, datum: 2023-05-11, grund: Samtycke}, \
        svar: {tydligt: [{text: Ja., betyg: 3.2}, {text: Nej., betyg: 2}]}}]\n";
    files.extend([
        report(
            "provnamnden",
            2021,
            &(measure.to_owned() + &survey("", &answered([3, 7, 9, 11]))),
            "\n## Resultat\n\nOrd.\n",
        ),
        report(
            "provnamnden",
            2022,
            &(follows.to_owned() + &survey("utskick: 9, svarande: 3, ", ANSWERS)),
            "\n## Resultat {granskning=arenden}\n\nOrd.\n\n```jämförelse\nfråga: tydligt\n```\n",
        ),
        report(
            "provnamnden",
            2023,
            &(follows.replace("2021", "2022")
                + interviews
                + &survey("", &format!("{{id: tydligt, {WHOLE}, grupper: {{kön: {GROUPS}}}}}"))),
            DRAWN,
        ),
        report("andranamnden", 2022, &survey("", &answered([8, 18, 8, 8])), "\n## Resultat\n\nOrd.\n"),
        report("andranamnden", 2023, &(measure.to_owned() + &survey("", &answered([4, 8, 16, 8]))), DRAWN),
    ]);
    files
}

/// Built, then once more with another edition of the report of the small group.
fn published(files: &BTreeMap<String, String>) -> Tree {
    let site = Site::new(files);
    let run = site.insyn(&["build", "--date", DAY]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    for path in [SMALL, SPLIT] {
        let changed = "ändringar: [{datum: 2024-01-01, text: Ett ord., borttaget: visas}]\ngranskningar: ";
        let text = files[path].replacen("granskningar: ", changed, 1);
        site.put(&format!("content/{path}"), text + "\nEtt stycke till.\n");
    }
    let run = site.insyn(&["build", "--date", DAY]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    site.published()
}

fn assert_same(first: &Tree, second: &Tree, change: &str) {
    assert!(first.keys().eq(second.keys()), "{change}: other files");
    for (path, bytes) in first {
        if *bytes != second[path] {
            let (one, other) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&second[path]));
            let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
            panic!("{change}: {path} differs: {differs:#?}");
        }
    }
}

#[test]
fn whatever_a_small_group_answered_and_however_it_is_told_changes_no_byte_of_any_surface() {
    let files = content();
    let first = published(&files);
    for surface in [
        "provnamnden/2022/rapport/utgavor/1-2/index.html",
        "provnamnden/2022/rapport/diagram/skala-arenden-tydligt.svg",
        "provnamnden/2023/rapport/diagram/fordelning-arenden-tydligt.csv",
        "provnamnden/2023/rapport/diagram/fordelning-arenden-tydligt.json",
        "granskningar/arenden/diagram/jamforelse-tydligt.svg",
        "granskningar/arenden/diagram/fordelning-tydligt-2023.json",
        "granskningar/arenden/fragor/tydligt/index.html",
        "granskningar/arenden/provnamnden/index.html",
        "atgarder/index.html",
        "data/alla-uppgifter.csv",
        "data/alla-uppgifter.json",
        "data/katalog.rdf",
        "data/rapporter.json",
        "sitemap.xml",
    ] {
        assert!(first.contains_key(surface), "{surface} is there: {:?}", first.keys());
    }
    // One change of each report at a time: what is done to the one can't make up for what the other tells.
    let (small, split): (Vec<_>, Vec<_>) = INSTEAD.into_iter().partition(|(path, _, _)| *path == SMALL);
    let changes: Vec<Vec<_>> = (0..small.len().max(split.len()))
        .map(|at| small.get(at).into_iter().chain(split.get(at)).copied().collect())
        .collect();
    let check = |changes: &[Vec<(&str, &str, &str)>]| {
        for change in changes {
            let mut files = files.clone();
            for (path, from, to) in change {
                let text = files.get_mut(*path).unwrap();
                assert_eq!(text.matches(from).count(), 1, "{from} in {path}");
                *text = text.replace(from, to);
            }
            let told = change.iter().map(|(_, _, to)| *to).collect::<Vec<_>>().join("; ");
            assert_same(&first, &published(&files), &told);
        }
    };
    // This test alone has more builds than all the others together: it uses a second core.
    let (one, other) = changes.split_at(changes.len() / 2);
    std::thread::scope(|scope| {
        let beside = scope.spawn(|| check(one));
        check(other);
        beside.join().unwrap();
    });
}

/// What else of a report that waits for its day, or is withdrawn, or a draft, could come out: what others follow, its
/// place in orders and years, and answers that are part of those that are shown.
#[test]
fn whatever_stands_in_a_report_that_is_not_shown_changes_no_byte() {
    let of = |front: &str, id: &str, measure: &str, body: &str| {
        let (_, text) = report("andranamnden", 2023, front, body);
        let text = text.replace("117", "118").replace(
            "granskningar: [",
            &format!("åtgärder: [{{id: {measure}, text: {body:?}, status: ny}}]\ngranskningar: ["),
        );
        let mut files = content();
        files.insert(format!("andranamnden/2023/{id}.md"), text);
        let follows = format!("status: ny, följer: [andranamnden/2023/{id}/{measure}]}}");
        let (path, after) =
            report("andranamnden", 2024, "åtgärder: [{id: sak, text: Sak., status: ny}]\n", "");
        files.insert(path, after.replace("2024-09-25", "2024-01-25").replace("status: ny}", &follows));
        files
    };
    let small = survey("svarande: 3, ", "{id: tydligt, medelvärde: 2.67}");
    let large =
        survey("ingår_i: andranamnden/2023/rapport#e, ", "{id: tydligt, svarande: 30, medelvärde: 2.8}");
    let embargo = |front: &str| format!("publiceras: 2025-01-01\n{front}");
    let first = published(&of(&embargo(&small), "aa", "xx", "Ord."));
    let front = embargo(&format!("alias: [/gammal/]\nersätter: andranamnden/2023/rapport\n{large}"));
    assert_same(&first, &published(&of(&front, "zz", "yy", "En annan, längre text.")), "embargo");
    let draft = |mut files: BTreeMap<String, String>| {
        let text = files.get_mut("andranamnden/2023/aa.md").unwrap();
        *text = text.replace("status: beslutad", "status: utkast");
        files
    };
    assert_same(&first, &published(&draft(of(&small, "aa", "yy", "Utkast."))), "draft");
    let withdrawn = |front: &str, measure: &str, body: &str| {
        let reason = "återkallad: {datum: 2024-05-06, skäl: Fel underlag.}\n";
        let mut files = of(&format!("{reason}{front}"), "aa", measure, body);
        let text = files.get_mut("andranamnden/2023/aa.md").unwrap();
        *text = text.replace("status: beslutad", "status: återkallad");
        published(&files)
    };
    let first = withdrawn(&small, "xx", "Ord.");
    assert_same(&first, &withdrawn(&large, "yy", "En annan, längre text."), "withdrawn");
}
