//! What an open page needs to be loaded anew when the content has been read once more: a script, the tag that brings it
//! into each page that is shown, and leave for it to ask. Owns their addresses and spelling; answers no request, and no file that is built has any of it.

/// Below the site's path; no page has an address with an underscore.
pub(super) const SCRIPT: &str = "_serve/ladda-om.js";

/// Asked by the script: answers when the content has been read since.
pub(super) const NEXT: &str = "_serve/nasta";

/// The script itself.
pub(super) const SCRIPT_TEXT: &str = include_str!("reload.js");

/// Where a page's own policy begins.
const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";

/// What it must allow beside what it allows.
const CONNECTS: &str = "connect-src 'self'; ";

/// A page with the script in it. `reading` names the reading that the page was made of, `theme` the files that it looks by.
pub(super) fn with_script(mut html: Vec<u8>, prefix: &str, (reading, theme): (&str, &str)) -> Vec<u8> {
    let find = |html: &[u8], part: &str| html.windows(part.len()).position(|at| at == part.as_bytes());
    // Of the header's policy and the page's own the stricter counts.
    if let Some(at) = find(&html, POLICY).map(|at| at + POLICY.len()) {
        html.splice(at..at, CONNECTS.bytes());
    }
    let tag = format!(
        "<script src=\"{prefix}{SCRIPT}\" data-lasning=\"{reading}\" data-tema=\"{theme}\" defer></script>"
    );
    // Within the head it is loaded early; a page of a theme without one has it last.
    let at = find(&html, "</head>").unwrap_or(html.len());
    html.splice(at..at, tag.into_bytes());
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_in_the_head_or_last() {
        let shown = |html: &str| String::from_utf8(with_script(html.into(), "/ik/", ("7-2", "ab"))).unwrap();
        let tag =
            "<script src=\"/ik/_serve/ladda-om.js\" data-lasning=\"7-2\" data-tema=\"ab\" defer></script>";
        assert_eq!(shown("<head><title>a</title></head>b"), format!("<head><title>a</title>{tag}</head>b"));
        assert_eq!(shown("<p>a"), format!("<p>a{tag}"));
        let own = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        let opened = own.replace("default", "connect-src 'self'; default");
        assert_eq!(shown(own), format!("{opened}{tag}"));
    }
}
