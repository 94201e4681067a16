//! Feeds, lists and embedded views of whole small sites, built by the real program: ids over renamed reports
//! and clean rebuilds, what may stand in none of them, and where their links lead. That the feeds are valid and
//! that readers understand them is tested with the browser's tests (`tests/browser/feeds.mjs`).

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/minimal.rs"]
mod minimal;
#[path = "support/site.rs"]
mod site;

use minimal::{MINIMAL, REPORT, report};
use site::{Site, Tree};

const DAY: [&str; 2] = ["--date", "2024-06-01"];
const FEEDS: [&str; 8] = [
    "flode.atom",
    "flode.rss",
    "provnamnden/flode.atom",
    "provnamnden/flode.rss",
    "granskningar/arenden/flode.atom",
    "granskningar/arenden/flode.rss",
    "ar/2023/flode.atom",
    "ar/2023/flode.rss",
];

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(tree.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

/// The texts of an element, sorted.
fn all(feed: &str, element: &str) -> Vec<String> {
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    let opened = feed.split(&open).skip(1).filter_map(|rest| rest.split_once('>'));
    let mut texts: Vec<String> =
        opened.map(|(_, rest)| rest.split(&close).next().unwrap().to_owned()).collect();
    texts.sort();
    texts
}

fn minimal_files() -> Vec<(String, String)> {
    MINIMAL.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn every_scope_has_a_feed_of_each_format_and_pages_tell_of_it() {
    let published = Site::new(minimal_files()).build(&DAY);
    for path in FEEDS {
        assert!(text(&published, path).starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), "{path}");
    }
    for (page, feed) in [
        ("index.html", "href=\"flode.atom\""),
        ("provnamnden/index.html", "provnamnden/flode.rss\""),
        ("granskningar/arenden/index.html", "granskningar/arenden/flode.atom\""),
        ("ar/2023/index.html", "ar/2023/flode.atom\""),
        (&REPORT.replace(".md", "/index.html"), "provnamnden/flode.atom\""),
    ] {
        let html = text(&published, page);
        let head = html.split("</head>").next().unwrap();
        assert!(head.contains("<link rel=\"alternate\" type=\"application/atom+xml\""), "{page}");
        assert!(head.contains(feed), "{page}");
    }
    assert!(text(&published, "index.html").contains("Prenumerera"));
}

#[test]
fn ids_stay_over_a_renamed_report_and_a_clean_rebuild() {
    let before = Site::new(minimal_files()).build(&DAY);
    assert_eq!(before, Site::new(minimal_files()).build(&DAY), "a clean rebuild gives the same bytes");
    let mut renamed = minimal_files();
    for (path, text) in &mut renamed {
        if path == REPORT {
            *path = "provnamnden/2023/ett-annat-namn.md".into();
            *text = report("En annan titel", "alias: [/provnamnden/2023/rapport/]\n", "\nText.\n");
        }
    }
    let after = Site::new(renamed).build(&DAY);
    for path in FEEDS {
        let element = if path.ends_with("atom") { "id" } else { "guid" };
        let ids = all(text(&before, path), element);
        // The report names no granskning: that feed is there, and empty.
        assert_eq!(
            ids.iter().any(|id| id.ends_with("/rapport")),
            !path.starts_with("granskningar"),
            "{path}"
        );
        assert_eq!(ids, all(text(&after, path), element), "{path}");
    }
    assert!(text(&after, "flode.atom").contains("/provnamnden/2023/ett-annat-namn/\""));
}

#[test]
fn the_dates_are_the_contents_whatever_the_day_of_the_build() {
    let build = |day: &str| Site::new(minimal_files()).build(&["--date", day]);
    assert_eq!(build("2024-06-01"), build("2031-01-31"));
    let published = build("2024-06-01");
    assert_eq!(all(text(&published, "flode.rss"), "pubDate"), ["Mon, 25 Sep 2023 00:00:00 +0200"]);
    assert_eq!(
        all(text(&published, "flode.atom"), "updated"),
        ["2023-09-25T00:00:00+02:00", "2023-09-25T00:00:00+02:00"]
    );
}

/// Files that are lists of reports for programs, and the views in frames.
fn lists(published: &Tree) -> impl Iterator<Item = (&String, &str)> {
    let is_list = |path: &str| {
        [".atom", ".rss", ".json"].iter().any(|ending| path.ends_with(ending))
            || path.starts_with("sitemap")
            || path.starts_with("embed/")
    };
    published
        .iter()
        .filter(move |(path, _)| is_list(path))
        .map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap()))
}

