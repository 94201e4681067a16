//! Hostile files: real ones with bytes changed, cut and doubled, thousands of times and the same way each time.
//! Whatever comes, there is an answer: no panic, no hang, and never a file with the planted author in it.

use super::{AUTHOR, PLANTED, TITLE, bytes, unpacked};
use insyn::disclosure::appendix::release;
use insyn::model::report::AppendixKind;

/// A small generator of numbers (splitmix64): the same for everybody.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((x ^ (x >> 31)) % limit.max(1) as u64).unwrap_or(0)
    }
}

fn mutate(original: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    const WORDS: &[&[u8]] = &[
        b"<<",
        b">>",
        b"/Kids",
        b"obj",
        b"<w:p>",
        b"\xff\xd9",
        b"99999999999",
        b"-1",
        b"endstream",
        b"[",
        b"PK\x01\x02",
        b"<",
    ];
    let mut bytes = original.to_vec();
    for _ in 0..=numbers.below(6) {
        if bytes.is_empty() {
            break;
        }
        let at = numbers.below(bytes.len());
        match numbers.below(6) {
            0 => bytes[at] ^= 1 << numbers.below(8),
            1 => bytes[at] = u8::try_from(numbers.below(256)).unwrap_or(0),
            2 => bytes.truncate(at),
            3 => {
                let end = (at + numbers.below(200)).min(bytes.len());
                drop(bytes.drain(at..end));
            }
            4 => {
                let end = (at + numbers.below(200)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len());
                drop(bytes.splice(to..to, piece));
            }
            _ => {
                let word = WORDS[numbers.below(WORDS.len())];
                drop(bytes.splice(at..at, word.iter().copied()));
            }
        }
    }
    bytes
}

/// Deflated content hides from changes of bytes: packages are changed within, too, member by member.
fn within_package(original: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(original)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let chosen = numbers.below(archive.len());
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut member, &mut content).unwrap();
        if index == chosen {
            content = mutate(&content, numbers);
        }
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        out.start_file(member.name().unwrap().into_owned(), options).unwrap();
        std::io::Write::write_all(&mut out, &content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn no_changed_file_makes_the_program_fall_or_lets_the_author_through() {
    let mut numbers = Numbers(7);
    let mut passed = 0;
    for (name, _) in PLANTED {
        let original = bytes(name);
        let kind = AppendixKind::by_ending(name.rsplit_once('.').unwrap().1).unwrap();
        let is_package = original.starts_with(b"PK");
        for round in 0..220 {
            let bytes = if is_package && round % 2 == 0 {
                within_package(&original, &mut numbers)
            } else {
                mutate(&original, &mut numbers)
            };
            if let Ok(released) = release(kind, &bytes, TITLE, name) {
                passed += 1;
                // Unpacking every layer is slow: a sample of them.
                if passed % 10 == 0 {
                    for layer in unpacked::layers(&released.bytes) {
                        assert!(!unpacked::names(&layer, AUTHOR), "{name}, round {round}");
                    }
                }
            }
        }
    }
    assert!(passed > 100, "most changes made the files unreadable: {passed} passed");
}
