//! Every year beside every other: what breaks a comparison, what is counted, how large the pages grow, and that
//! nothing protected has any part in it.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/example.rs"]
#[expect(dead_code, reason = "the day is for builds of the real program")]
mod example;
#[path = "comparison/generated.rs"]
mod generated;
#[path = "support/site.rs"]
#[expect(dead_code, reason = "only trees are read here")]
mod site;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use generated::{Files, HIDDEN, Hidden, distributed, handed_over, large, twelve};
use insyn::compile::compile;
use insyn::diagnostic::Outcome;
use insyn::discover::from_memory;
use insyn::model::date::Day;
use insyn::render::{Context, Theme, render};
use insyn::resolve::Selection;

/// A site's pages by path.
fn pages(files: Files) -> BTreeMap<String, String> {
    let outcome = from_memory(files);
    let sources = outcome.value.unwrap();
    let selection = Selection { drafts: false, today: Day::new(2026, 1, 1).unwrap() };
    let compiled = compile(&sources, selection, |_| Outcome::with(Vec::new(), Vec::new()));
    let Some(compiled) = compiled.value else {
        panic!("{:?}", compiled.diagnostics);
    };
    let theme = Theme::new(Vec::new()).unwrap();
    let context = Context::new(&compiled.published, &theme, &compiled.pages);
    compiled
        .pages
        .iter()
        .filter_map(|page| render(page, &context).unwrap())
        .map(|page| (page.path, String::from_utf8_lossy(&page.bytes).into_owned()))
        .collect()
}

fn page<'p>(pages: &'p BTreeMap<String, String>, address: &str) -> &'p str {
    pages.get(&format!("{address}index.html")).unwrap_or_else(|| panic!("no {address}"))
}

/// What stands between two marks, from the first of them on.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let rest = &text[text.find(from)? + from.len()..];
    Some(&rest[..rest.find(to)?])
}

/// A piece of markup without its tags.
fn words(markup: &str) -> String {
    let mut out = String::new();
    let mut within = false;
    for c in markup.chars() {
        match c {
            '<' => within = true,
            '>' => {
                within = false;
                out.push(' ');
            }
            c if !within => out.push(c),
            _ => {}
        }
    }
    out.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A question's page as a reader of its text would have it: each panel with its alternative text, how many lines
/// it has, its notes; then the rows of the table, sentences and headings.
fn told(page: &str) -> String {
    let main = between(page, "<main", "</main>").unwrap();
    let mut out = String::new();
    for part in main.split("<figure ") {
        let (before, after) = part.split_once("</figure>").unwrap_or(("", part));
        for panel in before.split("<p class=\"panel-name\">").skip(1) {
            let own = between(panel, "<use ", "</svg>\n<p").unwrap_or_default();
            let count = |class: &str| {
                let mark = format!("<g class=\"{class}\">");
                let groups = own.split(&mark).skip(1).map(|group| group.split("</g>").next().unwrap());
                groups
                    .map(|group| group.matches("<path").count() + group.matches("<line").count())
                    .sum::<usize>()
            };
            writeln!(
                out,
                "panel {} | {} | linjer {}, brott {} | {}",
                words(panel.split("</p>").next().unwrap()),
                between(panel, "aria-label=\"", "\"").unwrap(),
                count("i-change"),
                count("i-break"),
                words(between(panel, "<p class=\"panel-notes\">", "</p>").unwrap()),
            )
            .unwrap();
        }
        for row in before.split("<li").skip(1).filter(|row| row.contains("strip-name")) {
            writeln!(out, "remsa {}", words(&format!("<li{}", row.split("<div").next().unwrap()))).unwrap();
        }
        for line in after
            .split_inclusive("</tr>")
            .flat_map(|part| part.split_inclusive("</p>"))
            .flat_map(|part| part.split_inclusive("</li>"))
        {
            let line = words(line);
            if !line.is_empty() {
                writeln!(out, "{line}").unwrap();
            }
        }
    }
    out
}

fn assert_golden(name: &str, is: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/comparison/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, is).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (line, (is, expected)) in is.lines().zip(expected.lines()).enumerate() {
        assert_eq!(is, expected, "{name}:{}", line + 1);
    }
    assert_eq!(is.lines().count(), expected.lines().count(), "{name}");
}

