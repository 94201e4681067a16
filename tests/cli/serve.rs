//! `insyn serve` over real requests on 127.0.0.1: pages, headers, addresses that lead nowhere or out, and
//! changes that appear. Waits are counted tries with a generous end, never an expected time.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::minimal::{DECIDED, MINIMAL, REPORT, report};
use crate::site::Site;

/// At most this many tries, [`PAUSE`] apart: a minute, for a machine with much else to do.
const TRIES: u32 = 1200;
const PAUSE: Duration = Duration::from_millis(50);
const PREFIX: &str = "/ik/granskningar/";

/// A running server; ended when dropped.
struct Server {
    child: Child,
    port: u16,
    first_line: String,
}

impl Server {
    fn start(site: &Site, more: &[&str]) -> Self {
        let mut arguments = vec!["serve", "--port", "0", "--path", PREFIX];
        arguments.extend(more);
        let mut child =
            site.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first_line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first_line).unwrap();
        let port = first_line.split("http://127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next());
        let port =
            port.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("no port in {first_line:?}"));
        Self { child, port, first_line }
    }

    /// One request with the path exactly as written.
    fn get(&self, path: &str) -> Answer {
        self.get_as("127.0.0.1", path)
    }

    /// The same to a machine of this name.
    fn get_as(&self, host: &str, path: &str) -> Answer {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        // In one piece: a refusal of the first line must not meet headers that are still on their way.
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    fn page(&self, address: &str) -> Answer {
        self.get(&format!("{PREFIX}{address}"))
    }

    /// Asks until the answer is as wanted.
    fn wait(&self, address: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        for _ in 0..TRIES {
            let answer = self.page(address);
            if wanted(&answer) {
                return answer;
            }
            std::thread::sleep(PAUSE);
        }
        let last = self.page(address);
        panic!("{address} never became what it should; last {}:\n{}", last.status, last.text());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A page as a build makes it: without the script that loads it anew, and without leave for it to ask.
fn built(shown: &str) -> String {
    let (before, rest) = shown.split_once("<script src=\"/ik/granskningar/_serve/").expect("no script");
    let (_, after) = rest.split_once("</script>").unwrap();
    format!("{before}{after}").replacen("content=\"connect-src 'self'; ", "content=\"", 1)
}

/// The reading that a page was made of.
fn reading(page: &str) -> &str {
    let (_, rest) = page.split_once("data-lasning=\"").expect("no reading");
    rest.split('"').next().unwrap()
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

#[test]
fn a_file_beside_a_report_is_shown_as_it_would_be_published_or_not_at_all() {
    for (file, status, word) in [("bild.jpg", 200, ""), ("vriden.jpg", 500, "vriden")] {
        let site = Site::new(MINIMAL);
        let bytes = fs::read(format!("{}/tests/appendix/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        fs::remove_file(site.at("content").join(REPORT)).unwrap();
        site.put("content/provnamnden/2023/rapport/bild.jpg", &bytes);
        let text = crate::minimal::report(
            "Uppföljning 2023",
            "bilagor: [{fil: bild.jpg, titel: Bild}]\n",
            "\nText.\n",
        );
        site.put("content/provnamnden/2023/rapport/index.md", text);
        let answer = Server::start(&site, &[]).page("provnamnden/2023/rapport/bild.jpg");
        assert_eq!(answer.status, status, "{}", answer.head);
        assert!(answer.body != bytes && !answer.text().contains("Planterad"), "{file} is shown as it is");
        assert!(answer.text().contains(word), "{}", answer.text());
    }
}

#[test]
fn what_is_served_is_what_a_build_writes() {
    let site = Site::new(MINIMAL);
    let server = Server::start(&site, &[]);
    assert!(server.first_line.contains(&format!("{PREFIX} ")), "{}", server.first_line);
    for (path, bytes) in site.build(&[]) {
        if path == insyn::publish::MANIFEST {
            continue;
        }
        let answer = server.page(path.strip_suffix("index.html").unwrap_or(&path));
        let status =
            if path == "404.html" { [200, 404].contains(&answer.status) } else { answer.status == 200 };
        assert!(status, "{path}: {}", answer.head);
        let shown = if path.rsplit('.').next() == Some("html") {
            built(&answer.text()).into_bytes()
        } else {
            answer.body.clone()
        };
        assert!(shown == bytes, "{path} differs from the file that a build writes");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        for part in ["default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        let kind = answer.header("content-type").unwrap_or_default().to_owned();
        let expected = if path.rsplit('.').next() == Some("html") { "text/html; charset=utf-8" } else { "" };
        assert!(kind.starts_with(expected) && !kind.is_empty(), "{path}: {kind}");
    }
}

#[test]
fn addresses_without_their_slash_lead_to_the_page() {
    let site = Site::new(MINIMAL);
    let server = Server::start(&site, &[]);
    for (path, to) in [
        ("/".to_owned(), PREFIX.to_owned()),
        ("/ik/granskningar".to_owned(), PREFIX.to_owned()),
        (format!("{PREFIX}provnamnden"), format!("{PREFIX}provnamnden/")),
        (format!("{PREFIX}provnamnden/2023/rapport"), format!("{PREFIX}provnamnden/2023/rapport/")),
    ] {
        let answer = server.get(&path);
        assert!((301..=308).contains(&answer.status), "{path}: {}", answer.head);
        assert_eq!(answer.header("location"), Some(&*to), "{path}");
        assert_eq!(server.get(&to).status, 200);
    }
    assert_eq!(server.page("index.html").status, 200);
    let missing = server.page("finns/inte/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("<main"), "{}", missing.text());
    for outside in ["/annat/", "/ik/", "/provnamnden/"] {
        assert_eq!(server.get(outside).status, 404, "{outside}");
    }
}

#[test]
fn only_this_machines_own_names_are_answered() {
    let site = Site::new(MINIMAL);
    let server = Server::start(&site, &["--drafts"]);
    for (host, status) in [("127.0.0.1:4000", 200), ("localhost", 200), ("exempel.se", 404), ("", 404)] {
        assert_eq!(server.get_as(host, PREFIX).status, status, "{host}");
    }
}

#[test]
fn no_address_leads_out_of_the_site() {
    let site = Site::new(MINIMAL);
    site.put("hemlig.txt", "KANARIEFÅGEL");
    site.put("content/provnamnden/2023/hemlig.txt", "KANARIEFÅGEL");
    let server = Server::start(&site, &[]);
    for up in
        ["..", "%2e%2e", "%2E.", "..%2f..", "..%5c..", "....//", "%252e%252e", "/..", "\u{ff0e}\u{ff0e}"]
    {
        for target in [
            "hemlig.txt",
            "content/insyn.yaml",
            "content/provnamnden/2023/rapport.md",
            "etc/passwd",
            "../../../../../../etc/passwd",
        ] {
            for base in ["", "sidor/", "provnamnden/2023/rapport/", "tema/"] {
                let answer = server.page(&format!("{base}{up}/{up}/{target}"));
                let text = answer.text();
                assert!((400..500).contains(&answer.status), "{base}{up}/{target}: {}", answer.head);
                assert!(
                    !["KANARIEFÅGEL", "utgivare:", "titel:", "root:"].iter().any(|word| text.contains(word))
                );
            }
        }
    }
    for plain in ["insyn.yaml", "register/skalor.yaml", REPORT, "provnamnden/2023/hemlig.txt", "sidor/om.md"]
    {
        assert_eq!(server.page(plain).status, 404, "{plain}");
    }
    for odd in ["", "*", "http://exempel.se/", "/%00", "/%ff", "//", "/?x=/../", &"/a".repeat(9000)] {
        let answer = server.get(odd);
        assert!(
            answer.status != 200 && answer.status < 500,
            "{}: {}",
            &odd[..odd.len().min(40)],
            answer.head
        );
    }
    assert_eq!(server.page("").status, 200, "it still runs");
}

#[test]
fn a_change_appears_an_error_is_shown_and_goes_again() {
    const PAGE: &str = "provnamnden/2023/rapport/";
    let site = Site::new(MINIMAL);
    let server = Server::start(&site, &[]);
    assert!(server.wait(PAGE, |page| page.status == 200).text().contains("Första lydelsen."));
    let report = format!("content/{REPORT}");
    site.put(&report, DECIDED.replace("Första", "Andra"));
    server.wait(PAGE, |page| page.status == 200 && page.text().contains("Andra lydelsen."));
    site.put(&report, DECIDED.replace("typ: uppföljning", "typ: <script>fel"));
    let faults = server.wait(PAGE, |page| page.status >= 500).text();
    assert!(
        faults.contains("I211") && faults.contains("&lt;script&gt;fel") && !faults.contains("<script>"),
        "{faults}"
    );
    site.put(&report, DECIDED.replace("Första", "Tredje"));
    server.wait(PAGE, |page| page.status == 200 && page.text().contains("Tredje lydelsen."));
    site.put("content/provnamnden/2024/ny.md", DECIDED.replace("2023", "2024"));
    server.wait("provnamnden/2024/ny/", |page| page.status == 200);
    fs::remove_dir_all(site.at("content/provnamnden/2024")).unwrap();
    server.wait("provnamnden/2024/ny/", |page| page.status == 404);
    assert!(!site.at("public").exists(), "serve writes nothing");
}

#[test]
fn an_open_page_is_told_of_the_next_reading_and_of_nothing_before() {
    const PAGE: &str = "provnamnden/2023/rapport/";
    let site = Site::new(MINIMAL);
    let server = Server::start(&site, &[]);
    let next = |reading: &str| server.page(&format!("_serve/nasta?efter={reading}"));
    let first = reading(&server.page(PAGE).text()).to_owned();
    assert_eq!(next("").status, 200, "another server's reading isn't this one's");
    let script = server.page("_serve/ladda-om.js");
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    let policy = server.page(PAGE).header("content-security-policy").unwrap_or_default().to_owned();
    assert!(policy.contains("connect-src 'self'") && !policy.contains("unsafe"), "{policy}");
    std::thread::scope(|scope| {
        let told = scope.spawn(|| next(&first));
        std::thread::sleep(PAUSE);
        assert!(!told.is_finished(), "told before anything has changed");
        site.put(&format!("content/{REPORT}"), DECIDED.replace("Första", "Andra"));
        assert_eq!(told.join().unwrap().status, 200);
    });
    let page = server.page(PAGE).text();
    assert!(
        page.contains("Andra lydelsen.") && reading(&page) != first,
        "the page is that of the new reading"
    );
    // The page that tells of errors is loaded anew as well.
    let second = reading(&page).to_owned();
    site.put(&format!("content/{REPORT}"), "---\n");
    assert_eq!(next(&second).status, 200);
    let faults = server.page(PAGE);
    assert_eq!(faults.status, 500);
    let third = reading(&faults.text()).to_owned();
    site.put(&format!("content/{REPORT}"), DECIDED);
    assert_eq!(next(&third).status, 200);
    assert_eq!(server.page(PAGE).status, 200);
}

#[cfg(unix)]
#[test]
fn a_page_that_waits_does_not_keep_the_server_from_ending() {
    let site = Site::new(MINIMAL);
    let mut server = Server::start(&site, &[]);
    let first = reading(&server.page("").text()).to_owned();
    std::thread::scope(|scope| {
        let (port, id) = (server.port, server.child.id());
        let waits = scope.spawn(move || {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
            let path = format!("{PREFIX}_serve/nasta?efter={first}");
            let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        });
        std::thread::sleep(PAUSE);
        let killed = std::process::Command::new("kill").args(["-INT", &id.to_string()]).status().unwrap();
        assert!(killed.success());
        // Nothing new has come: the page stays as it is.
        assert!(waits.join().unwrap().starts_with("HTTP/1.1 204"));
        assert!(server.child.wait().unwrap().success());
    });
}

#[test]
fn after_a_save_lists_neighbours_feeds_and_comparisons_are_right_at_once() {
    const BEFORE: &str = "Före ändringen";
    const AFTER: &str = "Efter ändringen";
    let answered = |title: &str, mean: &str| {
        let question = format!("{{id: tydligt, medelvärde: {mean}}}");
        let answers = format!(
            "granskningar: [{{id: arenden, metod: [enkät]}}]\n\
             enkäter: [{{id: e, granskning: arenden, svarande: 84, frågor: [{question}]}}]\n"
        );
        report(title, &answers, "\n## Resultat\n\nText.\n")
    };
    let site = Site::new(MINIMAL);
    let now = format!("content/{REPORT}");
    let earlier = "content/provnamnden/2022/rapport.md";
    site.put(earlier, answered("Året innan", "3.50").replace("2023", "2022"));
    site.put(&now, answered(BEFORE, "3.71"));
    let server = Server::start(&site, &[]);
    let compared = "granskningar/arenden/";
    let naming = [
        "",
        "provnamnden/",
        "ar/2023/",
        "flode.atom",
        "provnamnden/flode.atom",
        "ar/2023/flode.atom",
        "granskningar/arenden/flode.atom",
        "data/rapporter.json",
    ];
    for address in naming {
        assert!(server.page(address).text().contains(BEFORE), "{address} doesn't name the report");
    }
    assert!(server.page(compared).text().contains("3,71"));
    let neighbour = "Samma granskning andra år";
    assert!(server.page("provnamnden/2023/rapport/").text().contains(neighbour));
    site.put(&now, answered(AFTER, "2.71"));
    server.wait("provnamnden/2023/rapport/", |page| page.text().contains(AFTER));
    for address in naming {
        let text = server.page(address).text();
        assert!(text.contains(AFTER) && !text.contains(BEFORE), "{address} is stale");
    }
    let text = server.page(compared).text();
    assert!(text.contains("2,71") && !text.contains("3,71"), "the comparison is stale");
    fs::remove_file(site.at(earlier)).unwrap();
    server.wait("provnamnden/2023/rapport/", |page| !page.text().contains(neighbour));
}

/// A reading has threads of its own as long as it lives, so they tell how many there are.
#[cfg(target_os = "linux")]
#[test]
fn a_reading_goes_when_the_next_has_come() {
    let site = Site::new(MINIMAL);
    let server = Server::start(&site, &[]);
    let threads = || fs::read_dir(format!("/proc/{}/task", server.child.id())).unwrap().count();
    let save_and_ask = |number: usize| {
        site.put(&format!("content/{REPORT}"), DECIDED.replace("Första", &format!("{number}:e")));
        let page = "provnamnden/2023/rapport/";
        server.wait(page, |page| page.text().contains(&format!("{number}:e lydelsen")));
    };
    let readings = 12;
    save_and_ask(0);
    let first = threads();
    (1..=readings).for_each(save_and_ask);
    // The runtime may have come to a few more, and keeps them for a while; a reading has five.
    for _ in 0..TRIES {
        if threads() < first + 2 * readings {
            return;
        }
        std::thread::sleep(PAUSE);
    }
    panic!("{} threads after {readings} readings", threads());
}

#[test]
fn the_page_of_faults_repeats_no_personal_data() {
    let site = Site::new(MINIMAL);
    let text = DECIDED.replace("Första lydelsen.", "Om 19640823-3234 [x](rapport:19640823-3234).");
    site.put(&format!("content/{REPORT}"), text);
    let faults = Server::start(&site, &[]).wait("", |page| page.status >= 500).text();
    assert!(faults.contains("I801") && faults.contains("I417"), "{faults}");
    assert!(!faults.contains("3234"), "{faults}");
}

#[test]
fn what_the_output_gate_holds_back_is_not_shown() {
    let site = Site::new(MINIMAL);
    fs::remove_file(site.at("content/provnamnden/2023/rapport.md")).unwrap();
    let front = "bilagor: [{fil: underlag.txt, titel: Underlag}]\n";
    let text = report("Rapport", front, "\nText av [[maskad: Tryggve Zebrafink]].\n");
    site.put("content/provnamnden/2023/rapport/index.md", text);
    site.put("content/provnamnden/2023/rapport/underlag.txt", "Samtal med Tryggve Zebrafink.\n");
    let server = Server::start(&site, &[]);
    let answer = server.page("provnamnden/2023/rapport/underlag.txt");
    assert_eq!(answer.status, 500);
    assert!(
        answer.text().contains("Maskad text") && !answer.text().contains("Zebrafink"),
        "{}",
        answer.text()
    );
    assert_eq!(server.page("provnamnden/2023/rapport/").status, 200);
}

#[test]
fn drafts_are_shown_on_request_only() {
    let site = Site::new(MINIMAL);
    site.put("content/provnamnden/2023/utkast.md", DECIDED.replace("status: beslutad", "status: utkast"));
    let shown =
        |more: &[&str]| Server::start(&site, more).wait("provnamnden/2023/utkast/", |page| page.status != 0);
    assert_eq!(shown(&[]).status, 404);
    let draft = shown(&["--drafts"]);
    assert_eq!(draft.status, 200);
    assert!(draft.text().to_lowercase().contains("utkast"));
}

#[test]
fn what_is_shown_here_is_promised_to_nobody() {
    let site = Site::new(MINIMAL);
    site.build(&[]);
    let answers =
        "enkäter: [{id: e, granskning: arenden, svarande: 84, frågor: [{id: tydligt, medelvärde: 3.71}]}]\n";
    let draft = report("Utkastet", answers, "\n## Utkastets rubrik\n\nText.\n");
    site.put("content/provnamnden/2023/nytt.md", draft.replace("status: beslutad", "status: utkast"));
    let before = crate::site::tree(&site.at("content"));
    assert!(before.contains_key("publicerat.lock"));
    let server = Server::start(&site, &["--drafts"]);
    assert!(server.page("provnamnden/2023/nytt/").text().contains("3,71"));
    // Nor by what is read again after a change.
    site.put("content/provnamnden/2023/nytt.md", draft.replace("status: beslutad", "status: klarmarkerad"));
    server.wait("provnamnden/2023/nytt/", |answer| answer.text().contains("Klarmarkerad"));
    drop(server);
    for (path, bytes) in crate::site::tree(&site.at("content")) {
        let same = before.get(&path) == Some(&bytes) || path == "provnamnden/2023/nytt.md";
        assert!(same, "{path} is written");
    }
    // What a build promises next says nothing of it either.
    site.build(&[]);
    for (path, bytes) in crate::site::tree(&site.at("content")) {
        let says = String::from_utf8_lossy(&bytes).contains("nytt");
        assert!(!says || path.rsplit('.').next() != Some("lock"), "{path}");
    }
}

#[test]
fn it_ends_when_it_is_told_to() {
    let site = Site::new(MINIMAL);
    let mut server = Server::start(&site, &[]);
    server.wait("", |page| page.status == 200);
    let pid = server.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0), "an interruption is how it is ended");
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, server.port)).is_err());
}
