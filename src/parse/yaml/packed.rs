//! A document's nodes as marks that point into its text. Owns that form; reads no YAML.

use crate::marks::{Packed, Packer, Unpacker, choice};
use crate::number::Decimal;

use super::Node;

choice!(Node<'t> {
    0 Null,
    1 Bool(value),
    2 Int(value),
    3 Float(value),
    4 Huge,
    5 Text(words),
    6 List(items),
    7 Map(entries),
    8 Told,
});

/// The sign is the lowest bit, so that small numbers are short.
impl<'t> Packed<'t> for i64 {
    fn pack(&self, to: &mut Packer<'_>) {
        to.number((self << 1 ^ self >> 63).cast_unsigned());
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        let number = from.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}

impl<'t> Packed<'t> for Decimal {
    fn pack(&self, to: &mut Packer<'_>) {
        let decimals = self.decimals();
        self.in_units_of(decimals).unwrap_or_default().pack(to);
        decimals.pack(to);
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        Some(Self::new(i64::unpack(from)?, u8::unpack(from)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::{pack, unpack};
    use crate::parse::yaml::read;

    const EVERYTHING: &str = "\
titel: En granskning av allt\n\"på\\ttal\": 'det ''är'' sagt'\nå: [1, -1, 0, 9223372036854775807, -9223372036854775808, 3.10, -0.5, .inf, 1e30]\n\
tom:\nsvar: {ja: true, nej: false, 1: en}\nvikt: >-\n  en text på\n  flera rader\nrak: |\n  rad ett\n  rad två\nlista:\n  - a: 1\n    a: 2\n  - - b\n  - ~\n";

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let node = read(EVERYTHING).unwrap();
        let marks = pack(&node, EVERYTHING, 0);
        assert_eq!(unpack(EVERYTHING, 0, &marks), Some(node.clone()));
        // Of another text too.
        let marks = pack(&node, "En granskning", 0);
        assert_eq!(unpack("En granskning", 0, &marks), Some(node));
        for document in ["", "a", "[]", "{}", "- 1"] {
            let node = read(document).unwrap();
            assert_eq!(unpack(document, 0, &pack(&node, document, 0)), Some(node), "{document}");
        }
    }

    #[test]
    fn words_of_the_document_take_no_room() {
        let text = "titel: Ett stycke med många ord som står i texten\n";
        let marks = pack(&read(text).unwrap(), text, 0);
        assert!(marks.len() < 15, "{}", marks.len());
    }

    #[test]
    fn damaged_marks_are_no_panic() {
        let whole = pack(&read(EVERYTHING).unwrap(), EVERYTHING, 0);
        for at in 0..whole.len() {
            for bits in [1, 0x55, 0x80, 0xff] {
                let mut marks = whole.clone();
                marks[at] ^= bits;
                let _ = unpack::<Node<'_>>(EVERYTHING, 0, &marks);
                let _ = unpack::<Node<'_>>(EVERYTHING, 0, &marks[..at]);
            }
        }
    }
}