#[test]
fn embargo_drafts_and_withdrawal_leave_no_word_in_any_list() {
    let secret = |status: &str, rest: &str, word: &str| {
        let text = report(
            &format!("Titel {word}"),
            &format!(
                "sammanfattning: Sammanfattning {word}.\n{rest}granskningar: [{{id: arenden}}]\n\
                 åtgärder: [{{id: sak, text: Åtgärd {word}., status: genomförd}}]\n"
            ),
            &format!("\nText {word}.\n"),
        );
        text.replace("status: beslutad", &format!("status: {status}"))
            .replace("PN-2023-117", &format!("PN-{word}"))
    };
    let mut files = minimal_files();
    let named = [
        ("beslutad", "publiceras: 2024-06-02\n", "embargoord"),
        ("utkast", "", "utkastord"),
        ("klarmarkerad", "", "klarord"),
        ("återkallad", "återkallad: {datum: 2024-05-06, skäl: Underlaget var fel.}\n", "atertagetord"),
    ];
    for (status, rest, word) in named {
        files.push((format!("provnamnden/2023/{word}.md"), secret(status, rest, word)));
    }
    files.push((
        "provnamnden/2024/uppfoljning.md".into(),
        report(
            "Uppföljning 2024",
            "granskningar: [{id: arenden}]\nåtgärder: [{id: sak, text: Saken., status: genomförd, \
             följer: [provnamnden/2023/atertagetord/sak]}]\n",
            "\nText.\n",
        )
        .replace("år: 2023", "år: 2024"),
    ));
    let published = Site::new(files.clone()).build(&DAY);
    let mut seen = 0;
    for (path, text) in lists(&published) {
        seen += 1;
        for (_, _, word) in named {
            // The lists of a nämnd's reports that readers see still name a withdrawn one, marked as such.
            assert!(!text.contains(word), "{word} in {path}");
        }
        assert!(!text.contains("/atgard/sak"), "{path} compares with what is withdrawn");
    }
    assert!(seen > 12, "{seen} lists");
    // The day after, the one under embargo is there.
    let later = Site::new(files).build(&["--date", "2024-06-02"]);
    for path in
        ["flode.atom", "flode.rss", "data/rapporter.json", "sitemap.xml", "embed/provnamnden/index.html"]
    {
        assert!(text(&later, path).contains("embargoord"), "{path}");
    }
}

/// A picture of one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cch\0\0\0\x82\0\x81\
    w\xcdr\xb6\0\0\0\0IEND\xaeB`\x82";

#[test]
fn the_site_names_its_own_picture_and_statement() {
    let mut files: Vec<(String, Vec<u8>)> =
        minimal_files().into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    files[0].1 = b"titel: Provet\nbas: https://exempel.se/ik/\nutgivare: Provstad\nbild: sidor/Delning 1.png\n\
        tillg\xc3\xa4nglighet: sidor/redogorelse.yaml\ntagg: {dom\xc3\xa4n: provstad.se, datum: 2020-05-01}\n"
        .to_vec();
    files.push(("sidor/Delning 1.png".into(), PIXEL.to_vec()));
    files.push((
        "sidor/redogorelse.yaml".into(),
        "ansvarig: Provstad\ntjänst: Provet\nförenlighet: helt\nbedömd: 2024-01-15\nuppdaterad: 2024-02-01\n\
         metod: Självskattning.\nautomatiska_kontroller: {datum: 2024-01-15, verktyg: [axe-core], resultat: Inga fel.}\n\
         kontakt: {telefon: 040-12 34 56}\n"
            .into(),
    ));
    let published = Site::new(files).build(&DAY);
    assert!(published.contains_key("sidor/delning-1.png"));
    let pages = published
        .iter()
        .filter(|(path, _)| path.rsplit('.').next() == Some("html") && !path.starts_with("embed/"));
    for (path, bytes) in pages {
        let html = std::str::from_utf8(bytes).unwrap();
        let foot = html.split("<footer").nth(1).unwrap();
        assert!(foot.contains("sidor/redogorelse/"), "{path} leads to the redogörelse");
        let picture = "content=\"https://exempel.se/ik/sidor/delning-1.png\"";
        assert!(path == "404.html" || html.contains(picture), "{path}");
    }
    let statement = text(&published, "sidor/redogorelse/index.html");
    for told in
        ["Provstad", "helt förenlig", "2024-01-15", "2024-02-01", "Självskattning.", "axe-core", "Inga fel."]
    {
        assert!(statement.contains(told), "{told}");
    }
    assert!(statement.contains("href=\"tel:040123456\"") && statement.contains("digg.se/tdosanmalan"));
    assert!(
        text(&published, "flode.atom")
            .contains("<id>tag:provstad.se,2020-05-01:provnamnden/2023/rapport</id>")
    );
}

/// Neither kind of view has more than a frame of the stated size can show without scrolling; the browser's tests measure it.
#[test]
fn each_embedded_view_is_made_for_its_frame() {
    let published = Site::new(minimal_files()).build(&DAY);
    let views: Vec<&String> = published.keys().filter(|path| path.starts_with("embed/")).collect();
    assert!(views.iter().any(|path| path.starts_with("embed/granskningar/")) && views.len() > 1, "{views:?}");
    for path in views {
        assert!(text(&published, path).contains("class=\"embedded fits\""), "{path}");
    }
}
