//! Word documents, rebuilt from the parts and elements that a page needs (ISO 29500-1 §17). Tracked changes,
//! hidden text, embedded objects and fields that fetch something stop; comments, properties and the marks of who
//! wrote when are left out.

use std::collections::BTreeSet;

use super::Job;
use super::office::{self, Fate, Listed, PartKind, Rules, judge_drawing, say_texts, sift};
use super::removed::RemovedKind;
use super::xml::{Element, Node};
use crate::diagnostic::{Active, AppendixProblem, Hidden, Spot};

macro_rules! word {
    ($relation:literal) => {
        PartKind {
            relation: $relation,
            content_type: concat!(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.",
                $relation,
                "+xml"
            ),
            default: "",
        }
    };
}

static RULES: Rules = Rules {
    main: PartKind {
        relation: "document",
        content_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        default: "",
    },
    main_name: "word/document.xml",
    folder: "word",
    parts: &[
        word!("styles"),
        word!("numbering"),
        word!("settings"),
        word!("header"),
        word!("footer"),
        word!("footnotes"),
        word!("endnotes"),
        PartKind {
            relation: "theme",
            content_type: "application/vnd.openxmlformats-officedocument.theme+xml",
            default: "",
        },
    ],
    dropped: &[
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "customXml",
        "webSettings",
        "fontTable",
        "stylesWithEffects",
        "printerSettings",
        "thumbnail",
        "glossaryDocument",
        "documenttasks",
        "classificationlabels",
        "keyMapCustomizations",
        "attachedToolbars",
    ],
    filter,
};

/// Elements of text and layout. What isn't here is left out, or stops if there is text in it.
const KEPT: &str = " document body background p pPr r rPr t tab br cr sym noBreakHyphen softHyphen pgNum tbl tblPr tblGrid \
 gridCol tr trPr tc tcPr sectPr hyperlink bookmarkStart bookmarkEnd fldSimple fldChar instrText footnote endnote \
 footnotes endnotes footnoteReference endnoteReference footnoteRef endnoteRef separator continuationSeparator \
 sdt sdtContent drawing pict txbxContent ruby rubyPr rt rubyBase bdo dir hdr ftr headerReference footerReference \
 pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId suppressLineNumbers pBdr top left \
 bottom right between bar start end insideH insideV tl2br tr2bl shd tabs suppressAutoHyphens kinsoku wordWrap \
 overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing \
 mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rStyle \
 rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof webHidden color w kern \
 position sz szCs highlight u effect bdr fitText vertAlign rtl cs em lang eastAsianLayout oMath tblStyle tblpPr \
 tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW tblCellSpacing tblInd tblBorders tblLayout \
 tblCellMar tblLook tblCaption tblDescription gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader \
 tcW gridSpan hMerge vMerge tcBorders noWrap tcMar tcFitText vAlign hideMark pgSz pgMar paperSrc pgBorders \
 lnNumType pgNumType cols col formProt titlePg docGrid type footnotePr endnotePr pos numFmt numStart numRestart \
 styles docDefaults rPrDefault pPrDefault latentStyles style name basedOn next link uiPriority semiHidden \
 unhideWhenUsed qFormat tblStylePr aliases numbering abstractNum multiLevelType lvl lvlText lvlJc lvlRestart isLgl \
 suff num abstractNumId lvlOverride startOverride numStyleLink styleLink legacy lvlPicBulletId \
 settings compat defaultTabStop evenAndOddHeaders characterSpacingControl themeFontLang clrSchemeMapping \
 decimalSymbol listSeparator autoHyphenation hyphenationZone consecutiveHyphenLimit doNotHyphenateCaps \
 mirrorMargins displayBackgroundShape compatSetting bordersDoNotSurroundHeader bordersDoNotSurroundFooter \
 gutterAtTop noLineBreaksAfter noLineBreaksBefore updateFields hps hpsRaise hpsBaseText rubyAlign lid dirty ";

