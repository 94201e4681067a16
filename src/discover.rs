//! Finds and reads the content folder: the only stage that reads it. The one module that names `walkdir`.
//! Owns what lies where, encodings and line ends; knows nothing of YAML or Markdown.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Outcome, Place, SourceProblem};
use crate::digest::Digest;
use crate::editions;
use crate::normalise::nfc;
use crate::parallel;
use crate::promises;
use crate::slug::{is_slug, slug};
use crate::source::{Asset, FileId, SourceFile, SourceKind, SourceText, Sources, Span};
use crate::utf8;

/// No text file is read above this size, in bytes: what is larger isn't written by hand.
const LARGEST_TEXT: usize = 16 << 20;

/// What the program writes itself grows with the archive, a line for every passage and every value that was shown.
const LARGEST_LIST: usize = 1 << 30;

/// The most that is read of a file, in bytes.
const fn largest(kind: SourceKind) -> usize {
    if kind.is_written_by_program() { LARGEST_LIST } else { LARGEST_TEXT }
}

/// Texts as an earlier reading found them. One that still stands there as it did is not read again.
#[derive(Default)]
pub struct Texts(HashMap<PathBuf, (Stamp, SourceText)>);

/// What tells that a file is what it was. More than `publish` asks of files that it wrote itself: these have other names linked to
/// them, which moves the time of their entry. Texts that were written just before they were read aren't kept: they may be
/// written once more within the same tick of the file system's clock.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: SystemTime,
    /// The file's number and when its entry changed, where the system has them.
    entry: (u64, i64, i64),
}

impl Stamp {
    fn of(facts: &Metadata) -> Option<Self> {
        #[cfg(unix)]
        let entry = {
            use std::os::unix::fs::MetadataExt as _;
            (facts.ino(), facts.ctime(), facts.ctime_nsec())
        };
        #[cfg(not(unix))]
        let entry = (0, 0, 0);
        Some(Self { size: facts.len(), modified: facts.modified().ok()?, entry })
    }

    fn is_settled(&self, now: SystemTime) -> bool {
        now.duration_since(self.modified).is_ok_and(|since| since > SETTLED)
    }
}

/// So long a file must have stood unchanged before its text is kept.
const SETTLED: Duration = Duration::from_secs(2);

/// How much memory texts may take together.
#[derive(Clone, Copy)]
enum Room {
    Ample,
    /// They are squeezed, which takes a few hundredths of a build.
    Scarce,
}

impl Room {
    /// A hundred thousand reports are a gigabyte of texts.
    const MANY: usize = if cfg!(test) { 8 } else { 20_000 };

    const fn of(files: usize) -> Self {
        if files > Self::MANY { Self::Scarce } else { Self::Ample }
    }
}

/// A file before it is taken in.
enum Found {
    Text { path: String, kind: SourceKind, content: Result<Text, String> },
    Asset(Asset),
    Wrong(Diagnostic),
}

/// A text, and where it stands with what tells that it is this one.
struct Text {
    content: Content,
    stood: Option<(PathBuf, Stamp)>,
}

struct Content {
    text: SourceText,
    fault: Option<Fault>,
}

impl Content {
    fn of(bytes: &[u8], kind: SourceKind, room: Room) -> Self {
        let Decoded { text, fault } = decode(bytes, largest(kind));
        let text = match room {
            Room::Ample => SourceText::from(&*text),
            Room::Scarce => SourceText::squeezed(&text),
        };
        Self { text, fault }
    }
}

/// Reads every source of a site. Files are in path order whatever the file system's.
pub fn discover(root: &Path) -> Outcome<Sources> {
    discover_after(root, &mut Texts::default())
}

