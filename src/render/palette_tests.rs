//! The palette's contrast, computed from the stylesheet itself: WCAG 2.2, 1.4.3 and 1.4.11.

use std::collections::BTreeMap;

const GROUND: &str = include_str!("../../themes/standard/css/10-grund.css");
const PRINT: &str = include_str!("../../themes/standard/css/90-utskrift.css");

/// The colours among the custom properties of a piece of a stylesheet.
fn colours(css: &str) -> BTreeMap<String, [f64; 3]> {
    let mut colours = BTreeMap::new();
    for declaration in css.split([';', '{', '}']) {
        let Some((name, value)) = declaration.trim().split_once(':') else { continue };
        let Some(hex) = value.trim().strip_prefix('#') else { continue };
        let digits: Vec<u32> = hex.chars().map(|digit| digit.to_digit(16).unwrap()).collect();
        let channel = |at: usize| match digits.len() {
            3 => digits[at] * 17,
            _ => digits[at * 2] * 16 + digits[at * 2 + 1],
        };
        colours.insert(name.trim().to_owned(), [0, 1, 2].map(|at| f64::from(channel(at)) / 255.0));
    }
    colours
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn check(palette: &BTreeMap<String, [f64; 3]>, name: &str) {
    for ground in ["--paper", "--paper-2"] {
        for text in ["--ink", "--ink-soft", "--accent", "--accent-2"] {
            let found = contrast(palette[text], palette[ground]);
            assert!(found >= 4.5, "{name}: {text} on {ground} is {found:.2}");
        }
        let mark = contrast(palette["--muted-mark"], palette[ground]);
        assert!(mark >= 3.0, "{name}: --muted-mark on {ground} is {mark:.2}");
    }
}

#[test]
fn every_pair_of_the_palette_has_its_contrast() {
    let (light, dark) = GROUND.split_once("@media (prefers-color-scheme: dark)").unwrap();
    check(&colours(light), "light");
    let dark = dark.split_once("*, ::before").unwrap().0;
    check(&colours(dark), "dark");
    check(&colours(PRINT), "print");
}

#[test]
fn the_measure_is_wcags_own() {
    let grey = |level: f64| [level / 255.0; 3];
    assert!((contrast(grey(0.0), grey(255.0)) - 21.0).abs() < 0.01);
    assert!((contrast(grey(118.0), grey(255.0)) - 4.54).abs() < 0.01, "#767676 on white");
}
