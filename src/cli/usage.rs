//! A command line that can't be understood, told in Swedish: the argument parser speaks English. Owns the words; judges
//! nothing itself. Where the line asks for English (`--lang en`), or the fault is of a kind without words here, the
//! parser's own stand.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong, and how the command is used. `None` for what is no fault (help, version) and where the parser's own words
/// are wanted.
pub fn told(error: &Error, arguments: &[String]) -> Option<String> {
    let wants_english = arguments.windows(2).any(|pair| pair == ["--lang", "en"])
        || arguments.iter().any(|argument| argument == "--lang=en");
    if wants_english {
        return None;
    }
    let of = |kind: ContextKind| error.get(kind).map(words);
    let argument = of(ContextKind::InvalidArg);
    let argument = argument.as_deref().unwrap_or("argumentet");
    let value = of(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("det saknas {argument}"),
        ErrorKind::UnknownArgument => format!("{argument} är inget som kommandot känner till"),
        ErrorKind::InvalidSubcommand => {
            let command = of(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("{command} är inget kommando")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} ska ha ett värde"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = of(ContextKind::ValidValue).filter(|valid| !valid.is_empty());
            let valid = valid.map_or_else(String::new, |valid| format!("; välj bland {valid}"));
            format!("”{value}” går inte som {argument}{valid}")
        }
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            Some(prior) if prior == argument => format!("{argument} kan bara sägas en gång"),
            prior => format!("{argument} går inte ihop med {}", prior.unwrap_or_default()),
        },
        ErrorKind::TooManyValues if argument.starts_with("--") => format!("{argument} tar inget värde"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} har fel antal värden")
        }
        _ => return None,
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let near =
        near.into_iter().find_map(of).map_or_else(String::new, |near| format!("Menade du {near}?\n\n"));
    let usage = of(ContextKind::Usage).unwrap_or_default();
    let usage = usage.trim().strip_prefix("Usage:").unwrap_or(&usage).trim().to_owned();
    let usage = if usage.is_empty() { usage } else { format!("Användning: {usage}\n\n") };
    Some(format!("fel: {what}\n\n{near}{usage}Hela hjälpen visas med --help.\n"))
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cli;
    use super::*;
    use clap::Parser as _;

    fn said(line: &[&str]) -> String {
        let arguments: Vec<String> =
            std::iter::once("insyn").chain(line.iter().copied()).map(str::to_owned).collect();
        let error = Cli::try_parse_from(&arguments).expect_err("no command");
        told(&error, &arguments).unwrap_or_default()
    }

    #[test]
    fn every_usual_fault_is_told_in_swedish() {
        for (line, words) in [
            (&["bygg"][..], "fel: bygg är inget kommando"),
            (
                &["build", "--drafst"],
                "fel: --drafst är inget som kommandot känner till\n\nAnvändning: insyn build",
            ),
            (&["serve", "--drafst"], "känner till\n\nMenade du --drafts?"),
            (&["chek"], "fel: chek är inget kommando\n\nMenade du check?"),
            (&["build", "--pdf=ja"], "fel: --pdf tar inget värde"),
            (&["build", "--lang", "de"], "fel: ”de” går inte som --lang <SPRÅK>; välj bland sv, en"),
            (&["build", "--lang"], "fel: --lang <SPRÅK> ska ha ett värde"),
            (&["serve", "--port", "x"], "fel: ”x” går inte som --port <PORT>"),
            (&["redirect"], "fel: det saknas <GAMMAL>, <NY>\n\nAnvändning: insyn redirect"),
            (&["redirect", "/a/", "/b/", "mapp", "-c", "mapp"], "går inte ihop med"),
            (
                &["build", "--date", "2023-01-01", "--date", "2023-01-02"],
                "fel: --date <DAG> kan bara sägas en gång",
            ),
        ] {
            let said = said(line);
            assert!(said.contains(words), "{line:?}: {said}");
            assert!(said.ends_with("Hela hjälpen visas med --help.\n"), "{said}");
            for english in ["error", "Usage", "For more"] {
                assert!(!said.contains(english), "{said}");
            }
        }
        assert_eq!(said(&["--help"]), "");
        assert_eq!(said(&["build", "--lang", "en", "--x"]), "", "the parser's own words");
    }
}
