//! How many bytes the rows of an unpacked picture take. What stands behind them is never drawn.

use lopdf::{Dictionary, Document, Object};

use super::deref;

/// How many bytes an unpacked picture's rows take; `None` where its colours aren't known.
pub(super) fn drawn_bytes(document: &Document, its: &Dictionary) -> Option<usize> {
    let value = |key: &[u8]| its.get(key).ok().and_then(|it| deref(document, it));
    let number =
        |key: &[u8]| value(key).and_then(|it| it.as_i64().ok()).and_then(|it| usize::try_from(it).ok());
    let is_mask = value(b"ImageMask").and_then(|it| it.as_bool().ok()).unwrap_or(false);
    let (parts, bits) = if is_mask {
        (1, 1)
    } else {
        (colour_parts(document, value(b"ColorSpace")?, 0)?, number(b"BitsPerComponent")?)
    };
    let row = number(b"Width")?.checked_mul(parts)?.checked_mul(bits)?.div_ceil(8);
    row.checked_mul(number(b"Height")?)
}

/// How many numbers a colour of a space has.
fn colour_parts(document: &Document, space: &Object, depth: usize) -> Option<usize> {
    if depth > 4 {
        return None;
    }
    match deref(document, space)? {
        Object::Name(name) => match name.as_slice() {
            b"DeviceGray" | b"CalGray" => Some(1),
            b"DeviceRGB" | b"CalRGB" => Some(3),
            b"DeviceCMYK" => Some(4),
            _ => None,
        },
        Object::Array(items) => match deref(document, items.first()?)?.as_name().ok()? {
            b"Indexed" | b"Separation" | b"CalGray" => Some(1),
            b"CalRGB" | b"Lab" => Some(3),
            b"DeviceN" => Some(deref(document, items.get(1)?)?.as_array().ok()?.len()),
            b"ICCBased" => {
                let its = super::dictionary(document, items.get(1)?)?;
                usize::try_from(its.get(b"N").ok()?.as_i64().ok()?).ok()
            }
            _ if items.len() == 1 => colour_parts(document, items.first()?, depth + 1),
            _ => None,
        },
        _ => None,
    }
}
