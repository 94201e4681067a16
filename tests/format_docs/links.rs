//! Links between documents lead to a file, and to a heading where they name one.

use std::path::Path;

use super::document;

/// Files that a document may name though they are made elsewhere.
const MADE_LATER: &[&str] = &["docs/bild/exempel.png"];

#[test]
fn links_between_documents_lead_somewhere() {
    let mut faults = Vec::new();
    for name in [
        "README.md",
        "CHANGELOG.md",
        "docs/architecture.md",
        "docs/format.md",
        "docs/glossary.md",
        "docs/theming.md",
    ] {
        let text = document(name);
        let folder = Path::new(name).parent().unwrap();
        let mut prose = String::new();
        let mut fence = 0;
        for line in text.lines() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            if ticks >= 3 && (fence == 0 || ticks >= fence && line.len() == ticks) {
                fence = if fence == 0 { ticks } else { 0 };
            } else if fence == 0 {
                prose.push_str(line);
                prose.push('\n');
            }
        }
        for link in prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") {
                continue;
            }
            let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { name.into() } else { folder.join(path) };
            let target = Path::new(env!("CARGO_MANIFEST_DIR")).join(target);
            if !target.exists() && !MADE_LATER.contains(&link) {
                faults.push(format!("{name}: {link}"));
            } else if !fragment.is_empty() {
                let headings = std::fs::read_to_string(&target).unwrap();
                if !headings.lines().any(|line| line.starts_with('#') && as_fragment(line) == fragment) {
                    faults.push(format!("{name}: {link}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A heading's address where such documents are shown: its letters and digits, spaces as hyphens.
fn as_fragment(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