#[test]
fn each_kind_of_break_is_seen_and_told() {
    let pages = pages(twelve(HIDDEN));
    assert_golden("trygg.txt", &told(page(&pages, "granskningar/trygghet/fragor/trygg/")));
    assert_golden("tydlig-fem.txt", &told(page(&pages, "granskningar/trygghet/fragor/tydlig-fem/")));
    assert_golden("granskningen.txt", &told(page(&pages, "granskningar/trygghet/")));
    assert_golden("servicenamnden.txt", &told(page(&pages, "granskningar/trygghet/servicenamnden/")));
    assert_golden("ar-2022.txt", &told(page(&pages, "ar/2022/")));
    assert_golden("namnden.txt", &told(page(&pages, "kultur-och-fritidsnamnden/")));
}

#[test]
fn a_protected_value_has_no_part_in_any_page() {
    let pages_of = |respondents, mean| pages(twelve(Hidden { respondents, mean }));
    let one = pages_of(3, "2.0");
    for (respondents, mean) in [(1, "1.0"), (4, "3.8"), (2, "4.0")] {
        let other = pages_of(respondents, mean);
        assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (path, page) in &one {
            assert_eq!(*page, other[path], "{path} with {respondents} answers of {mean}");
        }
    }
    let question = page(&one, "granskningar/trygghet/fragor/trygg/");
    assert!(question.contains("2014 visas inte"));
    let year = page(&one, "ar/2014/");
    let moves = between(year, "id=\"andrat-mest\"", "</table>").unwrap();
    assert!(!moves.contains("Servicenämnden"), "what is protected is in no list of what moved most");
    let after = page(&one, "ar/2015/");
    let moves = between(after, "id=\"andrat-mest\"", "</table>").unwrap();
    assert!(!moves.contains("Servicenämnden"), "nor the year after it: there is nothing to compare with");
}

#[test]
fn a_withdrawn_report_is_told_as_such_and_its_year_as_without_any() {
    let mut files = twelve(HIDDEN);
    let withdrawn = files.iter_mut().find(|(path, _)| path == "forskolenamnden/2023/trygghet.md").unwrap();
    let text = String::from_utf8(withdrawn.1.clone()).unwrap();
    let key = "status: återkallad\nåterkallad: {datum: 2024-03-01, skäl: Fel underlag.}";
    withdrawn.1 = text.replace("status: beslutad", key).into_bytes();
    let pages = pages(files);
    let audit = page(&pages, "granskningar/trygghet/");
    let link = "<a href=\"../../forskolenamnden/2023/trygghet/index.html\"><span aria-hidden=\"true\">⊘</span>\
                <span class=\"hidden-words\">Förskolenämnden 2023: återkallad</span></a>";
    assert!(audit.contains(link), "{audit}");
    assert!(audit.contains("1\u{a0}återkallad"), "{audit}");
    let question = page(&pages, "granskningar/trygghet/fragor/trygg/");
    let rows = between(question, "<table class=\"values\">", "</table>").unwrap();
    let row = |name: &str| words(between(rows, &format!("{name}</a></th>"), "</tr>").unwrap());
    // Nobody has measured nothing: there is no report. Where there is one without the question, it wasn't asked.
    assert!(row("Förskolenämnden").contains("ingen uppgift"), "{}", row("Förskolenämnden"));
    assert!(!question.contains("ej mätt"), "{question}");
    let mut tables = pages.iter().filter(|(_, text)| !text.starts_with("<!"));
    assert!(tables.any(|(_, csv)| csv.contains("\nFörskolenämnden,") && csv.contains("ingen uppgift")));
}

/// The same files with reports withdrawn.
fn withdrawing(mut files: Files, paths: &[&str]) -> Files {
    for path in paths {
        let (_, bytes) = files.iter_mut().find(|(its, _)| its == path).unwrap();
        let key = "status: återkallad\nåterkallad: {datum: 2024-03-01, skäl: Fel underlag.}";
        *bytes = String::from_utf8(bytes.clone()).unwrap().replace("status: beslutad", key).into_bytes();
    }
    files
}

