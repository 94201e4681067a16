//! Which paths may be published: those that every host of domain.md can store and serve.
//! Never touches a file.

use super::manifest;

/// The longest path in bytes, the slashes counted. Windows stops at 260 with the folder above it.
pub const LONGEST_PATH: usize = 200;

/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Why a path can't be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// No name, a leading or closing slash, or two slashes in a row.
    EmptyPart,
    /// `.` or `..` as a part.
    Dots,
    /// Something else than `a`–`z`, `0`–`9`, `-`, `_`, `.` and `/`.
    Character(char),
    /// A part that ends in a full stop, which Windows drops.
    EndsInStop,
    /// A part that Windows or `SharePoint` keeps for itself, or the name of the manifest.
    Reserved(String),
    /// More bytes than [`LONGEST_PATH`]; holds their number.
    TooLong(usize),
}

/// Checks one path, relative to the published folder, with `/` between its parts.
pub fn check_name(path: &str) -> Result<(), NameProblem> {
    if let Some(odd) = path.chars().find(|&c| !is_plain(c)) {
        return Err(NameProblem::Character(odd));
    }
    if path.len() > LONGEST_PATH {
        return Err(NameProblem::TooLong(path.len()));
    }
    if path == manifest::FILE_NAME {
        return Err(NameProblem::Reserved(path.to_owned()));
    }
    path.split('/').try_for_each(check_part)
}

fn is_plain(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '-' | '_' | '.' | '/')
}

fn check_part(part: &str) -> Result<(), NameProblem> {
    match part {
        "" => Err(NameProblem::EmptyPart),
        "." | ".." => Err(NameProblem::Dots),
        _ if part.ends_with('.') => Err(NameProblem::EndsInStop),
        _ if is_reserved(part) => Err(NameProblem::Reserved(part.to_owned())),
        _ => Ok(()),
    }
}

fn is_reserved(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part);
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem)
        || numbered.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
        || part == "desktop.ini"
        || part.contains("_vti_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_pass() {
        for path in [
            "index.html",
            "kulturnamnden/2023/vald-hot/index.html",
            ".well-known/security.txt",
            "con-1/com.x/a",
        ] {
            assert_eq!(check_name(path), Ok(()), "{path}");
        }
        assert_eq!(check_name(&"a".repeat(LONGEST_PATH)), Ok(()));
    }

    #[test]
    fn each_problem_is_named() {
        let reserved = |part: &str| NameProblem::Reserved(part.to_owned());
        let cases = [
            ("", NameProblem::EmptyPart),
            ("/a", NameProblem::EmptyPart),
            ("a/", NameProblem::EmptyPart),
            ("a//b", NameProblem::EmptyPart),
            ("../a", NameProblem::Dots),
            ("a/./b", NameProblem::Dots),
            ("A.html", NameProblem::Character('A')),
            ("år/index.html", NameProblem::Character('å')),
            ("a b", NameProblem::Character(' ')),
            ("a\\b", NameProblem::Character('\\')),
            ("a./b", NameProblem::EndsInStop),
            ("a/con", reserved("con")),
            ("nul.html", reserved("nul.html")),
            ("com7/index.html", reserved("com7")),
            ("lpt1.txt", reserved("lpt1.txt")),
            ("x_vti_y", reserved("x_vti_y")),
            ("manifest.sha256", reserved("manifest.sha256")),
        ];
        for (path, problem) in cases {
            assert_eq!(check_name(path), Err(problem), "{path}");
        }
        assert_eq!(check_name(&"a".repeat(201)), Err(NameProblem::TooLong(201)));
    }
}
