//! Links in HTML that others have written: found, and mended with every other byte as it was. The one module that names
//! `lol_html`. Owns no judgement.

use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};

const LINKS: &str = "a[href], area[href], iframe[src]";

fn attribute(link: &Element<'_, '_>) -> &'static str {
    if link.tag_name() == "iframe" { "src" } else { "href" }
}

/// Every link with the line that its element begins on, from 1; as far as the text can be read.
pub(super) fn links(html: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    // What matters is what is found on the way.
    drop(rewrite_str(
        html,
        RewriteStrSettings::new().append_element_content_handler(element!(LINKS, |link| {
            if let Some(address) = link.get_attribute(attribute(link)) {
                let before = &html.as_bytes()[..link.source_location().bytes().start.min(html.len())];
                let line = String::from_utf8_lossy(before).matches('\n').count() + 1;
                found.push((line, plain(&address)));
            }
            Ok(())
        })),
    ));
    found
}

/// The same HTML with other addresses where `mend` gives one.
///
/// # Errors
/// The parser's words for what it can't rewrite.
pub(super) fn mended(html: &str, mend: &dyn Fn(&str) -> Option<String>) -> Result<String, String> {
    rewrite_str(
        html,
        RewriteStrSettings::new().append_element_content_handler(element!(LINKS, |link| {
            let name = attribute(link);
            if let Some(new) = link.get_attribute(name).and_then(|address| mend(&plain(&address))) {
                link.set_attribute(name, &new)?;
            }
            Ok(())
        })),
    )
    .map_err(|error| error.to_string())
}

/// The attribute's words: of the references that an address is written with, `&amp;` is the one that is used.
fn plain(address: &str) -> String {
    address.trim().replace("&amp;", "&").replace("&#38;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<p>\n<A HREF=\"/a/\">a</A> <a name=x>\n<iframe src='/b/?x=1&amp;y=2'></iframe><!-- <a href=\"/c/\"> -->\n";

    #[test]
    fn links_are_found_with_their_lines() {
        assert_eq!(links(PAGE), [(2, "/a/".to_owned()), (3, "/b/?x=1&y=2".to_owned())]);
    }

    #[test]
    fn all_but_the_mended_addresses_stays() {
        let new = mended(PAGE, &|address| (address == "/a/").then(|| "/å\"/".to_owned())).unwrap();
        assert_eq!(new.replace("/å&quot;/", "/a/").to_lowercase(), PAGE.to_lowercase());
        assert!(new.contains("<!-- <a href=\"/c/\"> -->"));
    }
}
