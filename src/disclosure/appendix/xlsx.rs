//! Workbooks, rebuilt from the parts and elements that a sheet needs (ISO 29500-1 §18). Hidden sheets, rows and
//! columns, connections, pivot tables and links to other workbooks stop. Strings that no cell shows any more are
//! left out.

use std::collections::{BTreeMap, BTreeSet};

use super::Job;
use super::office::{self, Fate, Listed, PartKind, Rules, judge_drawing, say_texts, sift};
use super::removed::RemovedKind;
use super::xml::{Element, Node};
use crate::diagnostic::{Active, Hidden, Spot};

macro_rules! sheet {
    ($relation:literal, $kind:literal) => {
        PartKind {
            relation: $relation,
            content_type: concat!("application/vnd.openxmlformats-officedocument.", $kind, "+xml"),
            default: "x",
        }
    };
}

static RULES: Rules = Rules {
    main: sheet!("workbook", "spreadsheetml.sheet.main"),
    main_name: "xl/workbook.xml",
    folder: "xl",
    parts: &[
        sheet!("worksheet", "spreadsheetml.worksheet"),
        sheet!("sharedStrings", "spreadsheetml.sharedStrings"),
        sheet!("styles", "spreadsheetml.styles"),
        sheet!("theme", "theme"),
        sheet!("table", "spreadsheetml.table"),
        sheet!("drawing", "drawing"),
        sheet!("chart", "drawingml.chart"),
    ],
    dropped: &[
        "calcChain",
        "comments",
        "threadedComment",
        "person",
        "vmlDrawing",
        "printerSettings",
        "customProperty",
        "sheetMetadata",
        "chartStyle",
        "chartColorStyle",
        "customXml",
        "thumbnail",
        "revisionHeaders",
        "usernames",
    ],
    filter,
};

/// Elements of a workbook. What isn't here is left out, or stops if there is text in it.
const KEPT: &str = " workbook workbookPr sheets sheet definedNames definedName worksheet dimension sheetViews sheetView pane \
 sheetFormatPr cols col sheetData row c f v is t r rPr rFont b i strike u vertAlign sz color family charset \
 scheme shadow outline condense extend mergeCells mergeCell hyperlinks hyperlink conditionalFormatting cfRule \
 formula colorScale dataBar iconSet cfvo dataValidations dataValidation formula1 formula2 pageMargins pageSetup \
 headerFooter oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter drawing tableParts tablePart \
 autoFilter printOptions rowBreaks colBreaks brk sst si styleSheet numFmts numFmt fonts font name fills fill \
 patternFill gradientFill stop fgColor bgColor borders border left right top bottom diagonal start end vertical \
 horizontal cellStyleXfs cellXfs xf alignment protection cellStyles cellStyle dxfs dxf colors indexedColors \
 mruColors rgbColor table tableColumns tableColumn calculatedColumnFormula totalsRowFormula tableStyleInfo ";

pub(super) fn clean(bytes: &[u8], job: &mut Job) -> Option<Vec<u8>> {
    let mut parts = office::read(bytes, &RULES, job)?;
    hidden_formats(&parts, job);
    // Sheets in the order of their parts, which isn't always that of the tabs; it is for telling them apart only.
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut number = 0;
    for (kind, tree) in parts.trees.values() {
        if kind.relation == "worksheet" {
            number += 1;
            check_sheet(tree, number, job);
            tree.each(&mut |cell| {
                if cell.name == "x:c" && cell.get("t") == Some("s") {
                    used.extend(
                        cell.child("x:v").and_then(|value| value.text().trim().parse::<usize>().ok()),
                    );
                }
            });
        }
    }
    let renamed: BTreeMap<usize, usize> = used.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    for (kind, tree) in parts.trees.values_mut() {
        match kind.relation {
            "sharedStrings" => {
                tree.attributes.clear();
                let mut index = 0;
                tree.children.retain(|child| {
                    let is_string = matches!(child, Node::Element(child) if child.name == "x:si");
                    index += usize::from(is_string);
                    is_string && used.contains(&(index - 1))
                });
            }
            "worksheet" => renumber(tree, &renamed),
            _ => {}
        }
    }
    for (_, tree) in parts.trees.values() {
        say_texts(
            tree,
            &[
                "x:c",
                "x:si",
                "a:p",
                "c:pt",
                "x:definedName",
                "x:oddHeader",
                "x:oddFooter",
                "x:formula",
                "x:f",
            ],
            job,
        );
    }
    office::write(&parts, &RULES, job)
}

