//! The list of all messages as Markdown, for `docs/diagnostics.md`. Owns no words: they are the program's
//! own, shown for the examples.

use std::fmt::Write as _;

use super::Severity;
use super::examples::examples;
use super::words::{self, Language};

/// The list of all messages, a table a stage.
pub fn catalogue(language: Language) -> String {
    let frame = words::frame(language);
    let head = &frame.catalogue;
    let mut out = format!("# {}\n\n{}\n", head.heading, head.introduction);
    let mut stage = 0;
    for problem in examples() {
        let code = problem.code();
        let hundred = usize::from(code.0 / 100);
        if hundred != stage {
            stage = hundred;
            let _ = write!(out, "\n## {}\n\n|", head.stages[stage - 1]);
            for column in head.columns {
                let _ = write!(out, " {column} |");
            }
            out.push_str("\n|---|---|---|---|---|\n");
        }
        let level = match problem.severity() {
            Severity::Error => frame.error,
            Severity::Warning => frame.warning,
        };
        let told = words::of(&problem, language);
        let _ = writeln!(
            out,
            "| {code} | {level} | {} | {} | {} |",
            cell(&told.title),
            cell(&told.label),
            cell(told.help.as_deref().unwrap_or_default()),
        );
    }
    out
}

/// Text as it stands, also where Markdown would read something into it.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\|*_`[]<>#&{}!".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_list_is_the_one_that_the_program_makes() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics.md");
        let made = catalogue(Language::Swedish);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).expect("a folder");
            std::fs::write(path, &made).expect("a file");
        }
        let published = std::fs::read_to_string(path).unwrap_or_default();
        assert!(published == made, "run the tests with UPDATE_GOLDEN=1 and read the difference");
    }

    #[test]
    fn a_cell_keeps_its_bars_and_brackets() {
        assert_eq!(cell("a | [b]"), "a \\| \\[b\\]");
    }
}