/// The same after an earlier reading, whose texts are taken where the files are as they were; and keeps those of this one.
pub fn discover_after(root: &Path, texts: &mut Texts) -> Outcome<Sources> {
    let now = SystemTime::now();
    if !root.is_dir() {
        let problem = SourceProblem::NoContentFolder { path: root.display().to_string() };
        return Outcome { value: None, diagnostics: vec![Diagnostic::new(problem, Place::Run)] };
    }
    let mut listed = Vec::new();
    let mut wrong = Vec::new();
    // Texts of editions have a folder for each report, and are read one by one where a report has had several.
    let is_of_editions =
        |entry: &DirEntry| entry.depth() == 1 && spelled(Path::new(entry.file_name())) == editions::FOLDER;
    let is_looked_at = |entry: &DirEntry| !is_hidden(entry.file_name()) && !is_of_editions(entry);
    let top = WalkDir::new(root).min_depth(1).max_depth(1).into_iter().filter_entry(is_looked_at);
    // A folder at a time, in parallel: its files by their spelled paths, in order, and what can't be read.
    let folders = parallel::map_into(top.collect(), |entry: walkdir::Result<DirEntry>| {
        let (mut files, mut wrong) = (Vec::new(), Vec::new());
        let below = |entry: &DirEntry| !is_hidden(entry.file_name());
        let walk: Box<dyn Iterator<Item = walkdir::Result<DirEntry>>> = match entry {
            Ok(entry) if entry.file_type().is_dir() => {
                Box::new(WalkDir::new(entry.path()).min_depth(1).into_iter().filter_entry(below))
            }
            entry => Box::new(std::iter::once(entry)),
        };
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    let disk_path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_path_buf();
                    files.push((spelled(&disk_path), disk_path));
                }
                Err(error) => {
                    let path = error.path().map_or_else(String::new, |path| path.display().to_string());
                    let problem = SourceProblem::Unreadable { reason: error.to_string() };
                    wrong.push(Diagnostic::new(problem, Place::Path(path)));
                }
            }
        }
        files.sort();
        (files, wrong)
    });
    for (files, faults) in folders {
        listed.extend(files);
        wrong.extend(faults);
    }
    listed.sort();
    let available = Room::of(listed.len());
    let found =
        parallel::map(&listed, |(path, disk_path)| look_at(root, path, disk_path, (texts, available)));
    let (outcome, stood) = assemble(found.into_iter().flatten().collect(), wrong);
    texts.0 = stood.into_iter().filter(|(_, (stamp, _))| stamp.is_settled(now)).collect();
    outcome
}

/// A file beside a report as it stood when its bytes were summed.
pub struct Summed {
    /// Of its bytes.
    pub digest: Digest,
    stamp: Stamp,
    is_settled: bool,
}

impl Summed {
    /// Sums a file beside a report; `None` where it can't be read, or the system doesn't tell what it is known by.
    pub fn of(root: &Path, asset: &Asset) -> Option<Self> {
        let now = SystemTime::now();
        let path = root.join(&asset.disk_path);
        let stamp = Stamp::of(&fs::symlink_metadata(&path).ok()?)?;
        let digest = Digest::of_all(&mut fs::File::open(path).ok()?).ok()?;
        Some(Self { digest, stamp, is_settled: stamp.is_settled(now) })
    }

    /// Whether the same file still has the same bytes, and has had them all the time. One that was written just before it was
    /// summed is read once more.
    pub fn still_stands(&self, root: &Path, asset: &Asset) -> bool {
        let is_same = |facts: Metadata| Stamp::of(&facts) == Some(self.stamp);
        let has_same = || Self::of(root, asset).is_some_and(|now| now.digest == self.digest);
        fs::symlink_metadata(root.join(&asset.disk_path)).is_ok_and(is_same)
            && (self.is_settled || has_same())
    }
}

/// The bytes of a file beside a report or page, by its name on the disk.
///
/// # Errors
/// The system's own words.
pub fn read_asset(root: &Path, disk_path: &Path) -> Result<Vec<u8>, String> {
    fs::read(root.join(disk_path)).map_err(|error| error.to_string())
}