fn renumber(element: &mut Element, renamed: &BTreeMap<usize, usize>) {
    let is_shared = element.name == "x:c" && element.get("t") == Some("s");
    for child in &mut element.children {
        let Node::Element(child) = child else { continue };
        if is_shared && child.name == "x:v" {
            let new = child.text().trim().parse::<usize>().ok().and_then(|old| renamed.get(&old));
            child.children = new.map(|new| Node::Text(new.to_string())).into_iter().collect();
        } else {
            renumber(child, renamed);
        }
    }
}

fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

/// Number formats that show something else than the cell's value, and letters that nobody can see.
fn hidden_formats(parts: &office::Parts, job: &mut Job) {
    let mut hides = false;
    for (_, tree) in parts.trees.values() {
        let (mut formats, mut fonts) = (BTreeSet::new(), BTreeSet::new());
        tree.each(&mut |element| match element.name.as_str() {
            "x:numFmts" => {
                let all = element.elements().filter(|one| one.get("formatCode").is_some_and(hides_value));
                formats.extend(all.filter_map(|one| one.get("numFmtId").map(str::to_owned)));
            }
            // Under a condition: whoever set it meant it to be used.
            "x:dxf" => {
                let code = element.child("x:numFmt").and_then(|format| format.get("formatCode"));
                hides |= code.is_some_and(hides_value);
            }
            "x:fonts" => {
                let is_tiny =
                    |font: &&Element| font.child("x:sz").is_some_and(|size| is_below(size, "val", 2.0));
                let tiny = element.elements().enumerate().filter(|(_, font)| is_tiny(font));
                fonts.extend(tiny.map(|(at, _)| at.to_string()));
            }
            _ => {}
        });
        tree.each(&mut |element| {
            if element.name == "x:cellXfs" {
                hides |= element.elements().any(|look| {
                    look.get("numFmtId").is_some_and(|id| formats.contains(id))
                        || look.get("fontId").is_some_and(|id| fonts.contains(id))
                });
            }
        });
    }
    if hides {
        job.hidden(Hidden::Cells, Spot::File);
    }
}

/// Whether a number format has a part that hides the value: without any place for it (`;;;`, `[<5]"..";0`, `"..."`),
/// or in white. The third part, for zero, tells the value by itself, and so does one for a value alone (`[=1]"Ja"`).
fn hides_value(code: &str) -> bool {
    let (mut parts, mut quoted) = (vec![String::new()], false);
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        let part = parts.last_mut();
        match (sign, part) {
            ('"', _) => quoted = !quoted,
            // The next sign stands for itself, or for its width.
            ('\\' | '_' | '*', _) if !quoted => {
                signs.next();
            }
            (';', _) if !quoted => parts.push(String::new()),
            (_, Some(part)) if !quoted => part.extend(sign.to_lowercase()),
            _ => {}
        }
    }
    let has_condition =
        parts.iter().any(|part| part.contains("[<") || part.contains("[>") || part.contains("[="));
    parts.iter().enumerate().any(|(at, part)| {
        let is_white = part.contains("[white]") || part.contains("[vit]");
        let exact = part.contains("[=") || at == 2 && !has_condition;
        // Outside its colour and its condition, but `[h]` is a time.
        let bare: String = part
            .split_inclusive(']')
            .map(|piece| match piece.split_once('[') {
                Some((before, inner))
                    if !matches!(
                        inner.trim_end_matches(']'),
                        "h" | "hh" | "m" | "mm" | "s" | "ss" | "tt" | "t"
                    ) =>
                {
                    before.to_owned()
                }
                _ => piece.to_owned(),
            })
            .collect();
        let shows = bare.contains(['0', '#', '?', '@', 'y', 'm', 'd', 'h', 's', 'å', 't'])
            || bare.contains("general")
            || bare.contains("standard");
        is_white || !shows && !exact
    })
}

