//! The page that is printed: the published one less what is only for screens, its contents numbered, its links whole.
//! Owns the reading of HTML that Insyn has rendered or a theme has given, and what of it must stand in a print. Knows no
//! style: what a style hides besides is missing in the PDF, and the proof says so.

use std::collections::BTreeMap;

use crate::disclosure::gate::resolve_references;

/// Classes, and attributes with their values, of what isn't printed: the same that the theme's print style hides, and a
/// test holds them together. `on-screen` is for themes of their own.
pub const SCREEN_ONLY: [&str; 14] = [
    ".skip",
    ".menu-link",
    ".breadcrumbs",
    ".site-navigation",
    ".colophon",
    ".anchor",
    "[role=\"doc-backlink\"]",
    ".beside",
    ".neighbours",
    ".sharing",
    ".pdf",
    ".chart-table summary",
    ".chart-data",
    ".on-screen",
];

/// Elements without an end.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// A page to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copy {
    /// Its HTML.
    pub html: String,
    /// Every word that must stand in the print, in order; a picture's are its description.
    pub words: Vec<String>,
    /// The ids that its contents lead to, in order.
    pub targets: Vec<String>,
}

/// Makes it. `address` is the page's own, absolute; `numbers` the pages that ids stand on, as far as they are known.
pub fn copy(page: &str, address: &str, numbers: &BTreeMap<String, usize>) -> Copy {
    let mut made = Maker { address, numbers, open: Vec::new(), made: Copy::default() };
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        made.text(&rest[..at]);
        rest = &rest[at..];
        rest = match rest.as_bytes().get(1) {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'/') => {
                let (tag, after) = tag(rest);
                made.tag(tag, after);
                // What stands in these isn't markup.
                let name = name_of(tag);
                if !tag.starts_with("</") && matches!(name.as_str(), "script" | "style") {
                    let end = format!("</{name}");
                    let inner = after.find(&end).unwrap_or(after.len());
                    if name == "style" {
                        made.write(&after[..inner]);
                    }
                    &after[inner..]
                } else {
                    after
                }
            }
            Some(b'!' | b'?') => {
                let end = if rest.starts_with("<!--") { "-->" } else { ">" };
                let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
                if rest.starts_with("<!D") || rest.starts_with("<!d") {
                    made.write(&rest[..length]);
                }
                &rest[length..]
            }
            _ => {
                made.text("<");
                &rest[1..]
            }
        };
    }
    made.text(rest);
    made.made
}

/// A tag with its attributes, and what comes after it.
fn tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, one) in text.char_indices() {
        match (quote, one) {
            (None, '>') => return text.split_at(at + 1),
            (None, '"' | '\'') => quote = Some(one),
            (Some(open), one) if open == one => quote = None,
            _ => {}
        }
    }
    (text, "")
}

fn name_of(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    name.split(|one: char| one.is_whitespace() || one == '>' || one == '/')
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

/// An attribute's value, as it is written.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag.get(start..)?.split('"').next()
}

fn has_class(tag: &str, class: &str) -> bool {
    attribute(tag, "class").is_some_and(|all| all.split_whitespace().any(|its| its == class))
}

/// What an element is to a print.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Plain,
    /// It and all in it isn't printed.
    LeftOut,
    /// It is painted, but isn't read out: its words stand elsewhere, or nowhere.
    Silent,
    /// A picture that is drawn here: its title or its label is read out in its place.
    Picture,
    /// Hidden by the style, but kept: a browser puts a word of its own where a summary is missing.
    Unprinted,
    /// The title of such a picture.
    Title,
    Body,
    Contents,
    ChartTable,
}

/// An element that is open.
struct Open {
    name: String,
    role: Role,
    /// In the contents: the id that it leads to.
    leads_to: Option<String>,
}

struct Maker<'a> {
    address: &'a str,
    numbers: &'a BTreeMap<String, usize>,
    open: Vec<Open>,
    made: Copy,
}

