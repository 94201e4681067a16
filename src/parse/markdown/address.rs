//! What an address in a link or picture means, and which are refused. Owns no ids: whether a report or page is
//! there is `resolve`'s to say.

use crate::model::body::Target;
use crate::suggestion::nearest;

/// Why an address isn't a target.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It would run something: the scheme as meant.
    Script(String),
    /// A scheme that isn't known, and the nearest that is.
    Unknown(String, Option<&'static str>),
    /// Relative to nothing.
    Relative,
}

const SCHEMES: [&str; 9] =
    ["rapport", "granskning", "sida", "bilaga", "uppgift", "https", "http", "mailto", "tel"];
const SCRIPTS: [&str; 8] =
    ["javascript", "data", "vbscript", "livescript", "jscript", "blob", "filesystem", "view-source"];

/// The target that an address names.
pub(super) fn target(address: &str) -> Result<Target, Refused> {
    let meant = as_a_browser_reads(address);
    if let Some(scheme) = scheme(&meant).filter(|s| SCRIPTS.contains(s)) {
        return Err(Refused::Script(scheme.to_owned()));
    }
    if let Some(fragment) = address.strip_prefix('#') {
        return if fragment.is_empty() { Err(Refused::Relative) } else { Ok(Target::Here(fragment.into())) };
    }
    let Some((name, rest)) = address.split_once(':').filter(|(name, _)| scheme_like(name)) else {
        return Err(Refused::Relative);
    };
    let (path, fragment) = match rest.split_once('#') {
        Some((path, fragment)) => (path.into(), Some(fragment.into())),
        None => (rest.into(), None),
    };
    match name.to_ascii_lowercase().as_str() {
        "rapport" => Ok(Target::Report(path, fragment)),
        "granskning" => Ok(Target::Audit(path, fragment)),
        "sida" => Ok(Target::FreePage(path, fragment)),
        "uppgift" => Ok(Target::Fact(rest.into())),
        // None has the number 0, so that a word in its place is told as a missing appendix.
        "bilaga" => Ok(Target::Appendix(rest.trim().parse().unwrap_or(0))),
        "https" | "http" if rest.len() > 2 && rest.starts_with("//") => Ok(Target::Web(address.into())),
        "mailto" | "tel" if !rest.is_empty() => Ok(Target::Web(address.into())),
        "https" | "http" | "mailto" | "tel" => Err(Refused::Relative),
        other => Err(Refused::Unknown(other.to_owned(), nearest(other, SCHEMES))),
    }
}

/// The name of a file beside the report, if an address is that and nothing else.
pub(super) fn file_beside(address: &str) -> Option<Box<str>> {
    let name = percent_decoded(address);
    let plain = !name.is_empty()
        && !name.starts_with('.')
        && !name.contains(|c: char| {
            matches!(c, '/' | '\\' | ':' | '?' | '#' | '<' | '>' | '"') || c.is_control()
        });
    plain.then(|| name.into())
}

fn scheme(address: &str) -> Option<&str> {
    address.split_once(':').map(|(name, _)| name)
}

fn scheme_like(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '.' | '_'))
}

/// Browsers skip control characters and white space within a scheme; other programs decode `%`, even twice.
/// What any of them might run is refused.
fn as_a_browser_reads(address: &str) -> String {
    let mut meant = address.to_owned();
    for _ in 0..3 {
        if !meant.contains('%') {
            break;
        }
        meant = percent_decoded(&meant);
    }
    meant.retain(|c| {
        !(c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'))
    });
    meant.make_ascii_lowercase();
    meant
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let decoded = match tail {
            [high, low, ..] if *first == b'%' => hex(*high).zip(hex(*low)).map(|(h, l)| h * 16 + l),
            _ => None,
        };
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scheme_has_its_target() {
        assert_eq!(target("rapport:a/2020/b#c"), Ok(Target::Report("a/2020/b".into(), Some("c".into()))));
        assert_eq!(target("granskning:x"), Ok(Target::Audit("x".into(), None)));
        assert_eq!(target("sida:om#vem"), Ok(Target::FreePage("om".into(), Some("vem".into()))));
        assert_eq!(target("bilaga:2"), Ok(Target::Appendix(2)));
        assert_eq!(target("uppgift:andel"), Ok(Target::Fact("andel".into())));
        assert_eq!(target("bilaga:två"), Ok(Target::Appendix(0)));
        assert_eq!(target("#resultat"), Ok(Target::Here("resultat".into())));
        for web in ["https://exempel.se/a?b=c#d", "HTTP://x", "mailto:a@b.se", "tel:+46123"] {
            assert_eq!(target(web), Ok(Target::Web(web.into())));
        }
    }

    #[test]
    fn whatever_might_run_is_refused() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " javascript:x",
            "java\tscript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "javascript%3Ax",
            "%6Aavascript:x",
            "%256Aavascript:x",
            "javascript%253Ax",
        ] {
            assert_eq!(target(address), Err(Refused::Script("javascript".to_owned())), "{address:?}");
        }
        assert!(matches!(target("data:text/html,x"), Err(Refused::Script(_))));
        assert!(matches!(target("vbscript:x"), Err(Refused::Script(_))));
    }

    #[test]
    fn other_addresses_are_refused_with_a_reason() {
        assert_eq!(target("raport:a/b/c"), Err(Refused::Unknown("raport".to_owned(), Some("rapport"))));
        assert_eq!(target("ftp://x"), Err(Refused::Unknown("ftp".to_owned(), None)));
        for relative in ["a.html", "../a", "/a", "//host/a", "", "#", "https:x", "http://", "a/b:c"] {
            assert_eq!(target(relative), Err(Refused::Relative), "{relative:?}");
        }
    }

    #[test]
    fn a_picture_lies_beside_the_report() {
        assert_eq!(file_beside("bild%201.png").as_deref(), Some("bild 1.png"));
        for foreign in ["https://x/y.png", "a/b.png", "..", "%2e%2e%2fx", "//x/y", "", "C:\\x"] {
            assert_eq!(file_beside(foreign), None, "{foreign:?}");
        }
    }
}
