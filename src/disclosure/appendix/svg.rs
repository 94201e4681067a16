//! SVG, rebuilt from the elements and attributes that draw (SVG 2). The site shows it through `<img>`, where
//! scripts don't run, but it can be opened by itself as well: scripts, event handlers and everything fetched
//! from elsewhere are left out or stop. Hidden text stops.

use super::office::{Fate, Listed, say_texts, sift};
use super::removed::RemovedKind;
use super::xml::{self, Element, Node};
use super::{Job, clean_picture};
use crate::diagnostic::{Active, AppendixProblem, FileType, Hidden, Spot};

const ELEMENTS: &str = " svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc \
 linearGradient radialGradient stop pattern clipPath mask marker image style a switch filter feBlend feColorMatrix \
 feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow \
 feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight \
 feSpecularLighting feSpotLight feTile feTurbulence ";

const ATTRIBUTES: &str = " id class style transform x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height viewBox d points dx dy rotate \
 textLength lengthAdjust preserveAspectRatio version fill fill-opacity fill-rule stroke stroke-width stroke-opacity \
 stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color font-family \
 font-size font-weight font-style font-variant font-stretch text-anchor dominant-baseline alignment-baseline \
 baseline-shift letter-spacing word-spacing text-decoration writing-mode text-rendering shape-rendering \
 image-rendering color-interpolation color-interpolation-filters vector-effect paint-order display visibility \
 overflow clip-path clip-rule mask filter marker-start marker-mid marker-end markerWidth markerHeight markerUnits \
 refX refY orient offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod patternUnits \
 patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits filterUnits primitiveUnits in in2 \
 result stdDeviation mode type values operator k1 k2 k3 k4 tableValues slope intercept amplitude exponent order \
 kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant \
 specularExponent azimuth elevation scale xChannelSelector yChannelSelector flood-color flood-opacity \
 lighting-color radius baseFrequency numOctaves seed stitchTiles limitingConeAngle pointsAtX pointsAtY pointsAtZ z \
 startOffset method spacing role aria-label aria-labelledby aria-describedby aria-hidden lang xml:lang xml:space \
 href xlink:href mix-blend-mode isolation enable-background media systemLanguage ";

pub(super) fn clean(bytes: &[u8], job: &mut Job) -> Option<Vec<u8>> {
    let Some(tree) = xml::read(bytes) else {
        job.unreadable(Spot::File);
        return None;
    };
    if tree.name != "svg:svg" {
        job.add(|file| AppendixProblem::OtherType { file, found: FileType::Other });
        return None;
    }
    let styles = style_sheets(&tree);
    let (elements, attributes) = (Listed::new(ELEMENTS), Listed::new(ATTRIBUTES));
    let made =
        sift(tree, Spot::File, job, &mut |element, job| judge(element, &styles, &elements, &attributes, job));
    let Some(Node::Element(root)) = made.into_iter().next() else { return None };
    say_texts(&root, &["svg:text", "svg:title", "svg:desc", "svg:style"], job);
    root.each(&mut |element| {
        for (name, value) in &element.attributes {
            // Names and classes can be words.
            if matches!(name.as_str(), "id" | "class" | "aria-label" | "font-family") {
                job.say(value);
            }
        }
    });
    Some(xml::write(&root, "svg"))
}

/// All style sheets, for rules that hide something.
fn style_sheets(tree: &Element) -> String {
    let mut all = String::new();
    tree.each(&mut |element| {
        if element.name == "svg:style" {
            all.push_str(&element.text());
        }
    });
    all
}

