//! Wrong usage and a disk that refuses: exit code 2, with the cause named.

use std::fs;

use crate::minimal::MINIMAL;
use crate::site::Site;

#[test]
fn wrong_arguments_end_with_2() {
    let site = Site::new(MINIMAL);
    for arguments in [
        &[][..],
        &["bygg"],
        &["build", "--utdata", "x"],
        &["build", "--format", "xml"],
        &["build", "--threads", "många"],
        &["build", "a", "b"],
        &["build", "--drafts"],
        &["serve", "--port", "70000"],
    ] {
        let run = site.insyn(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!run.err.is_empty(), "{arguments:?}");
    }
    assert!(!site.at("public").exists());
}

#[test]
fn a_content_folder_that_is_not_there_is_named() {
    let site = Site::new(MINIMAL);
    for command in ["build", "check", "serve"] {
        for missing in ["inneh\u{e5}ll", "content/insyn.yaml"] {
            let run = site.insyn(&[command, missing]);
            assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{command} {missing}");
            assert!(run.err.contains("[I101]") && run.err.contains(missing), "{}", run.err);
        }
    }
    assert!(!site.at("public").exists());
}

#[test]
fn a_day_that_is_none_is_refused() {
    let site = Site::new(MINIMAL);
    for day in ["2023-02-30", "i dag", "2023-9-1", ""] {
        for command in ["build", "check"] {
            let run = site.insyn(&[command, "--date", day]);
            assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{day}");
            assert!(run.err.contains("[I608]") && run.err.contains(&format!("”{day}”")), "{}", run.err);
        }
    }
    assert!(!site.at("public").exists());
}

#[test]
fn content_and_target_may_not_lie_in_each_other() {
    let site = Site::new(MINIMAL);
    let before = crate::site::tree(&site.at("content"));
    for (content, target) in [
        ("content", "content/public"),
        ("content", "content"),
        ("content", "."),
        ("content", "content/../content/x"),
    ] {
        let run = site.insyn(&["build", content, "-o", target]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{target}: {}", run.err);
        assert!(run.err.contains("[I602]"), "{target}: {}", run.err);
    }
    std::os::unix::fs::symlink("content", site.at("genvag")).unwrap();
    let run = site.insyn(&["build", "-o", "genvag/public"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(before == crate::site::tree(&site.at("content")));
    let left = fs::read_dir(site.at("")).unwrap().count();
    assert_eq!(left, 2, "content and the link, nothing else");
}

#[test]
fn a_foreign_file_in_the_way_is_named_and_kept() {
    let site = Site::new(MINIMAL);
    site.put("public/sidor/om/index.html", "någon annans");
    let run = site.insyn(&["build"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("[I601]") && run.err.contains("sidor/om/index.html"), "{}", run.err);
    assert_eq!(site.published().len(), 1);
    assert_eq!(fs::read_to_string(site.at("public/sidor/om/index.html")).unwrap(), "någon annans");
}

#[test]
fn a_target_that_cannot_be_made_is_named() {
    let site = Site::new(MINIMAL);
    site.put("fil", "en vanlig fil");
    for target in ["fil/public", "fil"] {
        let run = site.insyn(&["build", "-o", target]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{target}");
        assert!(run.err.contains("fel[I60") && run.err.contains("fil"), "{}", run.err);
        assert_eq!(fs::read_to_string(site.at("fil")).unwrap(), "en vanlig fil");
    }
    let json = site.insyn(&["build", "-o", "fil/public", "--format", "json"]);
    assert_eq!((json.code, json.err.as_str()), (Some(2), ""));
    assert!(json.out.contains("\"code\": \"I60"), "{}", json.out);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let site = Site::new(MINIMAL);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = site.insyn(&["serve", "--port", &port]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.err);
    assert!(run.err.contains(&format!("127.0.0.1:{port}")), "{}", run.err);
}
