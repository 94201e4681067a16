//! Masks written in odd ways and odd places: each either hides, and then the same whatever it hides, or stops the
//! build. Never does what it was to hide come out, in a file, its name or a message.

use crate::minimal::{MINIMAL, REPORT, report};
use crate::site::{Site, Tree, tree};

/// Stands for what is hidden in the places below.
const HERE: char = '@';
/// What is hidden: words that look like nothing, that a scanner knows, and that Markdown and YAML act upon.
const SECRETS: [&str; 3] = [
    "zebrafink 19640823-3234 rektor Anna Zebrafink",
    "zebrafink har skyddad identitet, zebrafink@exempel.se, två chefer",
    "Zebrafink, och en längre text som fortsätter",
];

/// Keys of a report with masks in them.
const KEYS: [&str; 17] = [
    "sammanfattning: \"[[maskad: @]]\"\n",
    "sammanfattning: '[[maskad: @]] och [[maskad: @]]'\n",
    "sammanfattning: >-\n  Om [[maskad:\n  @]]\n  här\n",
    "sammanfattning: |\n  Om [[maskad: rad\n\n  @ ]] här\n",
    "sammanfattning: Om [[maskad: @]]\n  och mer\n",
    "sammanfattning: \"Om [\\u005bmaskad: @]]\"\n",
    "sammanfattning: \"[[mas\u{ad}kad: @]]\"\n",
    "sammanfattning: \"[[MASKAD : @]]\"\n",
    "sammanfattning: \"[[maskad: [[maskad: @]] @]]\"\n",
    "sammanfattning: x # [[maskad: @]]\n",
    "# [[maskad: @]]\n",
    "alias: [\"[[maskad: @]]\"]\n",
    "ändringar: [{datum: 2023-10-02, text: \"[[maskad: @]]\"}]\n",
    "granskningar: [{id: arenden, risker: [{beskrivning: \"a [[maskad: @]] b\", ansvarig: \"[[maskad: @]]\"}]}]\n",
    "\"[[maskad: @]]\": x\n",
    "bilagor: [{fil: \"[[maskad: @]].pdf\", titel: x}]\n",
    "enkäter: [{id: e, granskning: arenden, svarande: 10, frågor: [{id: tydligt, medelvärde: 3, \
     grupper: {\"[[maskad: @]]\": {\"[[maskad: @]] a\": {svarande: 10, medelvärde: 3}}}}]}]\n",
];

/// Bodies with masks in them.
const BODIES: [&str; 22] = [
    "Om [[maskad: @]] här.\n",
    "Om [[maskad: @\n\n@]] här.\n",
    "Om [[mas\u{200b}kad: @]] här.\n",
    "Om [[\u{feff}maskad: @]] här.\n",
    "## Om [[maskad: @]] {#om}\n\n## Om [[maskad: @]] igen\n",
    "## [[maskad: @]]\n",
    "<!-- [[maskad: @]] -->\n\nText.\n",
    "<!--\n:::maskad {grund=\"OSL 26:1\"}\n@\n:::\n-->\n",
    "```text\n[[maskad: @]]\n:::maskad {grund=\"OSL 26:1\"}\n@\n:::\n```\n",
    "`[[maskad: @]]`\n",
    "![[[maskad: @]]](a.png)\n",
    "[[[maskad: @]]](https://exempel.se/)\n",
    "[x](https://exempel.se/ \"[[maskad: @]]\")\n",
    "[x][r]\n\n[r]: https://exempel.se/[[maskad: @]]\n",
    "Text.[^n]\n\n[^n]: Om [[maskad: @]].\n",
    "Text.[^[[maskad: @]]]\n",
    "| a | b |\n|---|---|\n| [[maskad: @]] | x |\n",
    "```skala\nfråga: [[maskad: @]]\n```\n",
    "> :::maskad {grund=\"OSL 26:1\"}\n> @\n> :::\n",
    ":::maskad {grund=\"OSL 26:1\"}\n@\n::::\n\nText.\n",
    ":::maskad {grund=\"[[maskad: @]]\"}\n@\n:::\n",
    "Text [[maskad: @]]{granskning=[[maskad: @]]}\n",
];

