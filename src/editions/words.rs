//! What a page says, as plain text: from its HTML to a block a line, in reading order. Owns what counts as a block, and
//! what isn't read: ornament, drawings (their text alternative is), links to the heading itself or to a chart's files, the
//! list of changes, and what the page fetches from other reports: between marks, whose spelling it owns too. The HTML is what
//! Insyn and the site's theme have made; whatever it is, this gives a text.

use memchr::{memchr, memmem};

/// Elements without an end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

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
        match rest.as_bytes().get(1) {
            Some(b'!') if rest.starts_with("<!--") => rest = reader.comment(&rest["<!--".len()..], own),
            Some(b'/') => {
                let end = end_of_tag(rest);
                reader.close(rest[2..end].trim());
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            _ => rest = reader.element(rest),
        }
    }
    reader.text(rest);
    reader.end_block();
    reader.out
}

/// A line of its own, of words that no template has put in an element.
pub fn line(prefix: &str, text: &str) -> String {
    let mut reader = Reader { prefix, ..Reader::default() };
    reader.say(text);
    reader.end_block();
    reader.out
}

#[derive(Default)]
struct Reader<'p> {
    out: String,
    /// The block so far.
    block: String,
    /// White space stands before the next word.
    space: bool,
    prefix: &'p str,
}

impl Reader<'_> {
    /// Reads a comment, from what follows its beginning; returns what comes after it. Of what is fetched, the lines of `own`
    /// are read, and nothing of what stands there.
    fn comment<'t>(&mut self, html: &'t str, own: &[String]) -> &'t str {
        let (told, after) = html.split_once("-->").unwrap_or_default();
        // Anything but these very marks is a comment like others: words are rather read twice than lost.
        let place = told.strip_prefix(FETCHED).and_then(|place| place.strip_suffix(' '));
        let place = place.map(|place| place.strip_prefix(' ').map(str::parse::<usize>));
        let Some(place @ (None | Some(Ok(_)))) = place else { return after };
        let Some(end) = memmem::find(after.as_bytes(), FETCHED_END.as_bytes()) else { return after };
        self.end_block();
        let lines = place.and_then(Result::ok).and_then(|place| own.get(place));
        self.out.push_str(lines.map_or("", String::as_str));
        &after[end + FETCHED_END.len()..]
    }

    /// Reads the start of an element, or all of one of which nothing is read; returns what comes after it.
    fn element<'t>(&mut self, html: &'t str) -> &'t str {
        let (end, told) = Told::of(html);
        let tag = &html[1..end];
        let rest = html.get(end + 1..).unwrap_or_default();
        let name = tag.bytes().position(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'/'));
        let name = name.map_or(tag, |length| &tag[..length]);
        if !told.is_silent(name) {
            self.open(name, &told);
            return rest;
        }
        if let Some(words) = told.alternative(name) {
            self.say(&words);
        }
        if tag.ends_with('/') || VOID.contains(&name) { rest } else { after(rest, name) }
    }

    fn text(&mut self, escaped: &str) {
        if memchr(b'&', escaped.as_bytes()).is_some() {
            self.say(&unescaped(escaped));
        } else {
            self.say(escaped);
        }
    }

    fn say(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let from = at;
            loop {
                at += plain(&bytes[at..]);
                let is_single_blank = bytes.get(at) == Some(&b' ')
                    && from < at
                    && bytes.get(at + 1).is_some_and(|next| PLAIN[usize::from(*next)]);
                if !is_single_blank {
                    break;
                }
                at += 1;
            }
            self.run(&text[from..at]);
            let Some(c) = text[at..].chars().next() else { break };
            let from = at;
            at += c.len_utf8();
            match c {
                // What only tells where a line may break is no word.
                '\u{ad}' | '\u{200b}' => {}
                c if c.is_whitespace() => self.space = true,
                _ => self.run(&text[from..at]),
            }
        }
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
            self.prefix = &"######"[..level];
        } else if is_block(name) {
            self.end_block();
            match name {
                "li" => self.prefix = "-",
                "tr" => self.prefix = "|",
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
        self.space = false;
        if !self.block.is_empty() {
            let blank = if self.prefix.is_empty() { "" } else { " " };
            for part in [self.prefix, blank, &*self.block, "\n"] {
                self.out.push_str(part);
            }
            self.block.clear();
            self.prefix = "";
        } else if self.prefix != "-" {
            // An item may begin with a block of its own.
            self.prefix = "";
        }
    }
}

fn level(name: &str) -> Option<usize> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(usize::from(level - b'0')),
        _ => None,
    }
}

/// By byte, whether no white space begins with it, and no sign that only tells where a line may break: these are the ASCII
/// ones, or begin as U+0080–U+00BF (C2), U+1000–U+1FFF (E1), U+2000–U+2FFF (E2) or U+3000–U+3FFF (E3).
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte <= b' ' as usize {
        plain[byte] = false;
        byte += 1;
    }
    plain[0xc2] = false;
    plain[0xe1] = false;
    plain[0xe2] = false;
    plain[0xe3] = false;
    plain
};

/// How many [`PLAIN`] bytes there are at the beginning.
fn plain(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !PLAIN[usize::from(*byte)]).unwrap_or(bytes.len())
}

