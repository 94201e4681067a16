//! What this site has shown of survey answers before: the lines of `svar.lock`. Public information: printed
//! cells only. Owns no file and no rule.

use std::collections::BTreeMap;

/// A value that a page prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrintedCell<'a> {
    /// `<rapport>#<enkät>`
    pub survey: &'a str,
    /// The question's id; `None` for a number of the whole survey.
    pub question: Option<&'a str>,
    /// The split's name and the group's; `None` for all who answered.
    pub group: Option<(&'a str, &'a str)>,
    /// What of it.
    pub measure: PrintedMeasure,
}

/// What of a group or survey is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrintedMeasure {
    /// `antal`: how many answered.
    Respondents,
    /// `medelvärde`
    Mean,
    /// `utskick`: how many were asked.
    Sent,
    /// `fördelning`: whole per cent of each answer, in the scale's order: `12-32-40-16`.
    Distribution,
}

/// Printed values by cell, as they are written in data: with a decimal point. An archive has a dozen a report, so what they have in
/// common stands once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PrintedCells(BTreeMap<Box<str>, Vec<OfSurvey>>);

/// A value of a survey; these are in order, and no survey is without any.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct OfSurvey {
    question: Option<Box<str>>,
    group: Option<Box<(String, String)>>,
    measure: PrintedMeasure,
    value: Box<str>,
}

impl OfSurvey {
    /// What of its survey it is.
    fn of(&self) -> (Option<&str>, Option<(&str, &str)>, PrintedMeasure) {
        let group = self.group.as_deref().map(|(split, group)| (&**split, &**group));
        (self.question.as_deref(), group, self.measure)
    }
}

/// What has been printed of one survey; of most there is nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct PrintedOfSurvey<'a>(&'a [OfSurvey]);

impl<'a> PrintedOfSurvey<'a> {
    /// A value: of a question or of the whole survey, of a group or of all who answered, as in [`PrintedCell`].
    pub fn get(
        self,
        question: Option<&str>,
        group: Option<(&str, &str)>,
        measure: PrintedMeasure,
    ) -> Option<&'a str> {
        Some(&self.0[self.find(question, group, measure).ok()?].value)
    }

    fn find(
        self,
        question: Option<&str>,
        group: Option<(&str, &str)>,
        measure: PrintedMeasure,
    ) -> Result<usize, usize> {
        self.0.binary_search_by(|value| value.of().cmp(&(question, group, measure)))
    }
}

impl PrintedCells {
    fn find(values: &[OfSurvey], cell: PrintedCell<'_>) -> Result<usize, usize> {
        PrintedOfSurvey(values).find(cell.question, cell.group, cell.measure)
    }

    /// What of one survey is printed: to be asked once where several of its cells are sought.
    pub fn of(&self, survey: &str) -> PrintedOfSurvey<'_> {
        self.0.get(survey).map(|values| PrintedOfSurvey(values)).unwrap_or_default()
    }

    /// A cell's value.
    pub fn get(&self, cell: PrintedCell<'_>) -> Option<&str> {
        self.of(cell.survey).get(cell.question, cell.group, cell.measure)
    }

    /// Gives a cell a value, in place of what it had: that is handed back.
    pub fn insert(&mut self, cell: PrintedCell<'_>, value: &str) -> Option<Box<str>> {
        if !self.0.contains_key(cell.survey) {
            self.0.insert(cell.survey.into(), Vec::new());
        }
        let values = self.0.get_mut(cell.survey)?;
        match Self::find(values, cell) {
            Ok(at) => Some(std::mem::replace(&mut values[at].value, value.into())),
            Err(at) => {
                let group = cell.group.map(|(split, group)| (split.to_owned(), group.to_owned()).into());
                let (question, measure) = (cell.question.map(Into::into), cell.measure);
                values.insert(at, OfSurvey { question, group, measure, value: value.into() });
                None
            }
        }
    }

    /// Takes a cell away: its value.
    pub fn remove(&mut self, cell: PrintedCell<'_>) -> Option<Box<str>> {
        let values = self.0.get_mut(cell.survey)?;
        let value = values.remove(Self::find(values, cell).ok()?).value;
        if values.is_empty() {
            self.0.remove(cell.survey);
        }
        Some(value)
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The surveys of which there are any, in order.
    pub fn surveys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(|survey| &**survey)
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = (PrintedCell<'_>, &str)> {
        self.0.iter().flat_map(|(survey, values)| {
            values.iter().map(move |its| {
                let (question, group, measure) = its.of();
                (PrintedCell { survey, question, group, measure }, &*its.value)
            })
        })
    }
}

impl<'a, V: AsRef<str>> FromIterator<(PrintedCell<'a>, V)> for PrintedCells {
    fn from_iter<T: IntoIterator<Item = (PrintedCell<'a>, V)>>(all: T) -> Self {
        let mut cells = Self::default();
        for (cell, value) in all {
            cells.insert(cell, value.as_ref());
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell<'a>(
        survey: &'a str,
        question: Option<&'a str>,
        group: Option<(&'a str, &'a str)>,
    ) -> PrintedCell<'a> {
        PrintedCell { survey, question, group, measure: PrintedMeasure::Mean }
    }

    /// In every order of insertion they stand in the order of their cells, which is that of the file's lines.
    #[test]
    fn cells_are_in_order_each_once() {
        let all = [
            cell("a#e", None, None),
            cell("a#e", Some("f"), None),
            cell("a#e", Some("f"), Some(("kön", "kvinnor"))),
            cell("a#e", Some("f"), Some(("kön", "män"))),
            PrintedCell { measure: PrintedMeasure::Sent, ..cell("a#e", Some("f"), Some(("kön", "män"))) },
            cell("a#e", Some("g"), None),
            cell("b#e", None, None),
        ];
        assert!(all.is_sorted());
        for from in 0..all.len() {
            let turned = || all.iter().cycle().skip(from).take(all.len());
            let mut cells: PrintedCells = turned().map(|cell| (*cell, "1")).collect();
            assert_eq!(cells.iter().map(|(cell, _)| cell).collect::<Vec<_>>(), all);
            assert_eq!(cells.surveys().collect::<Vec<_>>(), ["a#e", "b#e"]);
            assert_eq!(cells.insert(all[3], "2").as_deref(), Some("1"));
            assert_eq!((cells.get(all[3]), cells.get(all[4])), (Some("2"), Some("1")));
            for cell in turned() {
                assert!(cells.remove(*cell).is_some() && cells.remove(*cell).is_none());
            }
            assert_eq!((cells.is_empty(), cells), (true, PrintedCells::default()));
        }
    }
}
