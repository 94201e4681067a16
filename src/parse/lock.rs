//! `svar.lock`: what the site has shown of survey answers, one value a line, sorted. Reads and writes its
//! text; opens no file and decides nothing.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Place, ProtectionProblem};
use crate::model::printed::{PrintedCell, PrintedCells, PrintedMeasure};
use crate::source::{FileId, Span};

/// The file's name, in the content folder.
pub const FILE: &str = "svar.lock";

const HEADER: &str = "\
# Vad webbplatsen har visat av enkätsvar. Filen skrivs av insyn build och hör till innehållet: spara den i
# versionshanteringen tillsammans med rapporterna. Ändra den inte för hand: det som en gång har visats finns
# kvar i äldre kopior, och skyddet av små grupper räknar med det.
";
const FORMAT: &str = "insyn-svar/1";
/// What stands for something that isn't there.
const NONE: &str = "-";
const MEASURES: [(&str, PrintedMeasure); 4] = [
    ("antal", PrintedMeasure::Respondents),
    ("medelvärde", PrintedMeasure::Mean),
    ("utskick", PrintedMeasure::Sent),
    ("fördelning", PrintedMeasure::Distribution),
];

/// Reads it. A line that can't be read is told; nothing is passed over.
pub fn read(file: FileId, text: &str, out: &mut Vec<Diagnostic>) -> PrintedCells {
    let mut cells = PrintedCells::default();
    let mut start = 0;
    let mut seen_format = false;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        let line = line.trim_end_matches('\n');
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let understood = if seen_format { read_line(line, &mut cells).is_some() } else { line == FORMAT };
        seen_format = true;
        if !understood {
            out.push(Diagnostic::new(ProtectionProblem::BrokenLock, Place::Bytes(file, span)));
        }
    }
    if !seen_format {
        out.push(Diagnostic::new(ProtectionProblem::BrokenLock, Place::File(file)));
    }
    cells
}

/// `None` for a line that can't be read, and for a cell's second one.
fn read_line(line: &str, cells: &mut PrintedCells) -> Option<()> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [survey, question, split, group, measure, value] = fields[..] else { return None };
    let is_told = |field: &&str| *field != NONE;
    let group = match (Some(split).filter(is_told), Some(group).filter(is_told)) {
        (Some(split), Some(group)) => Some((unescaped(split)?, unescaped(group)?)),
        (None, None) => None,
        _ => return None,
    };
    let question = match Some(question).filter(is_told) {
        Some(question) => Some(unescaped(question)?),
        None => None,
    };
    let (_, measure) = *MEASURES.iter().find(|(word, _)| *word == measure)?;
    let is_number =
        !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    let survey = unescaped(survey).filter(|survey| survey.contains('#'))?;
    let (question, group) = (question.as_deref(), group.as_ref().map(|(split, group)| (&**split, &**group)));
    let cell = PrintedCell { survey: &survey, question, group, measure };
    (is_number && cells.insert(cell, value).is_none()).then_some(())
}

/// Writes it, a line at a time: all of them are a hundred megabytes of a large archive. The same cells give the same bytes.
pub fn write(cells: &PrintedCells, mut put: impl FnMut(&str)) {
    put(HEADER);
    let mut line = format!("{FORMAT}\n");
    for (cell, value) in cells.iter() {
        let word = MEASURES.iter().find(|(_, measure)| *measure == cell.measure).map_or("", |(word, _)| word);
        let (split, group) = match cell.group {
            Some((split, group)) => (escaped(split), escaped(group)),
            None => (Cow::Borrowed(NONE), Cow::Borrowed(NONE)),
        };
        let question = cell.question.map_or(Cow::Borrowed(NONE), escaped);
        put(&line);
        line.clear();
        // Writing to a string never fails.
        let _ = writeln!(line, "{}\t{question}\t{split}\t{group}\t{word}\t{value}", escaped(cell.survey));
    }
    put(&line);
}

/// A name as one field: no tab, no line end, not the sign for nothing.
fn escaped(name: &str) -> Cow<'_, str> {
    if !name.contains(['\\', '\t', '\n', '\r']) && name != NONE {
        return Cow::Borrowed(name);
    }
    let plain = name.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
    Cow::Owned(if plain == NONE { "\\-".to_owned() } else { plain })
}

fn unescaped(field: &str) -> Option<Cow<'_, str>> {
    if !field.contains('\\') {
        return Some(Cow::Borrowed(field));
    }
    let mut out = String::with_capacity(field.len());
    let mut characters = field.chars();
    while let Some(character) = characters.next() {
        out.push(match character {
            '\\' => match characters.next()? {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                same @ ('\\' | '-') => same,
                _ => return None,
            },
            other => other,
        });
    }
    Some(Cow::Owned(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell<'a>(group: Option<(&'a str, &'a str)>, measure: PrintedMeasure) -> PrintedCell<'a> {
        let question = (measure != PrintedMeasure::Sent).then_some("tydligt");
        PrintedCell { survey: "n/2023/r#e", question, group, measure }
    }

    fn write(cells: &PrintedCells) -> String {
        let mut text = String::new();
        super::write(cells, |line| text.push_str(line));
        text
    }

    #[test]
    fn what_is_written_is_read_back_whatever_the_names() {
        let mut cells = PrintedCells::default();
        for (split, group) in [("kön", "män"), ("a\tb", "c\\n"), ("-", "rad\nbyte")] {
            cells.insert(cell(Some((split, group)), PrintedMeasure::Mean), "3.7");
        }
        cells.insert(cell(None, PrintedMeasure::Respondents), "84");
        cells.insert(cell(None, PrintedMeasure::Sent), "101");
        let mut out = Vec::new();
        let text = write(&cells);
        assert_eq!(read(FileId(0), &text, &mut out), cells);
        assert_eq!((out, write(&cells)), (Vec::new(), text));
    }

    #[test]
    fn a_damaged_line_is_told_where_it_stands() {
        let whole = write(&PrintedCells::default());
        for bad in ["n/2023/r#e\ttydligt\t-\t-\tantal", "x\ttydligt\t-\t-\tantal\t84", "<<<<<<< HEAD"] {
            let mut out = Vec::new();
            read(FileId(0), &format!("{whole}{bad}\n"), &mut out);
            let Place::Bytes(_, span) = out[0].place else { panic!("bytes") };
            assert_eq!((out.len(), span.start as usize), (1, whole.len()), "{bad}");
        }
        let mut out = Vec::new();
        read(FileId(0), "", &mut out);
        assert_eq!(out.len(), 1, "an empty file isn't one of ours");
    }
}
