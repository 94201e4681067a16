//! `--help` and `--version`: in Swedish, on standard output, with what a user needs to know.

use crate::site::Site;

const NONE: [(&str, &str); 0] = [];

#[test]
fn help_names_the_commands_and_the_exit_codes() {
    let run = Site::new(NONE).insyn(&["--help"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    for part in [
        "build",
        "check",
        "serve",
        "Slutkoder: 0 allt gick väl, 1 innehållet har fel, 2 fel användning",
        "Exempel:",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}

#[test]
fn each_command_explains_itself_and_its_options() {
    let shared = ["--date", "--format", "--strict", "--lang", "--threads", "content"];
    for (command, own) in [
        ("build", &["--output", "allt eller inget", "public"][..]),
        ("check", &["--drafts", "utan att något skrivs"]),
        ("serve", &["--drafts", "--port", "--path", "127.0.0.1"]),
    ] {
        let run = Site::new(NONE).insyn(&[command, "--help"]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{command}");
        for part in shared.iter().chain(own) {
            assert!(run.out.contains(part), "{command} {part}: {}", run.out);
        }
        assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
    }
}

#[test]
fn the_version_is_the_packages() {
    let run = Site::new(NONE).insyn(&["--version"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.out, format!("insyn {}\n", env!("CARGO_PKG_VERSION")));
}