#[test]
fn a_withdrawn_report_is_told_where_its_year_or_its_namnd_has_no_other() {
    let all = handed_over();
    let reports: Vec<String> =
        all.iter().map(|(path, _)| path.clone()).filter(|path| path.contains("/lagring")).collect();
    let reports: Vec<&str> = reports.iter().map(String::as_str).collect();
    let pages = pages(withdrawing(all, &reports));
    let audit = page(&pages, "granskningar/lagring/");
    assert_eq!(audit.matches("⊘</span><span class").count(), reports.len(), "{audit}");
    assert!(audit.contains("Här finns ingen gällande rapport om granskningen."), "{audit}");
    // The successor's report told of the year: that it is withdrawn makes nobody else's missing.
    assert!(!audit.contains("väntas") && !audit.contains("saknas"), "{audit}");
}

#[test]
fn where_one_of_two_reports_is_withdrawn_nobody_is_told_that_nothing_was_measured() {
    let mut files = twelve(HIDDEN);
    let path = "forskolenamnden/2023/trygghet.md";
    let (_, bytes) = files.iter().find(|(its, _)| its == path).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let (head, rest) = text.split_once("enkäter:").unwrap();
    let (_, body) = rest.split_once("---").unwrap();
    let another = format!("{head}---{body}").replace("titel: Trygghet", "titel: Annan om trygghet");
    files.push(("forskolenamnden/2023/annan.md".to_owned(), another.into_bytes()));
    let pages = pages(withdrawing(files, &[path]));
    let question = page(&pages, "granskningar/trygghet/fragor/trygg/");
    assert!(!question.contains("ej mätt") && question.contains("ingen uppgift"), "{question}");
    let committee = page(&pages, "forskolenamnden/");
    let development = between(committee, "<h2 id=\"utveckling\">", "</section>").unwrap();
    // Of 2022 the report doesn't tell of the question with the older scale.
    assert_eq!(development.matches("ingen uppgift").count(), 3, "{development}");
    assert_eq!(development.matches("ej mätt").count(), 1, "{development}");
}

#[test]
fn parts_of_a_direktatgard_are_no_parts_of_the_granskning() {
    let mut files = twelve(HIDDEN);
    for (_, bytes) in files.iter_mut().filter(|(path, _)| path.starts_with("forskolenamnden/")) {
        let measure = "direktåtgärder: [{id: prov, rubrik: Direkt, status: genomförd}]\n---\n\n## Syfte\n";
        let text = String::from_utf8(bytes.clone()).unwrap().replacen("---\n\n## Syfte\n", measure, 1);
        let more =
            "\n## Direkt {direktåtgärd=prov}\n\n### Resultat\n\nDirektresultatet.\n\n## Metod\n\nMetoden.\n";
        *bytes = format!("{text}{more}").into_bytes();
    }
    let pages = pages(files);
    let side = page(&pages, "granskningar/trygghet/forskolenamnden/");
    for (heading, words) in
        [("Resultat", "Reglerna är kända"), ("Direkt: Resultat", "Direktresultatet."), ("Metod", "Metoden.")]
    {
        let start = side.find(&format!("\">{heading} <span class=\"side-state\">")).unwrap();
        let section = &side[start..];
        assert!(section[..section.find("</div>").unwrap()].contains(words), "{heading}: {side}");
    }
}

#[test]
fn a_question_that_a_report_does_not_tell_of_was_not_measured() {
    let mut files = twelve(HIDDEN);
    let silent = files.iter_mut().find(|(path, _)| path == "forskolenamnden/2023/trygghet.md").unwrap();
    let text = String::from_utf8(silent.1.clone()).unwrap();
    let line = text.lines().find(|line| line.contains("id: trygg,")).unwrap().to_owned();
    silent.1 = text.replace(&format!("{line}\n"), "").into_bytes();
    let pages = pages(files);
    let question = page(&pages, "granskningar/trygghet/fragor/trygg/");
    let rows = between(question, "<table class=\"values\">", "</table>").unwrap();
    assert!(words(between(rows, "Förskolenämnden</a></th>", "</tr>").unwrap()).contains("ej mätt"));
    let strip = between(question, "id=\"remsa-", "</figure>").unwrap();
    assert!(strip.contains("ej mätt"), "{strip}");
}