/// Fields that show what is in the document itself.
const FIELDS: &[&str] = &[
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "TOC",
    "REF",
    "PAGEREF",
    "NOTEREF",
    "HYPERLINK",
    "SEQ",
    "STYLEREF",
    "SYMBOL",
    "EQ",
    "=",
    "TC",
    "XE",
    "INDEX",
    "LISTNUM",
    "QUOTE",
    "ADVANCE",
];
/// Fields that fetch something.
const FETCHING: &[&str] = &[
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "INCLUDE",
    "IMPORT",
    "DDE",
    "DDEAUTO",
    "LINK",
    "DATABASE",
    "EMBED",
    "MACROBUTTON",
    "RD",
];

pub(super) fn clean(bytes: &[u8], job: &mut Job) -> Option<Vec<u8>> {
    let parts = office::read(bytes, &RULES, job)?;
    let mut hidden_styles: BTreeSet<String> = BTreeSet::new();
    for (_, tree) in parts.trees.values() {
        tree.each(&mut |element| {
            if element.name == "w:style" && element.child("w:rPr").is_some_and(hides) {
                hidden_styles.extend(element.get("w:styleId").map(str::to_owned));
            }
        });
    }
    let mut hides_text = false;
    for (kind, tree) in parts.trees.values() {
        tree.each(&mut |element| {
            let in_text = kind.relation != "styles";
            let is_style = matches!(element.name.as_str(), "w:rStyle" | "w:pStyle");
            hides_text |= is_style && element.get("w:val").is_some_and(|id| hidden_styles.contains(id));
            hides_text |= in_text
                && element.name == "w:r"
                && element.child("w:rPr").is_some_and(hides)
                && has_text(element);
            hides_text |= element.name == "w:rPrDefault" && element.child("w:rPr").is_some_and(hides);
        });
    }
    if hides_text {
        job.hidden(Hidden::Text, Spot::File);
    }
    let mut parts = parts;
    for (_, tree) in parts.trees.values_mut() {
        // Only now: the mark had to be seen with its style.
        remove(tree, &["w:vanish", "w:specVanish"]);
    }
    for (_, tree) in parts.trees.values() {
        say_texts(tree, &["w:p", "a:p"], job);
    }
    office::write(&parts, &RULES, job)
}

fn has_text(run: &Element) -> bool {
    run.elements().any(|child| !matches!(child.name.as_str(), "w:rPr" | "w:fldChar" | "w:instrText"))
}

/// Properties by which nobody sees the text.
fn hides(properties: &Element) -> bool {
    let is_on = |name: &str| {
        properties
            .child(name)
            .is_some_and(|mark| !matches!(mark.get("w:val"), Some("0" | "false" | "off" | "none")))
    };
    let tiny = properties
        .child("w:sz")
        .and_then(|size| size.get("w:val")?.parse::<u32>().ok())
        .is_some_and(|half| half <= 2);
    is_on("w:vanish") || is_on("w:specVanish") || tiny
}

fn remove(element: &mut Element, names: &[&str]) {
    element
        .children
        .retain(|child| !matches!(child, Node::Element(child) if names.contains(&child.name.as_str())));
    for child in &mut element.children {
        if let Node::Element(child) = child {
            remove(child, names);
        }
    }
}

fn filter(part: &str, tree: Element, job: &mut Job) -> Option<Element> {
    office::note_people(&tree, job);
    let fields = fields(&tree, job);
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    let mut is_tracked = false;
    let listed = Listed::new(KEPT);
    let made = sift(tree, Spot::File, job, &mut |element, job| {
        let name = element.name.clone();
        let Some(local) = name.strip_prefix("w:") else {
            return judge_drawing(element, job);
        };
        let fate = judge(local, part, element, &listed, &mut is_tracked, job);
        if local == "fldChar" {
            return match element.get("w:fldCharType") {
                Some("begin") => {
                    open.push(next);
                    next += 1;
                    kept(&fields, open.last())
                }
                Some("end") => kept(&fields, open.pop().as_ref()),
                _ => kept(&fields, open.last()),
            };
        }
        if local == "instrText" && kept(&fields, open.last()) == Fate::Drop {
            return Fate::Drop;
        }
        fate
    });
    if is_tracked {
        job.add(|file| AppendixProblem::TrackedChanges { file });
    }
    made.into_iter().find_map(|node| match node {
        Node::Element(root) => Some(root),
        Node::Text(_) => None,
    })
}