fn judge(element: &mut Element, styles: &str, elements: &Listed, attributes: &Listed, job: &mut Job) -> Fate {
    let name = element.name.clone();
    let Some(local) = name.strip_prefix("svg:") else {
        note(element, job);
        return Fate::Drop;
    };
    match local {
        "script" | "handler" | "listener" => return Fate::Stop(Active::Script),
        "foreignObject" | "iframe" | "video" | "audio" | "canvas" => return Fate::Stop(Active::Embedded),
        "animate" | "animateTransform" | "animateMotion" | "set" | "mpath" => return Fate::Drop,
        "metadata" => {
            note(element, job);
            return Fate::Drop;
        }
        "style" => {
            let css = element.text();
            let lower = css.to_ascii_lowercase();
            // A backslash can spell `url` so that no search finds it.
            if lower.contains("@import") || lower.contains('\\') || !only_own_addresses(&lower) {
                return Fate::Stop(Active::External);
            }
            element.children = vec![Node::Text(without_comments(&css))];
        }
        _ if !elements.has(local) => return Fate::DropIfEmpty,
        _ => {}
    }
    if hides(element) && !element.text().trim().is_empty() && local != "title" && local != "desc" {
        return Fate::Hidden(Hidden::Text);
    }
    let by_sheet = element.get("class").is_some_and(|classes| {
        classes.split_whitespace().any(|class| {
            let mut rules = styles.split('}').filter_map(|rule| rule.split_once('{'));
            rules.any(|(selector, body)| selector.contains(&format!(".{class}")) && declares_hidden(body))
        })
    });
    if by_sheet && !element.text().trim().is_empty() {
        return Fate::Hidden(Hidden::Text);
    }
    let mut fate = Fate::Keep;
    let mut kept = Vec::new();
    for (key, value) in std::mem::take(&mut element.attributes) {
        if key.starts_with("on") {
            fate = Fate::Stop(Active::Script);
        } else if key == "href" || key == "xlink:href" {
            match href(local, &value, job) {
                Some(value) => kept.push((key, value)),
                None => fate = Fate::Stop(Active::External),
            }
        } else if attributes.has(&key) {
            let lower = value.to_ascii_lowercase();
            if !only_own_addresses(&lower) || key == "style" && lower.contains('\\') {
                fate = Fate::Stop(Active::External);
            } else {
                kept.push((key, value));
            }
        } else if !key.starts_with("data-") || !value.is_empty() {
            let kind = if value.contains(['/', '\\']) { RemovedKind::Path } else { RemovedKind::Technical };
            job.removed.push(kind, &value);
        }
    }
    element.attributes = kept;
    fate
}

fn without_comments(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn note(element: &Element, job: &mut Job) {
    element.each(&mut |one| {
        for child in &one.children {
            if let Node::Text(text) = child {
                // Metadata names the property some steps up; a person is the safe guess.
                job.removed.push(RemovedKind::Person, text);
            }
        }
        for (_, value) in &one.attributes {
            job.removed.push(RemovedKind::Technical, value);
        }
    });
}

/// Every `url(…)` is a place in the file itself.
fn only_own_addresses(lower: &str) -> bool {
    lower.split("url(").skip(1).all(|rest| rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#'))
        && !lower.contains("javascript:")
        && !lower.contains("expression(")
}

/// A link's address as it may stand: within the file, a link to the web, a cleaned picture.
fn href(local: &str, value: &str, job: &mut Job) -> Option<String> {
    let value = value.trim();
    if value.starts_with('#') {
        return Some(value.to_owned());
    }
    if local == "a" && (value.starts_with("https://") || value.starts_with("http://")) {
        job.say(value);
        return Some(value.to_owned());
    }
    let data = value.strip_prefix("data:image/").filter(|_| local == "image" || local == "feImage")?;
    let (kind, packed) = data.split_once(";base64,")?;
    if !matches!(kind, "png" | "jpeg" | "jpg") {
        return None;
    }
    let made = clean_picture(&unbase64(packed)?, Spot::File, job)?;
    let kind = if made.starts_with(super::png::SIGNATURE) { "png" } else { "jpeg" };
    Some(format!("data:image/{kind};base64,{}", base64(&made)))
}

fn hides(element: &Element) -> bool {
    let is =
        |name: &str, values: &[&str]| element.get(name).is_some_and(|value| values.contains(&value.trim()));
    is("display", &["none"])
        || is("visibility", &["hidden", "collapse"])
        || is("opacity", &["0", "0.0", "0%"])
        || is("fill-opacity", &["0", "0.0", "0%"]) && !element.name.ends_with(":svg")
        || is("font-size", &["0", "0px"])
        || element.get("style").is_some_and(declares_hidden)
}

fn declares_hidden(css: &str) -> bool {
    css.split(';').filter_map(|one| one.split_once(':')).any(|(name, value)| {
        let value = value.trim().trim_end_matches("!important").trim();
        matches!(
            (name.trim(), value),
            ("display", "none")
                | ("visibility", "hidden" | "collapse")
                | ("opacity" | "fill-opacity", "0" | "0.0" | "0%")
                | ("font-size", "0" | "0px")
        )
    })
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn unbase64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        if byte == b'=' {
            break;
        }
        let digit = DIGITS.iter().position(|one| *one == byte)?;
        bits = bits << 6 | u32::try_from(digit).ok()?;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    Some(out)
}

fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}
