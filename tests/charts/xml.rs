//! A small checker of well-formed markup: tags nest, attributes are quoted, text is escaped.

/// Elements that HTML never closes; the figures have none of them.
const VOID: [&str; 0] = [];

/// The first fault, in words.
pub(crate) fn check(markup: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = markup;
    while let Some((text, tail)) = rest.split_once('<') {
        check_text(text)?;
        let (tag, after) = tail.split_once('>').ok_or("an open bracket")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop();
            if last != Some(name) {
                return Err(format!("</{name}> closes {last:?}"));
            }
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let name = tag.split_whitespace().next().ok_or("a nameless tag")?;
        check_attributes(tag[name.len()..].trim(), name)?;
        if !closed && !VOID.contains(&name) {
            open.push(name);
        }
    }
    check_text(rest)?;
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} are never closed")) }
}

fn check_attributes(mut text: &str, tag: &str) -> Result<(), String> {
    let mut seen = Vec::new();
    while !text.is_empty() {
        let (name, rest) = text.split_once("=\"").ok_or_else(|| format!("<{tag} {text}"))?;
        let (value, rest) = rest.split_once('"').ok_or_else(|| format!("<{tag} {name}"))?;
        check_text(value)?;
        if seen.contains(&name) || name.contains(char::is_whitespace) {
            return Err(format!("<{tag}> has {name:?} twice or badly named"));
        }
        seen.push(name);
        text = rest.trim_start();
    }
    Ok(())
}

fn check_text(text: &str) -> Result<(), String> {
    if let Some(bad) = text.chars().find(|&c| c.is_control() && !"\n\r\t".contains(c)) {
        return Err(format!("control character {bad:?}"));
    }
    for (at, _) in text.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#"];
        if !known.iter().any(|entity| text[at..].starts_with(entity)) {
            return Err(format!("a bare & in {text:?}"));
        }
    }
    Ok(())
}

/// Every value of an attribute.
pub(crate) fn attribute<'a>(markup: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!(" {name}=\"");
    let starts: Vec<usize> = markup.match_indices(&opening).map(|(at, _)| at + opening.len()).collect();
    starts.into_iter().map(|start| markup[start..].split('"').next().unwrap())
}

#[test]
fn the_checker_itself_finds_faults() {
    for bad in
        ["<a><b></a></b>", "<a>", "</a>", "<a b=c/>", "<a b=\"1\" b=\"2\"/>", "<a>R&D</a>", "<a>\u{1}</a>"]
    {
        assert!(check(bad).is_err(), "{bad}");
    }
    assert_eq!(check("<a b=\"1\">R&amp;D<c/></a>"), Ok(()));
}