/// Ends that a mask never gets, and lines that are no masks: the build must stop.
const UNCLOSED: [&str; 6] = [
    "Om [[maskad: @] här.\n",
    ":::maskad {grund=\"OSL 26:1\"}\n@\n",
    "Om [maskad: @] här.\n",
    "Om [[maskerad: @]] här.\n",
    "::maskad\n@\n::\n",
    "[[maskad: [[ @ ]]\n",
];

fn site(keys: &str, body: &str) -> Site {
    let site = Site::new(MINIMAL);
    site.put(&format!("content/{REPORT}"), report("Rapport", keys, &format!("\n{body}")));
    site
}

/// Everything that comes out of all commands. The whole tree of a build that went well, else nothing.
fn come_out(site: &Site, written: &str) -> Option<Tree> {
    let mut told = String::new();
    for form in ["text", "short", "json"] {
        let run = site.insyn(&["check", "--format", form]);
        told += &(run.out + &run.err);
    }
    let run = site.insyn(&["build"]);
    told += &(run.out + &run.err);
    let published = site.published();
    let beside = tree(&site.at(".public.insyn"));
    let texts = published.iter().chain(&beside);
    for text in texts.flat_map(|(path, bytes)| [path.clone(), String::from_utf8_lossy(bytes).into_owned()]) {
        assert!(!text.to_lowercase().contains("ebrafink"), "{written} comes out: {text}");
    }
    for secret in ["ebrafink", "3234", "Anna", "exempel.se,"] {
        assert!(!told.contains(secret), "{secret} of {written} is told: {told}");
    }
    assert!(matches!(run.code, Some(0 | 1)), "{written}: {told}");
    (run.code == Some(0)).then_some(published)
}

fn same_whatever_is_hidden(make: impl Fn(&str) -> Site, written: &str) -> bool {
    let mut first: Option<Option<Tree>> = None;
    for secret in SECRETS {
        let all = come_out(&make(&written.replace(HERE, secret)), &written.replace(HERE, secret));
        match &first {
            None => first = Some(all),
            Some(first) => assert!(*first == all, "{written} depends on what it hides"),
        }
    }
    first.flatten().is_some()
}

#[test]
fn a_mask_hides_wherever_it_stands() {
    let hides =
        KEYS.iter().filter(|keys| same_whatever_is_hidden(|keys| site(keys, "Text.\n"), keys)).count();
    let bodies = BODIES.iter().filter(|body| same_whatever_is_hidden(|body| site("", body), body)).count();
    assert!(hides >= 12 && bodies >= 16, "most of them are built: {hides}, {bodies}");
}

#[test]
fn how_the_file_is_saved_opens_no_mask() {
    for body in BODIES {
        for save in [|text: &str| text.replace('\n', "\r\n"), |text: &str| text.replace('å', "a\u{30a}")] {
            let make = |body: &str| {
                let text = save(&report("Rapport", "", &format!("\n{body}")));
                let site = Site::new(MINIMAL);
                site.put(&format!("content/{REPORT}"), text);
                site
            };
            let written = body.replace(HERE, SECRETS[1]);
            come_out(&make(&written), &written);
        }
    }
}

#[test]
fn a_mask_at_fault_stops_the_build() {
    for body in UNCLOSED {
        for secret in SECRETS {
            let written = body.replace(HERE, secret);
            assert!(come_out(&site("", &written), &written).is_none(), "{written}");
            let key = format!("sammanfattning: |\n  {}\n", written.trim_end().replace('\n', "\n  "));
            assert!(come_out(&site(&key, "Text.\n"), &key).is_none(), "{key}");
        }
    }
}