#[test]
fn no_page_of_a_comparison_outgrows_its_bound() {
    const MOST: usize = 300_000;
    let pages = pages(large(25, 16, 12));
    let compared: Vec<(&String, usize)> = pages
        .iter()
        .filter(|(path, _)| path.rsplit('.').next() == Some("html"))
        .map(|(path, page)| (path, page.len()))
        .collect();
    let kinds = [
        "fragor/fraga-0/index.html",
        "trygghet/index.html",
        "trygghet/namnd-3/index.html",
        "ar/2020/index.html",
        "namnd-3/2020/index.html",
        "atgarder/index.html",
    ];
    for kind in kinds {
        assert!(compared.iter().any(|(path, _)| path.ends_with(kind)), "{kind}");
    }
    for (path, size) in compared {
        assert!(size < MOST, "{path}: {size}");
    }
}

/// Wherever two years' published distributions stand beside each other, a change that they can't tell from none is called so.
#[test]
fn a_change_that_is_not_sure_is_called_so_everywhere() {
    const UNSURE: &str = "ingen säker förändring";
    let pages = pages(distributed());
    let main = |address: &str| {
        words(&format!("<main{}", between(page(&pages, address), "<main", "</main>").unwrap()))
    };

    let question = main("granskningar/trygghet/fragor/trygg/");
    // The panel, the strip, and the table of all values.
    for said in [
        "ingen säker förändring 2022–2023",
        "Ena nämnden ingen säker förändring",
        "+0,1, ingen säker förändring",
    ] {
        assert!(question.contains(said), "{said}: {question}");
    }
    assert!(question.contains("+1,3") && !question.contains("+1,3, ingen"), "{question}");
    assert!(
        question.contains(
            "Båda nämnderna ligger högre 2023 än 2022. För en av dem är det ingen säker förändring."
        ),
        "{question}"
    );
    assert_eq!(question.matches(UNSURE).count(), 4, "the other nämnd's change is sure: {question}");

    let own = main("granskningar/trygghet/ena-namnden/");
    assert_eq!(own.matches(UNSURE).count(), 2, "its panel and its table: {own}");
    let other = main("granskningar/trygghet/andra-namnden/");
    assert!(other.contains("+1,3") && !other.contains(UNSURE), "{other}");

    let year = main("ar/2023/");
    let moves = &year[year.find("Har ändrats mest").unwrap()..];
    assert!(moves.contains("+0,1, ingen säker förändring") && moves.contains("+1,3"), "{moves}");
    assert_eq!(moves.matches(UNSURE).count(), 1, "{moves}");
}

/// A year that doesn't say whom it asked is no bridge between two that asked others.
#[test]
fn a_break_is_seen_over_a_year_that_does_not_say_whom_it_asked() {
    let mut files = distributed();
    for (year, audience) in [(2021, "chefer"), (2023, "medarbetare")] {
        let path = format!("ena-namnden/{year}/trygghet.md");
        let (_, bytes) = files.iter_mut().find(|(known, _)| *known == path).unwrap();
        let report = String::from_utf8(bytes.clone()).unwrap();
        let asked = format!("    målgrupp: {audience}\n    svarande: 20\n");
        *bytes = report.replacen("    svarande: 20\n", &asked, 1).into_bytes();
    }
    let pages = pages(files);
    let question = told(page(&pages, "granskningar/trygghet/fragor/trygg/"));
    assert!(question.contains("annan målgrupp 2023"), "{question}");
}