impl Maker<'_> {
    fn is_in(&self, role: Role) -> bool {
        self.open.iter().any(|open| open.role == role)
    }

    fn write(&mut self, text: &str) {
        if !self.is_in(Role::LeftOut) {
            self.made.html.push_str(text);
        }
    }

    fn say(&mut self, text: &str) {
        let mut resolved = Vec::new();
        resolve_references(text.as_bytes(), &mut resolved);
        let text = String::from_utf8_lossy(&resolved);
        self.made.words.extend(text.split_whitespace().map(str::to_owned));
    }

    fn text(&mut self, text: &str) {
        self.write(text);
        let is_unread = [Role::LeftOut, Role::Silent, Role::Unprinted].iter().any(|role| self.is_in(*role));
        let is_read = self.is_in(Role::Body) && !is_unread;
        if is_read && (!self.is_in(Role::Picture) || self.is_in(Role::Title)) {
            self.say(text);
        }
    }

    /// At a tag; `after` is what comes after it.
    fn tag(&mut self, tag: &str, after: &str) {
        let name = name_of(tag);
        if tag.starts_with("</") {
            self.end(tag, &name);
            return;
        }
        let role = self.role(tag, &name);
        let is_empty = tag.ends_with("/>") || VOID.contains(&name.as_str());
        if role == Role::LeftOut && is_empty {
            return;
        }
        let href = attribute(tag, "href").filter(|_| name == "a");
        let target = href.and_then(|href| href.strip_prefix('#')).filter(|id| !id.is_empty());
        let leads_to = target.filter(|_| self.is_in(Role::Contents)).map(str::to_owned);
        let is_printed = role != Role::LeftOut && !self.is_in(Role::LeftOut);
        if is_printed {
            let within = href
                .filter(|_| target.is_none())
                .and_then(|href| Some((href, absolute(self.address, href)?)));
            match within {
                Some((href, whole)) => self.made.html.push_str(&tag.replacen(
                    &format!(" href=\"{href}\""),
                    &format!(" data-inom href=\"{whole}\""),
                    1,
                )),
                None => self.made.html.push_str(tag),
            }
            let description = match role {
                // Where nothing is drawn there is no picture.
                Role::Picture if after.trim_start().starts_with("</") => None,
                Role::Picture => attribute(tag, "aria-label"),
                _ if name == "img" => attribute(tag, "alt"),
                _ => None,
            };
            if let Some(description) = description.filter(|_| !self.is_in(Role::Silent)) {
                self.say(description);
            }
            if let Some(id) = &leads_to {
                self.made.html.push_str("<span>");
                self.made.targets.push(id.clone());
            }
        }
        if !is_empty {
            self.open.push(Open { name, role, leads_to });
        }
    }

    fn end(&mut self, tag: &str, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        if let Some(id) = self.open[at].leads_to.take() {
            // Until it is known the number's room is kept.
            let number = self.numbers.get(&id).map_or_else(|| "000".to_owned(), usize::to_string);
            self.made.html.push_str("</span> <span class=\"page-number\">");
            self.made.html.push_str(&number);
            self.made.html.push_str("</span>");
            self.made.words.push(number);
        }
        self.write(tag);
        self.open.truncate(at);
    }

    fn role(&self, tag: &str, name: &str) -> Role {
        let is_hidden = attribute(tag, "aria-hidden") == Some("true");
        if name == "summary" && self.is_screen_only(tag, name) {
            Role::Unprinted
        } else if self.is_screen_only(tag, name) || matches!(name, "script" | "template" | "noscript") {
            Role::LeftOut
        } else if name == "svg" && !is_hidden && attribute(tag, "role") == Some("img") {
            Role::Picture
        } else if is_hidden || name == "svg" {
            Role::Silent
        } else if name == "title" && self.open.last().is_some_and(|open| open.role == Role::Picture) {
            Role::Title
        } else if name == "body" {
            Role::Body
        } else if name == "nav" && has_class(tag, "contents") {
            Role::Contents
        } else if has_class(tag, "chart-table") {
            Role::ChartTable
        } else {
            Role::Plain
        }
    }

    fn is_screen_only(&self, tag: &str, name: &str) -> bool {
        SCREEN_ONLY.iter().any(|selector| match selector.split_once(' ') {
            Some((_, element)) => element == name && self.is_in(Role::ChartTable),
            None => match selector.strip_prefix('.') {
                Some(class) => has_class(tag, class),
                None => selector.strip_prefix('[').and_then(|it| it.strip_suffix(']')).is_some_and(|it| {
                    let (key, value) = it.split_once('=').unwrap_or((it, ""));
                    attribute(tag, key) == Some(value.trim_matches('"'))
                }),
            },
        })
    }
}

