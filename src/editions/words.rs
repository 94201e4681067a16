//! What a page says, as plain text: from its HTML to a block a line, in reading order. Owns what counts as a block, and
//! what isn't read: ornament, drawings (their text alternative is), links to the heading itself or to a chart's files, the
//! list of changes, and what the page fetches from other reports: between marks, whose spelling it owns too. The HTML is what
//! Insyn and the site's theme have made; whatever it is, this gives a text.

use memchr::{memchr, memmem};

/// Elements without an end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// Elements of which nothing is read.
const SILENT: [&str; 4] = ["script", "style", "button", "template"];

/// The list of changes: it tells of editions, and is no part of one.
const CHANGES: &str = "del_andringar";

/// The links to a chart's files: what can be done with it, and no word of the report.
const CHART_FILES: &str = "chart-data";

/// Where something begins that the page fetches from other reports: a number after it tells what of it is the report's own.
const FETCHED: &str = " hämtat";

/// Where it ends.
const FETCHED_END: &str = "<!-- /hämtat -->";

/// Elements that begin and end a block.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "header"
            | "hr"
            | "li"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Puts marks around what a page fetches from other reports, in part or as a whole: it changes when they do, and is no word
/// of this one. `own` is what this report says there, a block a line; [`words`] takes it from the list at `place`.
pub fn push_fetched(out: &mut String, place: usize, fetched: &str) {
    for part in ["<!--", FETCHED, " ", &place.to_string(), " -->", fetched, FETCHED_END, "\n"] {
        out.push_str(part);
    }
}

/// The blocks of a page, a line each, with a line end after each. A heading begins with as many `#` as its level, an item
/// of a list with `-`, a row of a table with `|`, which stands between its cells too. Of what is fetched (see
/// [`push_fetched`]) the lines of `own` are read instead.
pub fn words(html: &str, own: &[String]) -> String {
    let mut reader = Reader::default();
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        reader.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let (told, after) = comment.split_once("-->").unwrap_or_default();
            rest = after;
            // Anything but these very marks is a comment like others: words are rather read twice than lost.
            let place = told.strip_prefix(FETCHED).and_then(|place| place.strip_suffix(' '));
            let place = place.map(|place| place.strip_prefix(' ').map(str::parse::<usize>));
            if let Some(place @ (None | Some(Ok(_)))) = place
                && let Some(end) = memmem::find(after.as_bytes(), FETCHED_END.as_bytes())
            {
                let after = &after[end + FETCHED_END.len()..];
                reader.end_block();
                let lines = place.and_then(Result::ok).and_then(|place| own.get(place));
                reader.out.push_str(lines.map_or("", String::as_str));
                rest = after;
            }
            continue;
        }
        let end = end_of_tag(rest);
        let tag = &rest[1..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        if let Some(name) = tag.strip_prefix('/') {
            reader.close(name.trim());
            continue;
        }
        let name = tag.split([' ', '\n', '\t', '/']).next().unwrap_or_default();
        let is_empty = tag.ends_with('/') || VOID.contains(&name);
        let told = Told::by(tag);
        if told.is_silent(name) {
            if let Some(words) = told.alternative(name) {
                reader.say(&words);
            }
            if !is_empty {
                rest = after(rest, name);
            }
            continue;
        }
        reader.open(name, &told);
    }
    reader.text(rest);
    reader.end_block();
    reader.out
}

/// A line of its own, of words that no template has put in an element.
pub fn line(prefix: &str, text: &str) -> String {
    let mut reader = Reader { prefix: prefix.to_owned(), ..Reader::default() };
    reader.say(text);
    reader.end_block();
    reader.out
}

#[derive(Default)]
struct Reader {
    out: String,
    /// The block so far.
    block: String,
    /// White space stands before the next word.
    space: bool,
    prefix: String,
}

impl Reader {
    fn text(&mut self, escaped: &str) {
        if memchr(b'&', escaped.as_bytes()).is_some() {
            self.say(&unescaped(escaped));
        } else {
            self.say(escaped);
        }
    }

