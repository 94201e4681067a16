//! Words and numbers planted in everything that is hidden, and then looked for in every byte that comes
//! out: pages, paths, and what the program says.

use std::fmt::Write as _;

use insyn::disclosure::gate::readings;

use crate::minimal::{MINIMAL, REPORT, report};
use crate::site::Site;

/// Stands in each hidden text, with a number for the place.
const WORD: &str = "Zebrafink";
/// Hidden numbers, that nothing else in the site has: means, a count, a don't-know.
const NUMBERS: [&str; 5] = ["2,33", "2.33", "3,13", "3.13", "8713"];

/// The report with masks everywhere that a text can stand.
fn planted() -> String {
    let mut place = 0;
    let mut mask = || {
        place += 1;
        format!("[[maskad: {WORD}{place}]]")
    };
    let mut front = format!(
        "---\ntitel: \"Om {} och annat\"\nkälltitel: \"Om {}\"\nnämnd: provnamnden\når: 2023\ntyp: uppföljning\n\
         sammanfattning: \"Kort om {}.\"\nstatus: beslutad\nomgång: \"den {}\"\n\
         beslut: {{datum: 2023-09-25, paragraf: \"§ {}\", diarienummer: \"PN {}\"}}\n\
         ändringar: [{{datum: 2023-10-02, text: \"Rättat {}\"}}]\n",
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
    );
    let _ = write!(
        front,
        "granskningar:\n  - id: arenden\n    risker: [{{beskrivning: \"{}\", enhet: \"{}\", ansvarig: \"{}\"}}]\n    \
         jävsprövad: {{av: \"{}\", datum: 2023-03-01}}\n\
         direktåtgärder: [{{id: d, rubrik: \"{}\", enhet: \"{}\", risker: [{{beskrivning: \"{}\"}}]}}]\n\
         åtgärder: [{{id: a, text: \"{}\", ansvarig: \"{}\", förfaller: {{text: \"{}\"}}, status: ny}}]\n",
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
    );
    let _ = write!(
        front,
        "enkäter:\n  - id: liten\n    granskning: arenden\n    målgrupp: \"{}\"\n    utskick: 8713\n    svarande: 3\n    frågor:\n      \
         - {{id: tydligt, text: \"Är {} tydligt?\", medelvärde: 2.33, vet_ej: 8713}}\n  \
         - id: delad\n    granskning: arenden\n    frågor:\n      \
         - id: tydligt\n        svarande: 36\n        medelvärde: 3\n        \
         grupper: {{kön: {{kvinnor: {{svarande: 32, medelvärde: 3.13}}, män: {{svarande: 4, medelvärde: 2}}}}}}\n",
        mask(),
        mask(),
    );
    let _ = write!(
        front,
        "intervjuer:\n  - id: sammanfattade\n    granskning: arenden\n    antal: 4\n    \
         svar: {{fritt: [{{text: {WORD}svar}}], tydligt: [{{betyg: 2.33, text: {WORD}svar}}]}}\n  \
         - id: visade\n    granskning: arenden\n    antal: 9\n    visas: ordagrant\n    \
         sekretessprövning: {{av: Samordnare, datum: 2023-05-11, grund: \"Samtycke {WORD}grund\"}}\n    \
         svar: {{fritt: [{{text: \"Ett svar av {}.\"}}], tydligt: [{{betyg: 2.33, text: Ett svar utan plats.}}]}}\n---\n",
        mask(),
    );
    let block = "\n:::maskad {grund=\"OSL 26:1\"}\n";
    format!(
        "{front}\n## Rubrik om {}\n\nText {} och *{}* samt `{}`.[^n] [länk {}](https://exempel.se) <b>{}</b>\n\n\
         | Kolumn {} | b |\n|---|---|\n| {} | c |\n\n- punkt {}\n- [ ] {}\n\n> citat {}\n\n```text\n{}\n```\n\
         {block}{WORD}block\n\n## {WORD}rubrik {{#{WORD}}}\n\n![{WORD}](x.png) [{WORD}](javascript:{WORD})\n:::\n\n\
         - punkt\n  {block}  {WORD}inne\n  :::\n\n[^n]: Not om {}.\n",
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
        mask(),
    )
}

