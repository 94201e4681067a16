//! The manifest that stands with the output: path, size and SHA-256 of every published file.
//! Only its text; never a file. `sha256sum -c manifest.sha256` checks it, since sizes stand in comments.

use std::fmt::Write as _;

use crate::digest::Digest;

/// The manifest's place in the published folder. No page may have this path.
pub const FILE_NAME: &str = "manifest.sha256";

const HEAD: &str = "# insyn manifest 1: SHA-256 and path; before each its size in bytes";

/// One line of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Relative to the published folder, with `/` between its parts.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// Of the file's bytes.
    pub digest: Digest,
}

/// The manifest's text for files in order of their paths (by bytes). Holds no time and no place.
pub(super) fn write<'a>(files: impl Iterator<Item = (&'a str, u64, Digest)>) -> String {
    let mut text = format!("{HEAD}\n");
    let (mut count, mut total) = (0_usize, 0_u64);
    for (path, size, digest) in files {
        // Writing to a string never fails.
        let _ = write!(text, "# {size}\n{digest}  {path}\n");
        count += 1;
        total += size;
    }
    let _ = writeln!(text, "# end {count} {total}");
    text
}

/// Reads a manifest; `None` if it isn't one of Insyn's or isn't whole.
pub fn read(text: &str) -> Option<Vec<Listed>> {
    let mut lines = text.strip_prefix(HEAD)?.strip_prefix('\n')?.lines();
    let mut files = Vec::new();
    let mut total = 0_u64;
    loop {
        let note = lines.next()?.strip_prefix("# ")?;
        if let Some(sums) = note.strip_prefix("end ") {
            let whole = sums == format!("{} {total}", files.len()) && lines.next().is_none();
            return whole.then_some(files);
        }
        let size = note.parse().ok()?;
        let (digest, path) = lines.next()?.split_once("  ")?;
        total = total.checked_add(size)?;
        files.push(Listed { path: path.to_owned(), size, digest: Digest::parse(digest)? });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let one = Listed { path: "a/index.html".into(), size: 3, digest: Digest::of(b"abc") };
        let two = Listed { path: "b".into(), size: 0, digest: Digest::of(b"") };
        let files = vec![one, two];
        let text = write(files.iter().map(|f| (f.path.as_str(), f.size, f.digest)));
        assert_eq!(
            text,
            "# insyn manifest 1: SHA-256 and path; before each its size in bytes\n\
             # 3\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a/index.html\n\
             # 0\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n\
             # end 2 3\n"
        );
        assert_eq!(read(&text), Some(files));
    }

    #[test]
    fn a_cut_or_foreign_text_is_no_manifest() {
        let text = write([("a", 3, Digest::of(b"abc"))].into_iter());
        for end in 0..text.len() - 1 {
            assert_eq!(read(&text[..end]), None, "cut at {end}");
        }
        assert_eq!(read(&format!("{text}# 1\n")), None);
        assert_eq!(read("ba78  a\n"), None);
    }
}