    fn say(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut from, mut at) = (0, 0);
        while at < bytes.len() {
            let is_single_blank =
                bytes[at] == b' ' && from < at && bytes.get(at + 1).copied().is_some_and(is_plain);
            if is_plain(bytes[at]) || is_single_blank {
                at += 1;
                continue;
            }
            self.run(&text[from..at]);
            let Some(c) = text[at..].chars().next() else { break };
            from = at;
            at += c.len_utf8();
            match c {
                // What only tells where a line may break is no word.
                '\u{ad}' | '\u{200b}' => {}
                c if c.is_whitespace() => self.space = true,
                _ => self.run(&text[from..at]),
            }
            from = at;
        }
        self.run(&text[from..]);
    }

    /// Takes in what has no white space but single blanks within.
    fn run(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.space && !self.block.is_empty() {
            self.block.push(' ');
        }
        self.space = false;
        self.block.push_str(text);
    }

    fn open(&mut self, name: &str, told: &Told<'_>) {
        if let Some(level) = level(name) {
            self.end_block();
            self.prefix = "#".repeat(level);
        } else if is_block(name) {
            self.end_block();
            match name {
                "li" => "-".clone_into(&mut self.prefix),
                "tr" => "|".clone_into(&mut self.prefix),
                _ => {}
            }
        } else if matches!(name, "br" | "td" | "th" | "dd" | "sup") {
            self.space = true;
            if matches!(name, "td" | "th") && !self.block.is_empty() {
                self.say(" | ");
            }
        }
        if name == "img"
            && let Some(words) = told.alt.filter(|words| !words.is_empty())
        {
            self.end_block();
            self.say(&format!("[Bild: {}]", unescaped(words)));
            self.end_block();
        }
    }

    fn close(&mut self, name: &str) {
        if level(name).is_some() || (is_block(name) && name != "dt") {
            self.end_block();
        } else if name == "dt" && !self.block.is_empty() {
            self.block.push(':');
            self.space = true;
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.space = false;
        if !block.is_empty() {
            let prefix = std::mem::take(&mut self.prefix);
            for part in [&*prefix, if prefix.is_empty() { "" } else { " " }, &*block, "\n"] {
                self.out.push_str(part);
            }
        } else if self.prefix != "-" {
            // An item may begin with a block of its own.
            self.prefix.clear();
        }
    }
}

fn level(name: &str) -> Option<usize> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(usize::from(level - b'0')),
        _ => None,
    }
}

/// A byte that no white space begins with, and no sign that only tells where a line may break: these are the ASCII ones,
/// or begin as U+0080–U+00BF (C2), U+1000–U+1FFF (E1), U+2000–U+2FFF (E2) or U+3000–U+3FFF (E3).
const fn is_plain(byte: u8) -> bool {
    byte > b' ' && !matches!(byte, 0xc2 | 0xe1..=0xe3)
}

/// What a tag tells by its attributes, as far as it is asked for.
#[derive(Default)]
struct Told<'t> {
    alt: Option<&'t str>,
    class: Option<&'t str>,
    hidden: Option<&'t str>,
    label: Option<&'t str>,
    labelled_by: Option<&'t str>,
    role: Option<&'t str>,
}

impl<'t> Told<'t> {
    /// Of two attributes of one name the first counts, as in browsers.
    fn by(tag: &'t str) -> Self {
        let mut told = Self::default();
        let mut from = 0;
        while let Some(at) = memchr(b'=', &tag.as_bytes()[from..]).map(|at| from + at) {
            let before = &tag[from..at];
            from = at + 1;
            let Some(value) = tag[from..].strip_prefix('"') else { continue };
            let value = value.split('"').next().unwrap_or_default();
            from += value.len() + 1;
            let Some((_, name)) = before.rsplit_once(' ') else { continue };
            let place = match name {
                "alt" => &mut told.alt,
                "class" => &mut told.class,
                "aria-hidden" => &mut told.hidden,
                "aria-label" => &mut told.label,
                "aria-labelledby" => &mut told.labelled_by,
                "role" => &mut told.role,
                _ => continue,
            };
            place.get_or_insert(value);
        }
        told
    }

    fn is_silent(&self, name: &str) -> bool {
        SILENT.contains(&name)
            || name == "svg"
            || self.labelled_by == Some(CHANGES)
            || self.hidden == Some("true")
            || matches!(self.role, Some("doc-backlink" | "doc-noteref"))
            || (name == "a" && self.class == Some("anchor"))
            || self.class == Some(CHART_FILES)
    }

    /// What is read in place of an element of which nothing is: a drawing's text alternative, a note's number.
    fn alternative(&self, name: &str) -> Option<String> {
        if name == "svg" && self.role == Some("img") {
            return self.label.map(|words| format!(" {} ", unescaped(words)));
        }
        let label = self.label.filter(|_| self.role == Some("doc-noteref"))?;
        Some(format!("[{}]", unescaped(label)))
    }
}

/// The `>` of a tag; one within quotes is none.
fn end_of_tag(html: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at,
            _ => {}
        }
    }
    html.len()
}