/// A link within the site as it is from anywhere: `../../x/index.html#y`. `None` for one that is whole already.
fn absolute(address: &str, href: &str) -> Option<String> {
    let has_scheme = href.split(['/', '#', '?']).next().is_some_and(|start| start.contains(':'));
    if has_scheme || href.starts_with("//") {
        return None;
    }
    let (path, fragment) = href.split_once('#').map_or((href, None), |(path, id)| (path, Some(id)));
    // Above the host there is nothing.
    let host_end = address.find("://").map_or(0, |at| at + 3);
    let host_end = address[host_end..].find('/').map_or(address.len(), |at| host_end + at + 1);
    let mut made = address[..address.rfind('/').map_or(0, |at| at + 1)].to_owned();
    let mut rest = path;
    if let Some(from_root) = path.strip_prefix('/') {
        made.truncate(host_end);
        rest = from_root;
    }
    loop {
        if let Some(up) = rest.strip_prefix("../") {
            rest = up;
            if made.len() > host_end {
                made.truncate(made[..made.len() - 1].rfind('/').map_or(0, |at| at + 1));
            }
        } else if let Some(here) = rest.strip_prefix("./") {
            rest = here;
        } else {
            break;
        }
    }
    made.push_str(rest);
    if rest == "index.html" || rest.ends_with("/index.html") {
        made.truncate(made.len() - "index.html".len());
    }
    if let Some(id) = fragment {
        made.push('#');
        made.push_str(id);
    }
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://x.se/g/n/2023/r/";

    fn of(body: &str) -> Copy {
        copy(
            &format!("<!DOCTYPE html><html><head><title>Titel</title></head><body>{body}</body></html>"),
            ADDRESS,
            &BTreeMap::from([("b".into(), 12)]),
        )
    }

    fn words(body: &str) -> String {
        of(body).words.join(" ")
    }

    #[test]
    fn what_is_for_screens_only_is_left_out_with_all_in_it() {
        assert_eq!(
            words(
                "<p class=\"skip\">Till</p><p>Ett <b>två</b></p><div class=\"x pdf\"><div>a</div>b</div>tre"
            ),
            "Ett två tre"
        );
        assert_eq!(
            words(
                "<details class=\"chart-table\"><summary>Visa</summary><table><tr><td>1</td></tr></table></details>"
            ),
            "1"
        );
        assert_eq!(words("<details><summary>Innehåll</summary></details>"), "Innehåll");
        assert_eq!(
            words("<a href=\"#x\" role=\"doc-backlink\">↩</a><script>a < b</script>&amp; &aring;"),
            "& å"
        );
        let html = of("<script src=\"x.js\">f()</script><p class=\"skip\"><a href=\"#i\">Till</a></p>").html;
        assert!(html.ends_with("<body></body></html>"), "{html}");
    }

    #[test]
    fn a_picture_is_its_title() {
        let chart = "<svg role=\"img\"><title id=\"t\">Skala</title><desc>d</desc><text>3,9</text></svg>";
        assert_eq!(
            words(&format!(
                "a {chart} b<svg aria-hidden=\"true\"><text>x</text></svg> <i aria-hidden=\"true\">c</i>"
            )),
            "a Skala b"
        );
        assert_eq!(words("<img src=\"a.png\" alt=\"Ett hus\"> c"), "Ett hus c");
    }

    #[test]
    fn contents_get_their_numbers() {
        let made = of(
            "<nav class=\"contents\"><ol><li><a href=\"#a\">A</a></li><li><a href=\"#b\">B</a></li></ol></nav>",
        );
        assert_eq!(made.words.join(" "), "A 000 B 12");
        assert_eq!(made.targets, ["a", "b"]);
        assert!(
            made.html.contains("<a href=\"#b\"><span>B</span> <span class=\"page-number\">12</span></a>"),
            "{}",
            made.html
        );
    }

    #[test]
    fn links_are_whole() {
        for (written, meant) in [
            ("../../../ar/index.html#x", "https://x.se/g/ar/#x"),
            ("bilaga.pdf", "https://x.se/g/n/2023/r/bilaga.pdf"),
            ("index.html", "https://x.se/g/n/2023/r/"),
            ("../../../../../../x/", "https://x.se/x/"),
            ("/ik/", "https://x.se/ik/"),
        ] {
            assert_eq!(absolute(ADDRESS, written).as_deref(), Some(meant));
        }
        for whole in ["mailto:a@b.se", "https://y.se/?a=../b", "//y.se/"] {
            assert_eq!(absolute(ADDRESS, whole), None);
        }
        assert!(
            of("<a class=\"k\" href=\"../s/index.html\">s</a>")
                .html
                .contains("<a class=\"k\" data-inom href=\"https://x.se/g/n/2023/s/\">")
        );
    }
}