fn is_below(element: &Element, name: &str, least: f64) -> bool {
    element.get(name).and_then(|value| value.trim().parse::<f64>().ok()).is_some_and(|its| its < least)
}

fn check_sheet(tree: &Element, number: usize, job: &mut Job) {
    let mut hides = false;
    tree.each(&mut |element| {
        hides |= match element.name.as_str() {
            "x:row" => {
                let has_any = element.elements().next().is_some();
                let has_value = || element.elements().any(|cell| !cell.children.is_empty());
                is_on(element.get("hidden")) && has_any
                    || is_below(element, "ht", 0.1)
                    // A point or two: a line, in which nobody reads anything.
                    || is_below(element, "ht", 2.0) && has_value()
            }
            // Sheets often end in hidden columns without a single cell: only those with cells hide anything.
            "x:col" => {
                (is_on(element.get("hidden")) || is_below(element, "width", 0.3)) && has_cells(tree, element)
            }
            "x:sheetFormatPr" => {
                is_on(element.get("zeroHeight")) || is_below(element, "defaultRowHeight", 2.0)
            }
            _ => false,
        };
    });
    if hides {
        job.hidden(Hidden::Cells, Spot::Sheet(number));
    }
}

fn has_cells(tree: &Element, columns: &Element) -> bool {
    let number = |name: &str| columns.get(name).and_then(|value| value.parse::<u32>().ok());
    let (Some(first), Some(last)) = (number("min"), number("max")) else { return true };
    let mut found = false;
    tree.each(&mut |element| {
        if element.name == "x:c" && !element.children.is_empty() {
            let letters = element.get("r").unwrap_or("").bytes().take_while(u8::is_ascii_alphabetic);
            let column = letters.fold(0_u32, |sum, letter| {
                sum.saturating_mul(26) + u32::from(letter.to_ascii_uppercase() - b'@')
            });
            // A cell without an address counts as hidden.
            found |= column == 0 || (first..=last).contains(&column);
        }
    });
    found
}

fn filter(part: &str, tree: Element, job: &mut Job) -> Option<Element> {
    office::note_people(&tree, job);
    let mut sheets = 0;
    let listed = Listed::new(KEPT);
    let made = sift(tree, Spot::File, job, &mut |element, job| {
        let name = element.name.clone();
        match name.strip_prefix("x:") {
            Some(local) => judge(local, part, element, &listed, &mut sheets, job),
            None => judge_drawing(element, job),
        }
    });
    made.into_iter().find_map(|node| match node {
        Node::Element(root) => Some(root),
        Node::Text(_) => None,
    })
}

