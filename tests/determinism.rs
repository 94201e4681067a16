//! Same content and same day, same bytes: whatever the folder, time zone, locale and number of threads.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/example.rs"]
mod example;
#[path = "support/site.rs"]
mod site;

use example::{DAY, example};
use site::{Run, Site, Tree, tree};

/// One build: into which folder, with which environment and arguments.
struct Way {
    target: &'static str,
    environment: &'static [(&'static str, &'static str)],
    arguments: &'static [&'static str],
}

const WAYS: [Way; 5] = [
    Way {
        target: "public",
        environment: &[("TZ", "Europe/Stockholm"), ("LC_ALL", "sv_SE.UTF-8")],
        arguments: &[],
    },
    Way {
        target: "djupt/nere/en annan mapp",
        environment: &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C"), ("LANG", "C")],
        arguments: &["--threads", "1"],
    },
    Way {
        target: "w",
        environment: &[("TZ", "America/Los_Angeles"), ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8")],
        arguments: &["--threads", "2"],
    },
    Way {
        target: "../w",
        environment: &[("TZ", ""), ("LANG", "ar_EG.UTF-8"), ("NO_COLOR", "1"), ("TERM", "dumb")],
        arguments: &["--threads", "7", "--format", "json"],
    },
    Way {
        target: "lang",
        environment: &[("TZ", "no/such"), ("LC_NUMERIC", "de_DE"), ("SOURCE_DATE_EPOCH", "1")],
        arguments: &["--lang", "en", "--format", "short"],
    },
];

fn build(way: &Way) -> Tree {
    let outer = Site::new(example());
    // The content lies deeper each time, so that its own path differs as well.
    let nested = outer.at(&format!("plats-{}", way.target.len()));
    std::fs::create_dir(&nested).unwrap();
    std::fs::rename(outer.at("content"), nested.join("content")).unwrap();
    let mut arguments = vec!["build", "--date", DAY, "-o", way.target];
    arguments.extend(way.arguments);
    let mut command = outer.command(&arguments);
    command.current_dir(&nested).envs(way.environment.iter().copied());
    let run = Run::of(command.output().unwrap());
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    tree(&nested.join(way.target))
}

#[test]
fn two_builds_are_byte_identical_whatever_surrounds_them() {
    let first = build(&WAYS[0]);
    assert!(first.len() > 40 && first.contains_key(insyn::publish::MANIFEST));
    for way in &WAYS[1..] {
        let other = build(way);
        assert!(first.keys().eq(other.keys()), "{}: other files", way.target);
        for (path, bytes) in &first {
            assert!(*bytes == other[path], "{}: {path} differs", way.target);
        }
    }
}

#[test]
fn the_way_there_leaves_no_trace() {
    // A site that was built over another one, in two steps, is the one built at once.
    let site = Site::new(example());
    site.put("content/sidor/tillfallig.md", "---\ntitel: Tillfällig\n---\n");
    let before = site.build(&["--date", DAY]);
    std::fs::remove_file(site.at("content/sidor/tillfallig.md")).unwrap();
    // Its address goes with it on purpose.
    std::fs::remove_file(site.at("content/publicerat.lock")).unwrap();
    let after = site.build(&["--date", DAY]);
    assert!(before != after);
    assert!(after == Site::new(example()).build(&["--date", DAY]));
}

#[test]
fn neither_time_nor_machine_stands_in_the_output() {
    let site = Site::new(example());
    let published = site.build(&["--date", DAY]);
    let here = site.at("").display().to_string();
    let traces =
        [here.trim_end_matches('/'), env!("CARGO_MANIFEST_DIR"), "/tmp/", "/home/", "/root/", "file://", DAY];
    for (path, bytes) in published {
        let text = String::from_utf8_lossy(&bytes);
        for trace in traces {
            assert!(!text.contains(trace), "{path} has {trace}");
        }
        assert!(!text.contains(" style="), "{path}: a strict policy forbids style=");
    }
}

#[test]
fn where_the_time_went_is_told_beside_the_site() {
    let site = Site::new(example());
    let without = site.build(&["--date", DAY]);
    for (language, stages) in [
        ("sv", ["läsa filer", "röjandeskydd", "utdatavakten", "byta in webbplatsen"]),
        ("en", ["reading files", "disclosure control", "output gate", "exchanging the site"]),
    ] {
        // Else a build of which nothing has changed ends before most stages.
        let run = site.insyn(&["build", "--date", DAY, "--timings", "--lang", language, "--verify-cache"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        for stage in stages {
            assert!(run.err.lines().any(|line| line.trim_start().starts_with(stage)), "{stage}: {}", run.err);
        }
        assert!(site.published() == without, "the site is another");
    }
}
