//! May words of an earlier edition be told at all? Owns the rule that nothing which was hidden after it was printed is
//! shown again. Fails to the closed side: what it can't tell apart it takes for hidden.

use std::collections::BTreeMap;

use crate::disclosure::published::{PublishedReport, PublishedResult, PublishedSurvey};
use crate::model::report::QuoteDisplay;

/// What a page says, in lower case, where something isn't told. Three dots count too: rather too much than too little.
const MARKS: [&str; 8] =
    ["█", "..", "…", "maskad", "visas inte", "redovisas inte", "svaren återges", "sekretessprövning"];

/// Whether words of an earlier edition may be told, beside what the page says now: nothing that is hidden now may have
/// been open then.
pub(super) fn may_be_told(report: &PublishedReport, earlier: &str, now: &str) -> bool {
    marks_what_it_hides(report, now) && hid_as_much(earlier, now)
}

/// A theme of the site's own may have other words for what is hidden; then nothing can be said.
pub(super) fn marks_what_it_hides(report: &PublishedReport, now: &str) -> bool {
    has_mark(now) || !hides(report)
}

/// Whether all that a later edition hides was hidden in the earlier one. Every section with a mark of something hidden
/// must have stood in the earlier one word by word: then the same was hidden in it.
pub(super) fn hid_as_much(earlier: &str, later: &str) -> bool {
    let then = sections(earlier);
    sections(later).iter().filter(|(_, text)| has_mark(text)).all(|(at, text)| then.get(at) == Some(text))
}

pub(super) fn has_mark(text: &str) -> bool {
    let text = text.to_lowercase();
    MARKS.iter().any(|mark| text.contains(mark))
}

/// The text in its sections, each by the headings above it and how many of the same name came before.
pub(super) fn sections(text: &str) -> BTreeMap<(Vec<&str>, usize), String> {
    let mut sections: BTreeMap<(Vec<&str>, usize), String> = BTreeMap::new();
    let mut seen: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let (mut above, mut number): (Vec<&str>, usize) = (Vec::new(), 0);
    for line in text.lines() {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if level > 0 {
            let depth = |one: &&str| one.bytes().take_while(|byte| *byte == b'#').count();
            above.retain(|one| depth(one) < level);
            above.push(line);
            let before = seen.entry(above.clone()).or_default();
            number = *before;
            *before += 1;
        }
        let section = sections.entry((above.clone(), number)).or_default();
        section.push_str(line);
        section.push('\n');
    }
    sections
}

/// Is anything of the answers hidden? What is masked has marks that no theme changes.
fn hides(report: &PublishedReport) -> bool {
    let survey = |survey: &PublishedSurvey| {
        let of_all =
            [survey.sent, survey.respondents].into_iter().flatten().any(|shown| shown.is_protected());
        let result = |its: &PublishedResult| its.respondents.is_protected() || its.mean.is_protected();
        of_all
            || survey.questions.iter().any(|question| {
                let groups = question.splits.iter().flat_map(|split| &split.groups);
                result(&question.result) || groups.into_iter().any(|(_, its)| result(its))
            })
    };
    report.surveys.iter().any(survey)
        || report.interviews.iter().any(|its| its.display == QuoteDisplay::Summarised)
}
