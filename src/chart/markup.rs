//! Markup written by hand: escaped text and short numbers. Owns nothing else; allocates nothing.

/// Text and attribute values; characters that XML forbids are left out.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
}

/// A whole number.
pub(super) fn push_whole(out: &mut String, number: i64) {
    let mut digits = [0_u8; 20];
    let mut rest = number.unsigned_abs();
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        out.push('-');
    }
    out.extend(digits[first..].iter().map(|&digit| char::from(digit)));
}

/// `1275` as `12.75`, `40` as `.4`: the shortest form that SVG reads.
pub(super) fn push_hundredths(out: &mut String, hundredths: i32) {
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    if hundredths < 0 {
        out.push('-');
    }
    if whole > 0 || part == 0 {
        push_whole(out, i64::from(whole));
    }
    if part > 0 {
        out.push('.');
        push_whole(out, i64::from(part / 10));
        if part % 10 > 0 {
            push_whole(out, i64::from(part % 10));
        }
    }
}