fn site() -> Site {
    let site = Site::new(MINIMAL);
    site.put(&format!("content/{REPORT}"), planted());
    site.put("content/provnamnden/2024/annan.md", report("En annan", "", "").replace("2023", "2024"));
    site
}

fn traces_in(text: &str) -> Vec<&str> {
    // Without its first letter, which a sentence might have made a capital; sums and means as whole numbers.
    let word = &WORD[1..];
    let mut found: Vec<&str> = NUMBERS.into_iter().filter(|number| text.contains(number)).collect();
    if text.to_lowercase().contains(word) {
        found.push(word);
    }
    found
}

#[test]
fn nothing_planted_comes_out_in_any_file_or_path() {
    let site = site();
    let run = site.insyn(&["build"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.err);
    assert_eq!(traces_in(&run.out), [""; 0]);
    let published = site.published();
    let page = String::from_utf8_lossy(&published["provnamnden/2023/rapport/index.html"]).into_owned();
    assert!(page.contains("Maskad enligt OSL") && page.contains('█'), "the masks are shown as such");
    assert!(page.contains("Ett svar utan plats."), "quotes that may be shown are shown");
    for (path, bytes) in &published {
        assert_eq!(traces_in(path), [""; 0], "{path}");
        // As it is, and in each way that somebody could decode it.
        let unread = readings(path, bytes, |text, _| {
            assert_eq!(traces_in(&String::from_utf8_lossy(text)), [""; 0], "{path}");
        });
        assert_eq!(unread, None, "{path}");
    }
}

#[test]
fn the_other_tree_and_the_records_hold_nothing_either() {
    let site = site();
    site.insyn(&["build"]);
    site.put("content/sidor/om.md", "---\ntitel: Annan\n---\n");
    site.insyn(&["build"]);
    for (path, bytes) in crate::site::tree(&site.at(".public.insyn")) {
        // Sums, times and numbers of files hold any four figures by chance.
        let text = String::from_utf8_lossy(&bytes);
        let is_own = |word: &&str| word.len() < 5 || !word.bytes().all(|b| b.is_ascii_hexdigit());
        let text: Vec<&str> = text.split_whitespace().filter(is_own).collect();
        assert_eq!(traces_in(&text.join(" ")), [""; 0], "{path}");
    }
}

/// Faults on and around the masked lines: their excerpts blank what is hidden.
#[test]
fn nothing_planted_comes_out_in_messages() {
    let whole = planted();
    let front = [
        ("titel: \"Om", "titlar: \"Om"),
        ("status: ny}", "status: nytt}"),
        ("paragraf: \"§", "paragrf: \"§"),
        ("målgrupp: \"", "malgrupp: \""),
    ];
    let body = [
        ("## Rubrik om", "#### Rubrik [bort](rapport:finns/2020/inte) om"),
        ("Text [[", "Text [^finns-inte] [["),
        ("*[[", "*[x](javascript:x) [["),
        ("](https://exempel.se)", "](hxxps://exempel.se)"),
        ("| b |\n|---", "| b ![](finns-inte.png) |\n|---"),
        ("{grund=\"OSL 26:1\"}", "{grund=OSL 26:1"),
    ];
    let with = |faults: &[(&str, &str)]| {
        faults.iter().fold(whole.clone(), |text, (old, new)| {
            assert!(text.contains(old), "{old}");
            text.replace(old, new)
        })
    };
    let unclosed = whole.replace("]] och annat\"", "] och annat\"");
    let open_block = whole.replace("\n:::\n", "\n::\n");
    let open_inline = whole.replacen("]]</b>", "]</b>", 1);
    let cases = [
        ("I206", with(&front)),
        ("I417", with(&body)),
        ("I301", unclosed),
        ("I301", open_block),
        ("I301", open_inline),
    ];
    for (code, text) in cases {
        let site = site();
        site.put(&format!("content/{REPORT}"), text);
        for form in ["text", "short", "json"] {
            for language in ["sv", "en"] {
                let run = site.insyn(&["check", "--format", form, "--lang", language]);
                assert_eq!(run.code, Some(1), "{code}: {}", run.err);
                let told = format!("{}{}", run.out, run.err);
                assert!(told.contains(code), "{code}: {told}");
                assert!(!told.to_lowercase().contains(&WORD[1..]), "{form}: {told}");
            }
        }
    }
}