/// What comes after the end of the element whose start has been read.
fn after<'t>(html: &'t str, name: &str) -> &'t str {
    let (open, close) = (format!("<{name}"), format!("</{name}"));
    let mut rest = html;
    let mut depth = 1;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        rest = &rest[at..];
        let end = end_of_tag(rest);
        let is = |mark: &str| {
            rest.strip_prefix(mark)
                .is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
        };
        if is(&close) {
            depth -= 1;
        } else if is(&open) && !rest[..end].ends_with('/') {
            depth += 1;
        }
        rest = rest.get(end + 1..).unwrap_or_default();
        if depth == 0 {
            return rest;
        }
    }
    ""
}

/// The characters that Insyn and its templates escape, and any by number; all other references stay as they are.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = rest.find(';').filter(|end| *end <= 10).and_then(|end| {
            let character = match &rest[1..end] {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => ' ',
                "shy" => '\u{ad}',
                other => {
                    let number = other.strip_prefix('#')?;
                    let number = match number.strip_prefix(['x', 'X']) {
                        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                        None => number.parse().ok()?,
                    };
                    char::from_u32(number)?
                }
            };
            Some((character, end))
        });
        let (character, length) = known.map_or(('&', 1), |(character, end)| (character, end + 1));
        out.push(character);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_a_line_in_reading_order() {
        let html = "<div class=\"heading\"><h2 id=\"a\">Vem &amp; vad</h2><a class=\"anchor\" href=\"#a\" aria-label=\"x\">#</a></div>\n\
            <p>Ett <em>ord</em>,\n två\u{a0}%<br>tre.<sup><a href=\"#not_1\" role=\"doc-noteref\" aria-label=\"Fotnot 1\">1</a></sup> Slut</p>\
            <ul>\n<li>punkt\n<p>mer</p></li><li><p>andra</p></li></ul>\
            <table><caption>Tabell</caption><tr><th scope=\"row\">A</th><td>1</td><td></td><td>..</td></tr></table>\
            <dl><div><dt>Utskick</dt><dd>84</dd></div></dl><!-- not <p>this</p> -->";
        assert_eq!(
            words(html, &[]),
            "## Vem & vad\nEtt ord, två % tre. [Fotnot 1] Slut\n- punkt\nmer\n- andra\nTabell\n| A | 1 | | ..\nUtskick: 84\n"
        );
    }

    #[test]
    fn ornament_is_passed_over_and_text_alternatives_are_read() {
        let html = "<p><span aria-hidden=\"true\">█<span>█</span></span><span class=\"hidden-words\">[maskad uppgift]</span></p>\
            <p>Medel <svg role=\"img\" aria-label=\"2023: 3,4 &gt; 2\"><text>9,9</text><g/></svg>slut</p>\
            <svg aria-hidden=\"true\"><text>1,0</text></svg><img src=\"a.png\" alt=\"En \\ bild\"><script>x<y</script>\
            <p class=\"chart-data\">Hämta <a href=\"d.svg\">bilden (SVG)</a></p>\
            <section class=\"part\" aria-labelledby=\"del_andringar\"><section><h2>Ä</h2></section><p>x</p></section>";
        assert_eq!(words(html, &[]), "[maskad uppgift]\nMedel 2023: 3,4 > 2 slut\n[Bild: En \\ bild]\n");
    }

    #[test]
    fn of_what_is_fetched_the_reports_own_lines_are_read() {
        let mut html = "<p>Före</p>\n".to_owned();
        push_fetched(&mut html, 0, "<figure><p>Andra nämnden <b>2,4</b></p></figure>");
        html.push_str("<li>Följer<!-- hämtat --> <a>Andra 2020</a><!-- /hämtat -->.</li>");
        push_fetched(&mut html, 7, "<p>annat</p>");
        html.push_str("<p>efter</p>");
        let own = [line("", "Egen fråga: 3,1")];
        assert_eq!(words(&html, &own), "Före\nEgen fråga: 3,1\n- Följer\n.\nefter\n");
        // What only looks like a mark, or has no end, hides nothing.
        for other in ["<!-- hämtat ur temat -->", "<!-- hämtat 0-->", "<!-- hämtat -->", "<!-- hämtat 0 -->"]
        {
            assert_eq!(words(&format!("<p>a</p>{other}<p>b</p>"), &own), "a\nb\n", "{other}");
        }
    }

    #[test]
    fn broken_markup_gives_a_text_and_never_a_fault() {
        for html in [
            "<p",
            "<",
            "a<b",
            "<svg><svg>",
            "<p aria-hidden=\"true\">a",
            "&#xffffff;&;&",
            "<a b=\"",
            "<!--",
            "<!-- hämtat",
            "<!-- hämtat x -->a",
            "</",
            "<p>å</",
        ] {
            let _ = words(html, &[]);
        }
        assert_eq!(words("AT&T &okänd; &#229;", &[]), "AT&T &okänd; å\n");
        assert_eq!(line("#", " En \n titel"), "# En titel\n");
    }
}
