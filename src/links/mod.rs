//! Links that others have to the site, judged against the site as it is published. Pure: what is asked of the published
//! folder comes through [`Site`]. Owns what an address is worth and what it should be.

mod html;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::addresses::page_of;
use crate::suggestion::nearest;

/// A published site, as far as links ask.
#[derive(Debug, Default)]
pub struct Site {
    /// Where it is published; ends in `/`.
    pub base: String,
    /// Every file below it.
    pub files: BTreeSet<String>,
    /// The pages, by their files.
    pub pages: BTreeMap<String, PublishedPage>,
}

/// What a published page says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PublishedPage {
    /// Its ids.
    pub ids: BTreeSet<String>,
    /// It leads on, to this link on it.
    pub leads: Option<String>,
    /// Passages that have left it, and the links that say where.
    pub moved: BTreeMap<String, Option<String>>,
    /// It says that it is gone for good.
    pub gone: bool,
}

/// What sort of file links stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// HTML
    Html,
    /// A table.
    Csv,
    /// Any text.
    Text,
}

/// What a link is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It leads where it says.
    Works,
    /// It arrives, at this address.
    Redirected(String),
    /// The page isn't there; the nearest that is.
    BrokenAddress(Option<String>),
    /// The page is there, the passage isn't; what it should be.
    BrokenPassage(String),
    /// The page is gone for good and says so.
    Gone,
    /// Not the site's.
    Outside,
}

impl Verdict {
    /// In the table.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Works => "fungerar",
            Self::Redirected(_) => "omdirigeras",
            Self::BrokenAddress(_) => "trasig adress",
            Self::BrokenPassage(_) => "trasigt ankare",
            Self::Gone => "borta",
            Self::Outside => "utanför",
        }
    }

    /// Does the link lead its reader astray?
    pub const fn is_broken(&self) -> bool {
        matches!(self, Self::BrokenAddress(_) | Self::BrokenPassage(_) | Self::Gone)
    }

    /// What the link should be, where it should be another.
    pub fn should_be(&self) -> Option<&str> {
        match self {
            Self::Redirected(address) | Self::BrokenPassage(address) | Self::BrokenAddress(Some(address)) => {
                Some(address)
            }
            Self::Works | Self::BrokenAddress(None) | Self::Gone | Self::Outside => None,
        }
    }
}

/// Every address in a file with its line.
pub fn addresses(text: &str, kind: Kind) -> Vec<(usize, String)> {
    let lines = |cells: Vec<(usize, String)>| {
        cells
            .into_iter()
            .flat_map(|(line, cell)| in_text(&cell).map(|address| (line, address)).collect::<Vec<_>>())
            .collect()
    };
    match kind {
        Kind::Html => html::links(text),
        Kind::Csv => lines(table::cells(text)),
        Kind::Text => lines(text.lines().enumerate().map(|(at, line)| (at + 1, line.to_owned())).collect()),
    }
}

/// HTML with its addresses as they should be.
///
/// # Errors
/// The parser's words.
pub fn mended(text: &str, site: &Site) -> Result<String, String> {
    html::mended(text, &|address| match site.judge(address) {
        // What is only near is for a person to decide.
        Verdict::BrokenAddress(_) => None,
        verdict => verdict.should_be().map(str::to_owned),
    })
}

/// The answer: a row a link.
pub fn answer<'a>(rows: impl IntoIterator<Item = (&'a str, usize, &'a str, &'a Verdict)>) -> String {
    let head = ["fil", "rad", "adress", "läge", "borde vara"].map(str::to_owned);
    let rows = rows.into_iter().map(|(file, line, address, verdict)| {
        let should_be = verdict.should_be().unwrap_or_default().to_owned();
        [file.to_owned(), line.to_string(), address.to_owned(), verdict.word().to_owned(), should_be]
    });
    table::written(std::iter::once(head).chain(rows))
}

/// Addresses in running text: a word that begins as one, without the signs that end a sentence.
fn in_text(text: &str) -> impl Iterator<Item = String> {
    let words =
        text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '(' | ')' | '|'));
    let words = words.map(|word| word.trim_end_matches(['.', ',', ';', ':', '!', '?']));
    let is_address = |word: &&str| {
        let lower = word.get(..8).unwrap_or(word).to_ascii_lowercase();
        lower.starts_with("http://")
            || lower.starts_with("https://")
            || word.starts_with('/') && word.len() > 1
    };
    words.filter(is_address).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// Reads a published page. It is one of Insyn's own: within its texts every `"` is escaped.