fn kept(fields: &[bool], index: Option<&usize>) -> Fate {
    if index.is_some_and(|index| fields.get(*index).copied().unwrap_or(false)) {
        Fate::Keep
    } else {
        Fate::Drop
    }
}

fn judge(
    local: &str,
    part: &str,
    element: &mut Element,
    kept: &Listed,
    is_tracked: &mut bool,
    job: &mut Job,
) -> Fate {
    match local {
        "ins" | "del" | "moveFrom" | "moveTo" | "cellIns" | "cellDel" | "cellMerge" | "numberingChange"
        | "delText" | "delInstrText" => {
            *is_tracked = true;
            return Fate::Drop;
        }
        _ if local.ends_with("Change")
            || local.starts_with("moveFromRange")
            || local.starts_with("moveToRange") =>
        {
            *is_tracked = true;
            return Fate::Drop;
        }
        "altChunk" | "object" | "control" | "subDoc" | "movie" => return Fate::Stop(Active::Embedded),
        "ffData" => return Fate::Stop(Active::Form),
        "mailMerge" => return Fate::Stop(Active::Data),
        "smartTag" | "customXml" => return Fate::Unwrap,
        "docVars" => {
            element.each(&mut |one| {
                for (name, value) in &one.attributes {
                    job.removed.push_named(name, value);
                }
            });
            return Fate::Drop;
        }
        "vanish" | "specVanish" => return Fate::Keep,
        // Lists and styles work without the names that somebody has given them.
        "aliases" => return Fate::Drop,
        "name" if part == "numbering" => return Fate::Drop,
        // One sign each.
        "decimalSymbol" | "listSeparator"
            if element.get("w:val").is_some_and(|sign| sign.chars().count() > 1) =>
        {
            return Fate::Drop;
        }
        "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "lastRenderedPageBreak" | "proofErr" => {
            return Fate::Drop;
        }
        "fldSimple" => {
            let instruction = element.get("w:instr").unwrap_or_default();
            let (first, _) = instruction.trim().split_once(' ').unwrap_or((instruction.trim(), ""));
            if FETCHING.contains(&first.to_ascii_uppercase().as_str()) {
                return Fate::Stop(Active::External);
            }
            if !is_own_field(instruction) {
                return Fate::Unwrap;
            }
            job.say(instruction);
        }
        _ => {}
    }
    if part == "settings" && !kept.has(local) {
        return Fate::Drop;
    }
    if !kept.has(local) {
        return Fate::DropIfEmpty;
    }
    element.attributes.retain(|(name, value)| {
        let local = name.strip_prefix("w:").unwrap_or(name);
        let known =
            name.starts_with("w:") || name.starts_with("r:") || name == "xml:space" || !name.contains(':');
        let tells = local.starts_with("rsid")
            || matches!(
                local,
                "author" | "date" | "initials" | "dirty" | "docLocation" | "tgtFrame" | "ed" | "edGrp"
            );
        if tells && local == "author" {
            job.removed.push(RemovedKind::Person, value);
        }
        known && !tells
    });
    Fate::Keep
}

fn is_own_field(instruction: &str) -> bool {
    let words = instruction.trim();
    let first = words.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    // A path in a link or reference leads to somebody's machine.
    let leads_out =
        words.contains('\\') && words.contains(":\\") || words.to_ascii_lowercase().contains("file:");
    (FIELDS.contains(&first.as_str()) || first.starts_with('=')) && !leads_out
}

/// Whether each field, in the order of their beginnings, may stay one.
fn fields(tree: &Element, job: &mut Job) -> Vec<bool> {
    let mut found: Vec<String> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    tree.each(&mut |element| match (element.name.as_str(), element.get("w:fldCharType")) {
        ("w:fldChar", Some("begin")) => {
            open.push(found.len());
            found.push(String::new());
        }
        ("w:fldChar", Some("end")) => drop(open.pop()),
        ("w:instrText", _) => {
            if let Some(index) = open.last() {
                found[*index].push_str(&element.text());
            }
        }
        _ => {}
    });
    let mut kept = Vec::new();
    for instruction in found {
        let first = instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        if FETCHING.contains(&first.as_str()) {
            job.active(Active::External, Spot::File);
        }
        kept.push(is_own_field(&instruction));
    }
    kept
}