/// The same from memory: for tests, and for an editor's unsaved text. Paths use `/`.
pub fn from_memory(mut files: Vec<(String, Vec<u8>)>) -> Outcome<Sources> {
    files.sort();
    let found = files.into_iter().filter_map(|(path, content)| {
        let path = nfc(&path).into_owned();
        Some(match classify(&path)? {
            Ok(kind) => {
                let content = Content::of(&content, kind, Room::Ample);
                Found::Text { path, kind, content: Ok(Text { content, stood: None }) }
            }
            Err(Rest::Asset) => {
                let disk_path = PathBuf::from(&path);
                Found::Asset(Asset { path, disk_path, size: content.len() as u64 })
            }
            Err(Rest::Misplaced) => misplaced(path),
        })
    });
    assemble(found.collect(), Vec::new()).0
}

/// Reads a file beside a report; `None` if it is larger than `limit` bytes.
pub fn read_beside(path: &Path, limit: usize) -> Result<Option<Vec<u8>>, String> {
    let size = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > limit as u64 {
        return Ok(None);
    }
    fs::read(path).map(Some).map_err(|error| error.to_string())
}

/// Where a file or folder of the content may lie: below `root` at `path`, whose names stand in normal form C, in whatever
/// form the disk has them (macOS hands out form D). Names that are there come first; never empty. Only names beyond ASCII
/// are looked for.
pub fn spellings(root: &Path, path: &str) -> Vec<PathBuf> {
    let mut found = vec![root.to_path_buf()];
    for part in path.split('/') {
        found = found.into_iter().flat_map(|folder| spellings_in(&folder, part)).collect();
    }
    // Stable: of two that are there the one in form C stays first.
    found.sort_by_key(|path| !path.exists());
    found
}