pub fn page(html: &str) -> PublishedPage {
    let main = html.find("<main").map_or(html, |start| &html[start..]);
    let after = |text: &str, mark: &str| {
        text.split_once(mark)
            .map(|(_, rest)| rest.split('"').next().unwrap_or_default().replace("&amp;", "&"))
    };
    let moved = main.find("<section class=\"moved\"").map_or("", |start| &main[start..]);
    let moved = moved.split("<p id=\"").skip(1).map(|passage| {
        let id = passage.split('"').next().unwrap_or_default().to_owned();
        let own = passage.split("</p>").next().unwrap_or_default();
        (id, after(own, "data-flyttad href=\""))
    });
    let article = main.split("<section class=\"moved\"").next().unwrap_or_default();
    PublishedPage {
        ids: html
            .split(" id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect(),
        leads: after(article, "data-flyttad href=\""),
        moved: moved.collect(),
        gone: article.contains("<article class=\"body-copy gone\">"),
    }
}

impl Site {
    /// What an address is worth.
    pub fn judge(&self, written: &str) -> Verdict {
        let Some((path, fragment)) = self.below(written) else { return Verdict::Outside };
        let Some(page) = page_of(&path) else { return Verdict::BrokenAddress(None) };
        let Some(found) = self.find(&page) else {
            let pages = self.pages.keys().map(|file| file.strip_suffix("index.html").unwrap_or(file));
            let near = nearest(page.trim_end_matches('/'), pages.map(|page| page.trim_end_matches('/')));
            let near =
                near.map(|near| if self.files.contains(near) { near.to_owned() } else { format!("{near}/") });
            // What is proposed is where one arrives, not another address that leads on.
            let arrives = |near: String| match self.find(&near).map(|file| self.arrive(file, None, 0)) {
                Some(Verdict::Redirected(address)) => Some(address),
                Some(Verdict::Gone) => None,
                _ => Some(format!("{}{near}", self.base)),
            };
            return Verdict::BrokenAddress(near.and_then(arrives));
        };
        self.arrive(found, fragment.as_deref(), 0)
    }

    /// The file behind a page's address.
    fn find(&self, page: &str) -> Option<&str> {
        let folder =
            if page.is_empty() || page.ends_with('/') { page.to_owned() } else { format!("{page}/") };
        let found = self.files.get(page).or_else(|| self.files.get(&format!("{folder}index.html")))?;
        Some(found)
    }

    fn arrive(&self, file: &str, fragment: Option<&str>, hops: usize) -> Verdict {
        let address = |fragment: Option<&str>| {
            let page = file.strip_suffix("index.html").unwrap_or(file);
            let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
            format!("{}{page}{fragment}", self.base)
        };
        let Some(page) = self.pages.get(file) else {
            return if hops == 0 { Verdict::Works } else { Verdict::Redirected(address(None)) };
        };
        if page.gone {
            return Verdict::Gone;
        }
        let moved = fragment.and_then(|fragment| page.moved.get(fragment));
        let leads = match moved {
            Some(None) => return Verdict::Gone,
            Some(Some(link)) => Some(link),
            None => page.leads.as_ref(),
        };
        if let Some(link) = leads.filter(|_| hops < 8)
            && let Some((file, own)) = self.linked(file, link)
        {
            return self.arrive(&file, own.as_deref().or(fragment.filter(|_| moved.is_none())), hops + 1);
        }
        match fragment {
            Some(fragment) if !page.ids.contains(fragment) => {
                let near = nearest(fragment, page.ids.iter().map(String::as_str));
                Verdict::BrokenPassage(address(near))
            }
            _ if hops > 0 => Verdict::Redirected(address(fragment)),
            _ => Verdict::Works,
        }
    }

    /// The file and passage that a page's own link leads to.
    fn linked(&self, from: &str, link: &str) -> Option<(String, Option<String>)> {
        let (path, fragment) = split(link);
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => drop(parts.pop()),
                "" | "." => {}
                part => parts.push(part),
            }
        }
        let file = parts.join("/");
        let found = self.find(&file)?.to_owned();
        Some((found, fragment))
    }

    /// The part of an address below the site, decoded, and its passage; `None` for another's.
    fn below(&self, written: &str) -> Option<(String, Option<String>)> {
        let (address, fragment) = split(written.trim());
        let (_, own_host, own_path) = parts(&self.base)?;
        let path = match parts(&address) {
            Some((_, host, path)) => (host == own_host).then_some(path)?,
            None if address.starts_with('/') && !address.starts_with("//") && own_path != "/" => address,
            None => return None,
        };
        let path = decoded(path.split('?').next().unwrap_or_default());
        let own = own_path.trim_end_matches('/');
        let below = path.strip_prefix(own).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
        Some((below.to_owned(), fragment.map(|fragment| decoded(&fragment))))
    }
}

/// An address before `#`, and the passage after it without what a browser looks for in the text.
fn split(address: &str) -> (String, Option<String>) {
    match address.split_once('#') {
        Some((page, fragment)) => {
            let id = fragment.split(":~:").next().unwrap_or_default();
            (page.to_owned(), (!id.is_empty()).then(|| id.to_owned()))
        }
        None => (address.to_owned(), None),
    }
}