fn judge(
    local: &str,
    part: &str,
    element: &mut Element,
    kept: &Listed,
    sheets: &mut usize,
    job: &mut Job,
) -> Fate {
    match local {
        "externalReferences" | "webPublishItems" => return Fate::Stop(Active::External),
        "pivotCaches" | "dataConsolidate" | "dataRefs" => return Fate::Stop(Active::Data),
        "oleObjects" | "controls" | "oleObject" => return Fate::Stop(Active::Embedded),
        "scenarios" => return Fate::Hidden(Hidden::Cells),
        "fileSharing" => {
            job.removed.push(RemovedKind::Person, element.get("userName").unwrap_or_default());
            return Fate::Drop;
        }
        // Only what nobody sees: who saw which part last, what is locked, what Excel remembers.
        "extLst" | "sheetPr" | "customSheetViews" | "phoneticPr" | "rPh" | "legacyDrawing"
        | "legacyDrawingHF" | "filterColumn" | "sortState" | "sheetProtection" | "protectedRanges"
        | "ignoredErrors" | "smartTags" | "selection" => {
            return Fate::Drop;
        }
        "sheet" => {
            *sheets += 1;
            if element.get("state").is_some_and(|state| state != "visible") {
                job.hidden(Hidden::Sheet, Spot::Sheet(*sheets));
            }
        }
        "definedName" if matches!(element.get("hidden"), Some("1" | "true")) => {
            // Excel's own, of a filter.
            let own = element.get("name").is_some_and(|name| name.starts_with("_xlnm."));
            return if own { Fate::Drop } else { Fate::Hidden(Hidden::Cells) };
        }
        _ => {}
    }
    if !kept.has(local) {
        return if part == "worksheet" || part == "sharedStrings" { Fate::DropIfEmpty } else { Fate::Drop };
    }
    if matches!(
        local,
        "f" | "formula"
            | "formula1"
            | "formula2"
            | "definedName"
            | "calculatedColumnFormula"
            | "totalsRowFormula"
    ) {
        let text = element.text();
        let upper = text.to_ascii_uppercase();
        // `[1]Blad!A1` is another workbook; `[Kolumn]` stands after a table's name.
        let other = text.split('[').skip(1).any(|rest| {
            rest.split(']').next().is_some_and(|inner| {
                !inner.is_empty()
                    && (inner.bytes().all(|byte| byte.is_ascii_digit())
                        || inner.to_ascii_lowercase().contains(".xls"))
            })
        });
        if other
            || text.contains("://") && !upper.contains("HYPERLINK(")
            || upper.contains("WEBSERVICE(")
            || text.contains(":\\")
            || upper.contains('|')
        {
            return Fate::Stop(Active::External);
        }
    }
    let drops_relation = local == "pageSetup";
    element.attributes.retain(|(name, _)| {
        let known = name.starts_with("r:") && !drops_relation || name == "xml:space" || !name.contains(':');
        known
            && !matches!(
                name.as_str(),
                "codeName"
                    | "comment"
                    | "description"
                    | "help"
                    | "statusBar"
                    | "customMenu"
                    | "userName"
                    | "lastEdited"
                    | "lowestEdited"
                    | "rupBuild"
                    | "appName"
                    | "uniqueName"
                    | "uid"
                    | "connectionId"
                    | "queryTableFieldId"
            )
    });
    Fate::Keep
}

#[cfg(test)]
mod tests {
    use super::hides_value;

    #[test]
    fn a_format_that_shows_something_else_than_the_value_hides_it() {
        for code in [
            ";;;",
            ";;;@",
            "\"..\"",
            "\"\";\"\";\"\"",
            "[<5]\"..\";0",
            "[>=5]0;\"..\"",
            "[White]General",
            "[Vit]0,0",
            "[Red];[Red];0",
            "0;;0",
            "\\.\\.",
        ] {
            assert!(hides_value(code), "{code}");
        }
        for code in [
            "General",
            "0",
            "#,##0.0",
            "0 %",
            "0.0\"kr\"",
            "0;-0;;@",
            "0;-0;\"–\"",
            "[h]:mm",
            "[$-41D]d mmmm yyyy",
            "åååå-MM-dd",
            "@",
            "[=1]\"Ja\";[=0]\"Nej\";0",
            "[Red][<5]0;[Color10]0.0",
            "_-* #,##0\\ \"kr\"_-;-* #,##0\\ \"kr\"_-;_-* \"-\"??\\ \"kr\"_-;_-@_-",
        ] {
            assert!(!hides_value(code), "{code}");
        }
    }
}
