//! What was taken out of a file's metadata: what the output gate looks for. The values lie in `Raw`, so that
//! nothing can print them.

use crate::disclosure::Raw;

/// What a removed value was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemovedKind {
    /// Somebody who wrote, changed, commented on or owns it.
    Person,
    /// Their organisation, which the site may well name elsewhere.
    Organisation,
    /// Title, subject, keywords, description: often the same words as on the page.
    Description,
    /// A remark, or the text of a note.
    Comment,
    /// A path on somebody's machine or net.
    Path,
    /// The name of a file that was embedded.
    File,
    /// A place or a device: coordinates, serial numbers.
    Origin,
    /// Programs, times and identifiers: not secret by themselves.
    Technical,
}

/// A removed value.
pub struct RemovedValue {
    /// What it was.
    pub kind: RemovedKind,
    /// The value, as text.
    pub value: Raw<String>,
}

/// All that was removed from a file, in the order in which it stood. Has no `Debug`, `Display` or `Serialize`.
#[derive(Default)]
pub struct Removed(Vec<RemovedValue>);

impl Removed {
    /// How many values.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// None?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many of one kind.
    pub fn count(&self, kind: RemovedKind) -> usize {
        self.0.iter().filter(|one| one.kind == kind).count()
    }

    /// The values; for this folder alone.
    pub(in crate::disclosure) fn iter(&self) -> impl Iterator<Item = (RemovedKind, &str)> {
        self.0.iter().map(|one| (one.kind, one.value.get().as_str()))
    }

    /// Notes a value; empty ones tell nothing.
    pub(super) fn push(&mut self, kind: RemovedKind, value: &str) {
        let value = value.trim();
        if value.is_empty() || self.iter().any(|known| known == (kind, value)) {
            return;
        }
        self.0.push(RemovedValue { kind, value: Raw::new(value.to_owned()) });
    }

    /// Notes a value under the name that its format gives it.
    pub(super) fn push_named(&mut self, name: &str, value: &str) {
        self.push(kind_of(name), value);
    }

    /// Notes every text in a piece of XML, such as a packet of XMP: the program's own words come along, which
    /// does no harm. What can't be read as XML is searched for text between `>` and `<`.
    pub(super) fn push_xml(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let mut names: Vec<String> = Vec::new();
        for piece in text.split('<').skip(1).take(20_000) {
            let (tag, content) = piece.split_once('>').unwrap_or((piece, ""));
            if tag.starts_with('/') {
                names.pop();
                continue;
            }
            let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
            let inner = !tag.ends_with('/') && !tag.starts_with(['?', '!']);
            if inner {
                names.push(name.to_owned());
            }
            // In XMP a value stands some steps below the property: dc:creator, rdf:Seq, rdf:li.
            let property = names.iter().rev().find(|it| !it.starts_with("rdf:")).map_or("", String::as_str);
            self.push_named(property, &unescaped(content));
            for (index, value) in tag.split('"').enumerate().filter(|(index, _)| index % 2 == 1) {
                let before = tag.split('"').nth(index - 1).unwrap_or_default();
                let key = before.trim().trim_end_matches('=').trim();
                if !key.starts_with("xmlns") && !key.starts_with("rdf:") {
                    self.push_named(key, &unescaped(value));
                }
            }
        }
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

fn kind_of(name: &str) -> RemovedKind {
    let name = name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if is(&["company", "organi"]) {
        RemovedKind::Organisation
    } else if is(&["producer", "tool", "application", "template", "software", "date", "version", "generator"])
    {
        RemovedKind::Technical
    } else if is(&[
        "author",
        "creator",
        "artist",
        "owner",
        "modifiedby",
        "manager",
        "user",
        "by-line",
        "byline",
        "person",
        "rights",
        "copyright",
        "credit",
    ]) {
        RemovedKind::Person
    } else if is(&["title", "subject", "keyword", "category", "description", "headline", "caption"]) {
        RemovedKind::Description
    } else if is(&["comment", "note"]) {
        RemovedKind::Comment
    } else if is(&["path", "url", "href", "hyperlinkbase"]) {
        RemovedKind::Path
    } else if is(&["gps", "serial", "location", "city", "make", "model"]) {
        RemovedKind::Origin
    } else {
        RemovedKind::Technical
    }
}