/// Scheme, host without the scheme's own port, and path. `http` and `https` are one: a site has one of them.
fn parts(address: &str) -> Option<(String, String, String)> {
    let (scheme, rest) = address.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") {
        return None;
    }
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let host = rest[..end].to_ascii_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host).to_owned();
    let path =
        if rest[end..].starts_with('/') { rest[end..].to_owned() } else { format!("/{}", &rest[end..]) };
    Some((scheme, host, path))
}

/// Percent-encoding undone; a sequence that isn't one, or isn't UTF-8, stays.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = pair.filter(|_| bytes[at] == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let pages = [
            ("index.html", "<main id=\"innehall\"></main>"),
            (
                "n/2023/ny/index.html",
                "<main><h2 id=\"resultat\"></h2><section class=\"moved\"><p id=\"ut\"><a data-flyttad href=\"../../../index.html#innehall\"></a></p><p id=\"slut\">x</p></section></main>",
            ),
            (
                "n/2023/gammal/index.html",
                "<main><article><a data-flyttad href=\"../ny/index.html\"></a></article></main>",
            ),
            ("n/2023/borta/index.html", "<main><article class=\"body-copy gone\"></article></main>"),
        ];
        Site {
            base: "https://exempel.se/ik/granskningar/".into(),
            files: pages
                .iter()
                .map(|(file, _)| (*file).to_owned())
                .chain(["n/2023/ny/bilaga-1.pdf".to_owned()])
                .collect(),
            pages: pages.iter().map(|(file, html)| ((*file).to_owned(), page(html))).collect(),
        }
    }

    #[test]
    fn every_way_to_write_an_address_is_the_same() {
        for written in [
            "https://exempel.se/ik/granskningar/n/2023/ny/#resultat",
            "HTTP://Exempel.SE:80/ik/granskningar/n/2023/ny/index.html?utm=1#resultat",
            "https://exempel.se/ik/granskningar/n/2023/ny#resultat:~:text=hej",
            "/ik/granskningar/n/2023/%6Ey/#resultat",
            "https://exempel.se/ik/granskningar/n/2023/ny/bilaga-1.pdf#page=2",
            "https://exempel.se/ik/granskningar",
        ] {
            assert_eq!(site().judge(written), Verdict::Works, "{written}");
        }
    }

    #[test]
    fn what_is_not_the_sites_is_outside() {
        for written in [
            "https://exempel.se/ik/granskningarna/",
            "https://annat.se/ik/granskningar/",
            "mailto:a@b.se",
            "n/2023/ny/",
            "/ik/",
            "#x",
        ] {
            assert_eq!(site().judge(written), Verdict::Outside, "{written}");
        }
    }

    #[test]
    fn each_fault_is_told_with_what_it_should_be() {
        let site = site();
        let judge = |below: &str| site.judge(&format!("/ik/granskningar/{below}"));
        let at = |below: &str| format!("https://exempel.se/ik/granskningar/{below}");
        assert_eq!(judge("n/2023/gammal/#resultat"), Verdict::Redirected(at("n/2023/ny/#resultat")));
        assert_eq!(judge("n/2023/gammal/"), Verdict::Redirected(at("n/2023/ny/")));
        assert_eq!(judge("n/2023/gammal/#ut"), Verdict::Redirected(at("#innehall")));
        assert_eq!(judge("n/2023/ny/#ut"), Verdict::Redirected(at("#innehall")));
        assert_eq!(judge("n/2023/ny/#slut"), Verdict::Gone);
        assert_eq!(judge("n/2023/ny/#resultt"), Verdict::BrokenPassage(at("n/2023/ny/#resultat")));
        assert_eq!(judge("n/2023/ny/#annat-helt"), Verdict::BrokenPassage(at("n/2023/ny/")));
        assert_eq!(judge("n/2023/borta/"), Verdict::Gone);
        assert_eq!(
            judge("n/2023/gamal/"),
            Verdict::BrokenAddress(Some(at("n/2023/ny/"))),
            "where it arrives"
        );
        assert_eq!(judge("n/2023/../x/"), Verdict::BrokenAddress(None));
    }

    #[test]
    fn addresses_are_found_in_text_and_tables() {
        let text = "Se https://exempel.se/a/.\n(http://exempel.se/b) och/eller /ik/c/\n";
        let found = [(1, "https://exempel.se/a/"), (2, "http://exempel.se/b"), (2, "/ik/c/")];
        let found: Vec<_> = found.into_iter().map(|(line, address)| (line, address.to_owned())).collect();
        assert_eq!(addresses(text, Kind::Text), found);
        assert_eq!(
            addresses("titel;adress\nx;https://exempel.se/a/\n", Kind::Csv),
            [(2, "https://exempel.se/a/".to_owned())]
        );
    }
}