fn spellings_in(folder: &Path, name: &str) -> Vec<PathBuf> {
    let plain = folder.join(name);
    if name.is_ascii() {
        return vec![plain];
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let same = |other: &std::ffi::OsString| {
        let other = other.to_string_lossy();
        other != name && nfc(&other) == name
    };
    let mut others: Vec<PathBuf> = entries.filter(same).map(|other| folder.join(other)).collect();
    others.sort();
    if others.is_empty() || plain.exists() {
        others.insert(0, plain);
    }
    others
}

/// Files that systems and editors leave behind.
fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || ["Thumbs.db", "desktop.ini"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn spelled(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    nfc(&parts.join("/")).into_owned()
}

/// What isn't a known text.
enum Rest {
    Asset,
    Misplaced,
}

/// What a file is by its place; `None` for what Insyn leaves alone (a theme's files, say).
fn classify(path: &str) -> Option<Result<SourceKind, Rest>> {
    let parts: Vec<&str> = path.split('/').collect();
    let markdown = Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    Some(match parts.as_slice() {
        ["README.md"] | [editions::FOLDER, ..] => return None,
        ["insyn.yaml"] => Ok(SourceKind::Site),
        [crate::parse::lock::FILE] => Ok(SourceKind::Lock),
        ["register", "organisationer.yaml"] => Ok(SourceKind::Organisations),
        ["register", "granskningar.yaml"] => Ok(SourceKind::Audits),
        ["register", "skalor.yaml"] => Ok(SourceKind::Scales),
        ["register", "omdirigeringar.yaml"] => Ok(SourceKind::Redirects),
        [promises::FILE_NAME] => Ok(SourceKind::Promises),
        [editions::FILE_NAME] => Ok(SourceKind::Editions),
        ["sidor", _] if markdown => Ok(SourceKind::FreePage),
        ["sidor", name] if name.strip_suffix(".yaml").is_some_and(|stem| !stem.is_empty()) => {
            Ok(SourceKind::Statement)
        }
        ["sidor", _] => Err(Rest::Asset),
        [_, year, _] | [_, year, _, "index.md"] if markdown && is_year(year) => Ok(SourceKind::Report),
        [_, year, _, _] if !markdown && is_year(year) => Err(Rest::Asset),
        _ if markdown => Err(Rest::Misplaced),
        _ => return None,
    })
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn misplaced(path: String) -> Found {
    Found::Wrong(Diagnostic::new(SourceProblem::Misplaced, Place::Path(path)))
}

fn look_at(root: &Path, path: &str, disk_path: &Path, known: (&Texts, Room)) -> Option<Found> {
    let full = root.join(disk_path);
    Some(match classify(path)? {
        Ok(kind) => Found::Text { path: path.to_owned(), kind, content: read_text(&full, kind, known) },
        Err(Rest::Misplaced) => misplaced(path.to_owned()),
        Err(Rest::Asset) => match fs::symlink_metadata(&full) {
            Ok(facts) if facts.is_file() => Found::Asset(Asset {
                path: path.to_owned(),
                disk_path: disk_path.to_path_buf(),
                size: facts.len(),
            }),
            // A link could bring in anything from anywhere on the machine.
            Ok(_) => unreadable(path, "symbolic link"),
            Err(error) => unreadable(path, &error.to_string()),
        },
    })
}

fn unreadable(path: &str, reason: &str) -> Found {
    let problem = SourceProblem::Unreadable { reason: reason.to_owned() };
    Found::Wrong(Diagnostic::new(problem, Place::Path(path.to_owned())))
}

fn read_text(path: &Path, kind: SourceKind, (texts, room): (&Texts, Room)) -> Result<Text, String> {
    let facts = fs::symlink_metadata(path).map_err(|error| error.to_string())?;
    if !facts.is_file() {
        return Err("symbolic link".to_owned());
    }
    let stamp = Stamp::of(&facts);
    let stood = stamp.map(|stamp| (path.to_path_buf(), stamp));
    if let Some((kept, text)) = texts.0.get(path)
        && Some(*kept) == stamp
    {
        return Ok(Text { content: Content { text: text.clone(), fault: None }, stood });
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    Ok(Text { content: Content::of(&bytes, kind, room), stood })
}

/// A text that can be used, by its file, with what tells that it is this one.
type Stood = (PathBuf, (Stamp, SourceText));

fn assemble(found: Vec<Found>, wrong: Vec<Diagnostic>) -> (Outcome<Sources>, Vec<Stood>) {
    let mut diagnostics = wrong;
    let mut all_stood = Vec::new();
    let mut sources = Sources::default();
    for found in found {
        match found {
            Found::Wrong(diagnostic) => diagnostics.push(diagnostic),
            Found::Asset(asset) => sources.assets.push(asset),
            Found::Text { path, kind, content } => {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "no folder holds four thousand million files"
                )]
                let id = FileId(sources.files.len() as u32);
                let (text, readable) = match content {
                    Ok(Text { content: Content { text, fault }, stood }) => {
                        let readable = fault.is_none();
                        diagnostics.extend(fault.map(|fault| told(fault, id)));
                        all_stood.extend(
                            stood.filter(|_| readable).map(|(path, stamp)| (path, (stamp, text.clone()))),
                        );
                        (text, readable)
                    }
                    Err(reason) => {
                        diagnostics
                            .push(Diagnostic::new(SourceProblem::Unreadable { reason }, Place::File(id)));
                        (SourceText::default(), false)
                    }
                };
                sources.files.push(SourceFile { path, kind, text, readable });
            }
        }
    }
    for (kind, name) in [
        (SourceKind::Site, "insyn.yaml"),
        (SourceKind::Organisations, "register/organisationer.yaml"),
        (SourceKind::Audits, "register/granskningar.yaml"),
        (SourceKind::Scales, "register/skalor.yaml"),
    ] {
        if !sources.files.iter().any(|file| file.kind == kind) {
            diagnostics.push(Diagnostic::new(SourceProblem::MissingFile { name }, Place::Run));
        }
    }
    check_addresses(&sources, &mut diagnostics);
    (Outcome::with(sources, diagnostics), all_stood)
}

/// A text as it can be used, or what keeps it from being.
pub struct Decoded<'b> {
    /// The text; of one that can't be used what messages may point into.
    pub text: Cow<'b, str>,
    /// What is wrong; it mustn't be parsed then.
    pub fault: Option<Fault>,
}

/// What is wrong with a text as a whole, and where in it.
type Fault = (SourceProblem, Option<Span>);

fn told((problem, at): Fault, id: FileId) -> Diagnostic {
    Diagnostic::new(problem, at.map_or(Place::File(id), |span| Place::Bytes(id, span)))
}

impl<'b> Decoded<'b> {
    const fn wrong(text: Cow<'b, str>, problem: SourceProblem, at: Option<Span>) -> Self {
        Self { text, fault: Some((problem, at)) }
    }

    /// The text, and whether it may be parsed; what is wrong goes to the findings about this file.
    pub fn told(self, id: FileId, diagnostics: &mut Vec<Diagnostic>) -> (Cow<'b, str>, bool) {
        let readable = self.fault.is_none();
        diagnostics.extend(self.fault.map(|fault| told(fault, id)));
        (self.text, readable)
    }
}

/// Text from bytes: UTF-8, no byte order mark, `\n`, NFC. What can't be read has a text that messages can point into, and
/// isn't parsed.
pub fn decode(bytes: &[u8], largest: usize) -> Decoded<'_> {
    if bytes.len() > largest {
        return Decoded::wrong(Cow::Borrowed(""), SourceProblem::TooLarge { limit: largest }, None);
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Decoded::wrong(Cow::Borrowed(""), SourceProblem::Utf16, None);
    }
    let text = match utf8::checked(bytes) {
        Ok(text) => text,
        Err(offset) => {
            let byte = bytes[offset];
            let problem = SourceProblem::NotUtf8 { byte, offset, windows_1252: swedish_letter(byte) };
            let span = Span::new(offset, offset + char::REPLACEMENT_CHARACTER.len_utf8());
            return Decoded::wrong(utf8::lossy(bytes), problem, Some(span));
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let text = match nfc(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(composed) => Cow::Owned(composed),
    };
    if let Some((at, character)) = control_character(&text) {
        let span = Span::new(at, at + character.len_utf8());
        return Decoded::wrong(text, SourceProblem::ControlCharacter { character }, Some(span));
    }
    Decoded { text, fault: None }
}

/// So many bytes are looked at together: whether any of them may begin a control character.
const TOGETHER: usize = 64;

/// The first control character that no text has.
fn control_character(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    // Those beyond ASCII are C2 and a byte below A0. Many bytes are looked at before anything is decided.
    let may_begin = |byte: u8| byte < b' ' && byte != b'\n' && byte != b'\t' || byte == 0x7f || byte == 0xc2;
    let begins = |at: usize| match bytes[at] {
        b'\n' | b'\t' => false,
        0xc2 => matches!(bytes.get(at + 1), Some(0x80..=0x9f)) && bytes[at + 1] != 0x85,
        byte => byte < b' ' || byte == 0x7f,
    };
    for (number, piece) in bytes.chunks(TOGETHER).enumerate() {
        if piece.iter().fold(false, |any, byte| any | may_begin(*byte)) {
            let start = number * TOGETHER;
            if let Some(at) = (start..start + piece.len()).find(|at| begins(*at)) {
                return text[at..].chars().next().map(|character| (at, character));
            }
        }
    }
    None
}

/// What the byte would be in Windows-1252, if that is a letter or sign that Swedish texts have.
fn swedish_letter(byte: u8) -> Option<char> {
    match byte {
        // Windows-1252 equals Latin-1 here.
        0xa7 | 0xb4 | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0xff | 0xa0 => Some(char::from(byte)),
        0x93 | 0x94 => Some('”'),
        0x91 | 0x92 => Some('’'),
        0x96 => Some('–'),
        0x97 => Some('—'),
        0x85 => Some('…'),
        0x95 => Some('•'),
        _ => None,
    }
}

/// Each report and page needs a name that can stand in an address, and one of its own.
fn check_addresses(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let mut taken: std::collections::BTreeMap<String, FileId> = std::collections::BTreeMap::new();
    for (id, file) in sources.iter() {
        if !matches!(file.kind, SourceKind::Report | SourceKind::FreePage | SourceKind::Statement) {
            continue;
        }
        let address = address_of(&file.path);
        if address.split('/').any(str::is_empty) {
            let problem = SourceProblem::NotAnAddress { name: file.path.clone(), suggestion: None };
            diagnostics.push(Diagnostic::new(problem, Place::File(id)));
        } else if let Some(first) = taken.get(&address) {
            let problem = SourceProblem::SameAddress { address };
            diagnostics.push(Diagnostic::new(problem, Place::File(id)).related(Place::File(*first)));
        } else {
            taken.insert(address, id);
        }
    }
}

/// `nämnd/år/rapport` or `sidor/sida` of a Markdown file's path, as lower-case ASCII.
pub fn address_of(path: &str) -> String {
    let bare = path
        .strip_suffix("/index.md")
        .unwrap_or_else(|| path.rsplit_once('.').map_or(path, |(bare, _)| bare));
    // Most names are addresses as they stand.
    if bare.split('/').all(is_slug) {
        return bare.to_owned();
    }
    bare.split('/').map(slug).collect::<Vec<_>>().join("/")
}

/// Reads the files of the site's own theme: relative path with `/`, and bytes; sorted.
pub fn discover_theme(root: &Path, folder: &str) -> Outcome<Vec<(String, Vec<u8>)>> {
    let base = root.join(folder);
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    let walk =
        WalkDir::new(&base).min_depth(1).into_iter().filter_entry(|entry| !is_hidden(entry.file_name()));
    for entry in walk {
        let read = match &entry {
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) => fs::read(entry.path()).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        let path = entry.as_ref().map_or_else(
            |error| error.path().map_or_else(|| base.clone(), Path::to_path_buf),
            |entry| entry.path().to_path_buf(),
        );
        match read {
            Ok(bytes) => files.push((spelled(path.strip_prefix(&base).unwrap_or(&path)), bytes)),
            Err(reason) => diagnostics.push(Diagnostic::new(
                SourceProblem::Unreadable { reason },
                Place::Path(path.display().to_string()),
            )),
        }
    }
    files.sort();
    Outcome::with(files, diagnostics)
}

/// All files below a folder, sorted; links are not followed, hidden files are left out.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let is_hidden =
        |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let entries =
        WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry));
    let files = entries.flatten().filter(|entry| entry.file_type().is_file());
    files.map(DirEntry::into_path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(files: &[(&str, &[u8])]) -> Outcome<Sources> {
        from_memory(files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect())
    }

    fn problems(outcome: &Outcome<Sources>) -> Vec<String> {
        outcome
            .diagnostics
            .iter()
            .map(|d| d.problem.code().to_string())
            .filter(|code| code != "I102")
            .collect()
    }

    #[test]
    fn mark_line_ends_and_decomposed_letters_are_all_the_same_text() {
        let outcome = texts(&[("sidor/om.md", "\u{feff}a\r\nRa\u{308}d\rx".as_bytes())]);
        assert_eq!(problems(&outcome), Vec::<String>::new());
        assert_eq!(&*outcome.value.unwrap().files[0].text.get(), "a\nRäd\nx");
    }

    /// The example site has more files than are many here: its texts are squeezed, and it comes to what it comes to without.
    #[test]
    fn many_texts_are_squeezed_and_come_to_the_same() {
        use crate::compile::compile;
        use crate::resolve::Selection;

        let squeezed = discover(Path::new("content")).value.unwrap();
        let whole =
            squeezed.files.iter().map(|file| (file.path.clone(), file.text.get().as_bytes().to_vec()));
        let mut whole = from_memory(whole.collect()).value.unwrap();
        whole.assets.clone_from(&squeezed.assets);
        assert_eq!(whole.files.len(), squeezed.files.len());
        let is_whole = |file: &SourceFile| matches!(file.text.get(), Cow::Borrowed(_));
        assert!(whole.files.iter().all(is_whole) && !squeezed.files.iter().any(is_whole));
        let made = |sources: &Sources| {
            let today = crate::model::date::Day::read("2024-06-01").unwrap();
            let selection = Selection { drafts: false, today };
            let made = compile(sources, selection, |_| Outcome::fine(Vec::new()));
            (Digest::of_value(&made.value.unwrap().published), format!("{:?}", made.diagnostics))
        };
        assert_eq!(made(&whole), made(&squeezed));
    }

    #[test]
    fn the_first_control_character_is_found_wherever_it_stands() {
        let others = (0..0x200).filter_map(char::from_u32).chain(['\u{2028}', '\u{9f}', '😀']);
        for character in others {
            let is_wrong = character.is_control() && !matches!(character, '\n' | '\t' | '\u{85}');
            for before in [0, 1, 62, 63, 64, 65, 127, 128] {
                let text = format!("{}{character}§ och \u{7f}", "a".repeat(before));
                let first = if is_wrong { (before, character) } else { (text.len() - 1, '\u{7f}') };
                assert_eq!(control_character(&text), Some(first), "{character:?} after {before}");
            }
        }
        assert_eq!(control_character("Åtgärd § 7\n\tnästa\u{85}».\u{a0}"), None);
    }

    #[test]
    fn windows_1252_is_named_with_its_byte() {
        let outcome = texts(&[("sidor/om.md", b"titel: F\xf6r")]);
        let expected = SourceProblem::NotUtf8 { byte: 0xf6, offset: 8, windows_1252: Some('ö') };
        assert!(outcome.diagnostics.iter().any(|d| d.problem == expected.clone().into()));
        assert!(!outcome.value.unwrap().files[0].readable);
    }

    #[test]
    fn lists_that_the_program_writes_may_be_larger_than_what_is_written_by_hand() {
        let large = "x\n".repeat(LARGEST_TEXT / 2 + 1).into_bytes();
        for (path, is_read) in [
            ("publicerat.lock", true),
            ("svar.lock", true),
            ("utgåvor.lock", true),
            ("sidor/om.md", false),
            ("register/skalor.yaml", false),
        ] {
            let outcome = texts(&[(path, &large)]);
            assert_eq!(problems(&outcome).contains(&"I112".to_owned()), !is_read, "{path}");
            assert_eq!(outcome.value.unwrap().files[0].readable, is_read, "{path}");
        }
    }

    #[test]
    fn places_tell_what_a_file_is() {
        for (path, kind) in [
            ("forskolenamnden/2023/x.md", Some(SourceKind::Report)),
            ("forskolenamnden/2023/x/index.md", Some(SourceKind::Report)),
            ("sidor/om.md", Some(SourceKind::FreePage)),
            ("tema/css/stil.css", None),
        ] {
            assert_eq!(classify(path).and_then(Result::ok), kind, "{path}");
        }
        assert_eq!(problems(&texts(&[("forskolenamnden/x.md", b"")])), ["I107"]);
    }

    #[test]
    fn two_spellings_of_one_address_are_told() {
        let outcome = texts(&[("n/2023/Röd.md", b""), ("n/2023/rod/index.md", b"")]);
        assert_eq!(problems(&outcome), ["I109"]);
        assert_eq!(address_of("Förskolenämnden/2023/Röd tråd.md"), "forskolenamnden/2023/rod-trad");
    }
}