/// What a tag tells by its attributes, as far as it is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told<'t> {
    alt: Option<&'t str>,
    class: Option<&'t str>,
    hidden: Option<&'t str>,
    label: Option<&'t str>,
    labelled_by: Option<&'t str>,
    role: Option<&'t str>,
}

impl<'t> Told<'t> {
    /// What the tag that `html` begins with tells, and where it ends. A tag is read once, if all that is quoted in it is the
    /// value of an attribute.
    fn of(html: &'t str) -> (usize, Self) {
        Self::of_regular(html).unwrap_or_else(|| {
            let end = end_of_tag(html);
            (end, Self::by(&html[1..end]))
        })
    }

    fn of_regular(html: &'t str) -> Option<(usize, Self)> {
        let bytes = html.as_bytes();
        let mut told = Self::default();
        let mut from = 1;
        loop {
            let at = from + bytes[from..].iter().position(|byte| matches!(byte, b'"' | b'>'))?;
            if bytes[at] == b'>' {
                return Some((at, told));
            }
            if bytes[at - 1] != b'=' {
                return None;
            }
            let end = at + 1 + memchr(b'"', &bytes[at + 1..])?;
            let name = &bytes[from..at - 1];
            if let Some(start) = name.iter().rposition(|byte| *byte == b' ') {
                told.take(&name[start + 1..], &html[at + 1..end]);
            }
            from = end + 1;
        }
    }

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
            told.take(name.as_bytes(), value);
        }
        told
    }

    /// Of two attributes of one name the first counts, as in browsers.
    fn take(&mut self, name: &[u8], value: &'t str) {
        let place = match name {
            b"alt" => &mut self.alt,
            b"class" => &mut self.class,
            b"aria-hidden" => &mut self.hidden,
            b"aria-label" => &mut self.label,
            b"aria-labelledby" => &mut self.labelled_by,
            b"role" => &mut self.role,
            _ => return,
        };
        place.get_or_insert(value);
    }

    fn is_silent(&self, name: &str) -> bool {
        matches!(name, "script" | "style" | "button" | "template" | "svg")
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
    let bytes = html.as_bytes();
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| matches!(byte, b'"' | b'>')) {
        if bytes[from + at] == b'>' {
            return from + at;
        }
        let Some(quoted) = memchr(b'"', &bytes[from + at + 1..]) else { break };
        from += at + quoted + 2;
    }
    html.len()
}

/// What comes after the end of the element whose start has been read.
fn after<'t>(html: &'t str, name: &str) -> &'t str {
    let mut rest = html;
    let mut depth = 1;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        rest = &rest[at..];
        let end = end_of_tag(rest);
        let is = |mark: &str| {
            let after = rest.strip_prefix(mark).and_then(|its| its.strip_prefix(name));
            after.is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
        };
        if is("</") {
            depth -= 1;
        } else if is("<") && !rest[..end].ends_with('/') {
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
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = rest.bytes().take(11).position(|byte| byte == b';').and_then(|end| {
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

    /// Texts of these parts, as good as random and the same each time.
    fn texts(parts: &[&str], longest: usize, count: usize) -> Vec<String> {
        let mut state = 7_u64;
        let mut number = move |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 40).unwrap() % below
        };
        (0..count).map(|_| (0..number(longest)).map(|_| parts[number(parts.len())]).collect()).collect()
    }

    #[test]
    fn white_space_is_one_blank_and_signs_that_tell_of_line_breaks_are_none() {
        let parts = [
            "a",
            "bc",
            " ",
            "  ",
            "\n",
            "\t",
            "\u{a0}",
            "\u{ad}",
            "\u{200b}",
            "å",
            "–",
            "ᚠ\u{1680}",
            "\u{3000}",
            "😀",
            "\u{7f}",
        ];
        for text in texts(&parts, 12, 10_000) {
            let told: String = text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}')).collect();
            let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
            let told = if told.is_empty() { told } else { format!("{told}\n") };
            assert_eq!(line("", &text), told, "{text:?}");
        }
    }

    #[test]
    fn a_tag_that_is_read_once_tells_the_same() {
        let parts = [
            "<",
            "p",
            " ",
            " class",
            " alt",
            " role",
            "=",
            "=\"",
            "\"",
            "\"",
            "\" ",
            ">",
            "å",
            "/",
            "x=y",
            " a b=\"c\"",
            " class=\"a>b\"",
            " alt=\"x=y\"",
            " role=\"\"",
            "aria-hidden=\"true\" ",
        ];
        let mut regular = 0;
        for text in texts(&parts, 9, 20_000) {
            let html = format!("<{text}");
            let end = {
                let mut is_quoted = false;
                let ends = |(_, byte): &(usize, u8)| {
                    is_quoted ^= *byte == b'"';
                    *byte == b'>' && !is_quoted
                };
                html.bytes().enumerate().find(ends).map_or(html.len(), |(at, _)| at)
            };
            assert_eq!(end_of_tag(&html), end, "{html}");
            let (read, told) = Told::of(&html);
            assert_eq!((read, &told), (end, &Told::by(&html[1..end])), "{html}");
            regular += usize::from(Told::of_regular(&html).is_some() && told != Told::default());
        }
        assert!(regular > 500, "{regular}");
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