#[test]
fn the_request_about_storage_is_one_thread() {
    let pages = pages(example::example().into_iter().collect());
    let all = page(&pages, "atgarder/");
    let threads = all.split("<h2>").skip(1);
    let storage: Vec<&str> = threads.filter(|its| its.contains("lagringsytor")).collect();
    assert_eq!(storage.len(), 1, "one thread, and nothing of it elsewhere");
    let told = words(&format!("<p{}", storage[0]));
    assert!(told.contains("öppen sedan 2020"), "{told}");
    for said in [
        "Funktionsstödsnämnden 2020 : ○ ny",
        "Hälsa-, vård- och omsorgsnämnden 2020 : ○ ny",
        "Funktionsstödsnämnden 2023 : ◑ kvarstår",
        "Hälsa-, vård- och omsorgsnämnden 2023 : ◑ kvarstår",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    for report in [
        "funktionsstodsnamnden/2020/rojande-av-sekretess/",
        "funktionsstodsnamnden/2023/rojande-av-sekretess/",
        "halsa-vard-och-omsorgsnamnden/2020/rojande-av-sekretess/",
        "halsa-vard-och-omsorgsnamnden/2023/uppfoljning-internkontrollplan/",
    ] {
        assert!(storage[0].contains(report), "{report}");
    }
}

#[test]
fn hedges_stay_and_eight_became_none() {
    let files = example::example().into_iter().collect();
    let pages = pages(files);
    let health = page(&pages, "granskningar/rojande-av-sekretess/halsa-vard-och-omsorgsnamnden/");
    assert!(health.contains("cirka\u{a0}20\u{a0}% → nästan\u{a0}40\u{a0}%"));
    let media = page(&pages, "granskningar/sociala-medier/forskolenamnden/");
    assert!(media.contains("8 → 0"));
    let all = words(page(&pages, "granskningar/sociala-medier/"));
    assert!(all.contains("8 → 0") && !all.contains("8 konton"), "the name says the unit");
    let own = between(page(&pages, "forskolenamnden/"), "id=\"utveckling\"", "</section>").unwrap();
    assert!(own.contains("8\u{a0}konton → 0\u{a0}konton"), "the nämnd's own development tells it: {own}");
}

/// The one that took over tells of years that have a report of their own: that parts no line.
#[test]
fn a_key_figure_s_line_holds_where_the_successor_tells_of_earlier_years() {
    let pages = pages(handed_over());
    let told = words(&format!(
        "<main{}",
        between(page(&pages, "granskningar/lagring/"), "<main", "</main>").unwrap()
    ));
    assert!(told.contains("Nya nämnden 55 enligt 2021 40 12 8 12 → 8"), "{told}");
    assert!(!told.contains("Gamla nämnden 40"), "one line, not two: {told}");
}

/// One that ended within a year lacks nothing where the one that took over has reported for it.
#[test]
fn nothing_is_missing_of_a_year_that_the_successor_has_told_of() {
    let lacking = |files: Files| {
        let pages = pages(files);
        page(&pages, "granskningar/lagring/").matches("<td class=\"coverage-saknas\"").count()
    };
    assert_eq!(lacking(handed_over()), 0);
    let mut silent = handed_over();
    silent.retain(|(path, _)| path != "nya-namnden/2021/lagring.md");
    assert_eq!(lacking(silent), 2, "neither has reported for 2021");
}

/// Of two surveys of a year the one of those who were asked in the other years stands in the line; the other is told of.
#[test]
fn other_people_of_the_same_year_stand_beside_and_not_in_the_line() {
    let mut files = distributed();
    let of_staff =
        |text: &str| text.replacen("    svarande: 20\n", "    målgrupp: medarbetare\n    svarande: 20\n", 1);
    for (path, bytes) in &mut files {
        if path.starts_with("ena-namnden/") {
            *bytes = of_staff(&String::from_utf8(bytes.clone()).unwrap()).into_bytes();
        }
    }
    let (_, staff) = files.iter().find(|(path, _)| path == "ena-namnden/2023/trygghet.md").unwrap();
    let chiefs = String::from_utf8(staff.clone()).unwrap();
    let chiefs =
        chiefs.replacen("medarbetare", "chefer", 1).replacen("medelvärde: 2.8", "medelvärde: 3.3", 1);
    let chiefs = chiefs.replacen("{1: 2, 2: 5, 3: 8, 4: 5}", "{1: 0, 2: 4, 3: 6, 4: 10}", 1);
    files.push(("ena-namnden/2023/arliga.md".to_owned(), chiefs.into_bytes()));
    let pages = pages(files);
    let question = told(page(&pages, "granskningar/trygghet/fragor/trygg/"));
    let own = question.lines().find(|line| line.starts_with("panel Ena nämnden")).unwrap();
    assert!(own.contains("2022 2,7; 2023 2,8."), "{own}");
    assert!(
        own.contains("linjer 1, brott 0") && own.contains("även chefer svarade 2023, se rapporten"),
        "{own}"
    );
}

/// A mean over nämnder holds only values that were asked for alike.
#[test]
fn a_mean_over_namnder_leaves_out_those_who_were_asked_otherwise() {
    let foot = |files: Files| {
        let pages = pages(files);
        words(between(page(&pages, "granskningar/trygghet/fragor/trygg/"), "<tfoot>", "</tfoot>").unwrap())
    };
    assert_eq!(foot(distributed()), "Visade nämnder 2,7 2,3 3,0");
    let mut files = distributed();
    for (path, bytes) in &mut files {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let who = match path.as_str() {
            "ena-namnden/2023/trygghet.md" => "chefer",
            path if path.starts_with("andra-namnden/2023/") => "medarbetare",
            _ => continue,
        };
        let asked = format!("    målgrupp: {who}\n    svarande: 20\n");
        *bytes = text.replacen("    svarande: 20\n", &asked, 1).into_bytes();
    }
    assert_eq!(foot(files), "Nämnder med samma fråga 2,7 2,3 –");
}

/// What moved most of key figures: by how large a part, never within a hedge, and only what the year itself tells.
#[test]
fn key_figures_that_moved_most_are_told_of_their_year() {
    let mut files = handed_over();
    let year = |year: i16, values: &str| {
        let report = format!(
            "---\ntitel: Lagring {year}\nnämnd: nya-namnden\når: {year}\ntyp: granskning\nstatus: beslutad\n\
beslut: {{datum: {year}-09-25, paragraf: framgår inte, diarienummer: framgår inte}}\ngranskningar: [{{id: lagring}}]\n\
nyckeltal:\n{values}---\n\n## Resultat\n\nText.\n"
        );
        (format!("nya-namnden/{year}/lagring.md"), report.into_bytes())
    };
    files.retain(|(path, _)| {
        !["nya-namnden/2022/lagring.md", "nya-namnden/2023/lagring.md"].contains(&path.as_str())
    });
    files.push(year(2022, "  - {granskning: lagring, id: konton, värde: 40, noggrannhet: cirka}\n"));
    files.push(year(2023, "  - {granskning: lagring, id: konton, värde: 10}\n"));
    let moved = |files: Files| {
        let pages = pages(files);
        between(page(&pages, "ar/2023/"), "id=\"nyckeltal-andrat-mest\"", "</table>").map(words)
    };
    let told = moved(files.clone()).unwrap();
    assert!(told.ends_with("cirka 40 2022 10"), "{told}");
    // Within a tenth of about 40 nothing need have moved.
    files.retain(|(path, _)| path != "nya-namnden/2023/lagring.md");
    files.push(year(2023, "  - {granskning: lagring, id: konton, värde: 42}\n"));
    assert_eq!(moved(files), None);
}

/// A nämnd with dozens of granskningar tells the figures of those reported last, and links to the others.
#[test]
fn a_namnd_tells_figures_of_its_latest_granskningar_alone() {
    let mut files: Files = distributed();
    let mut audits = String::from("granskningar:\n");
    for number in 0..10 {
        writeln!(
            audits,
            "  - id: granskning-{number}\n    titel: Granskning {number}\n    omfattning: nämndens\n    frågor:\n      \
- {{id: trygg, text: Är du trygg med reglerna?, skala: fyra}}"
        )
        .unwrap();
    }
    files.retain(|(path, _)| !path.ends_with("trygghet.md") && path != "register/granskningar.yaml");
    files.push(("register/granskningar.yaml".to_owned(), audits.into_bytes()));
    for number in 0..10_i16 {
        for year in [2010 + number, 2011 + number] {
            let report = format!(
                "---\ntitel: Granskning {number} {year}\nnämnd: ena-namnden\når: {year}\ntyp: granskning\nstatus: beslutad\n\
beslut: {{datum: {year}-09-25, paragraf: framgår inte, diarienummer: framgår inte}}\ngranskningar: [{{id: granskning-{number}}}]\n\
enkäter:\n  - {{id: enkat, granskning: granskning-{number}, svarande: 20, frågor: [{{id: trygg, medelvärde: 2.5}}]}}\n\
---\n\n## Resultat\n\nText.\n"
            );
            files.push((format!("ena-namnden/{year}/granskning-{number}.md"), report.into_bytes()));
        }
    }
    let pages = pages(files);
    let own = between(page(&pages, "ena-namnden/"), "id=\"utveckling\"", "</main>").unwrap();
    assert_eq!(own.matches("<table").count(), 8, "{own}");
    for number in 0..10 {
        let link = format!("granskningar/granskning-{number}/ena-namnden/");
        assert!(own.contains(&link), "{link}");
        let told = own.contains(&format!("granskningar/granskning-{number}/fragor/trygg/"));
        assert_eq!(told, number >= 2, "{number}");
    }
}
