//! Interviews looked up, and what is told of them before they are shown: reviews that are missing, answers that
//! can be followed, summaries that count persons. Reads no answer (`disclosure::interviews` does).

use std::collections::BTreeMap;
use std::ops::Range;

use super::index::{duplicates, unknown};
use super::survey::{look_up_audit, look_up_question, scale_of};
use super::{Context, found_of};
use crate::diagnostic::{Diagnostic, IdKind, Place, Step, SurveyProblem, Trail};
use crate::disclosure::consistency::{check_quote, has_places};
use crate::disclosure::interviews::{Linkage, counted, linkage};
use crate::model::audit::QuestionIndex;
use crate::model::body::{Block, Body, Opens};
use crate::model::date::Stated;
use crate::model::report::{QuoteDisplay, RawInterviews};
use crate::parse::record::report::InterviewRecord;
use crate::parse::{front_matter, mask};
use crate::source::{FileId, Span};

/// Looks up the interviews.
pub(super) fn resolve_interviews(
    at: &Trail,
    records: Vec<InterviewRecord>,
    body: &Body,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<RawInterviews> {
    check_summaries(at.file(), &records, body, context, out);
    let ids = records.iter().map(|record| record.id.as_str());
    duplicates(IdKind::Interview, ids, |i| at.index(i).key("id").value(), out);
    let resolved = records
        .into_iter()
        .enumerate()
        .map(|(index, record)| resolve_interview(&at.index(index), record, context, out));
    found_of(resolved)
}

fn resolve_interview(
    at: &Trail,
    record: InterviewRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Option<RawInterviews> {
    let (audit, area) = look_up_audit(at, &record.audit, context, out)?;
    let review = record.review.as_ref();
    if record.display != QuoteDisplay::Summarised && review.is_none() {
        out.push(Diagnostic::new(SurveyProblem::QuotesWithoutReview, at.key("visas").value()));
    }
    let placed = record.answers.iter().any(|(_, quotes)| has_places(quotes));
    if record.display == QuoteDisplay::OnScale && placed && review.is_some_and(|review| !review.places) {
        let place = at.key("sekretessprövning").key_place();
        out.push(Diagnostic::new(SurveyProblem::PlacesWithoutReview, place));
    }
    let linked = linkage(
        record.display,
        record.count,
        record.answers.iter().map(|(_, quotes)| quotes.as_slice()),
        context.threshold,
    );
    if let Some(Linkage { apart, of }) = linked
        && review.is_some_and(|review| !review.linkage)
    {
        let place = at.key("sekretessprövning").key_place();
        out.push(Diagnostic::new(SurveyProblem::Linkable { apart, of }, place));
    }
    let mut seen: BTreeMap<QuestionIndex, usize> = BTreeMap::new();
    let mut answers = Vec::with_capacity(record.answers.len());
    let svar = at.key("svar");
    for (index, (id, quotes)) in record.answers.into_iter().enumerate() {
        let here = svar.name(&id);
        let Some(found) = look_up_question(area, &id) else {
            let known = area.questions.iter().map(|question| question.id.as_str());
            out.push(unknown(IdKind::Question, &id, known, here.key_place()));
            continue;
        };
        let scale = scale_of(context, area, found);
        for (i, quote) in quotes.iter().enumerate() {
            if let Some(problem) = check_quote(quote, scale) {
                let steps: Vec<Step> = vec![i.into(), "betyg".into()];
                out.push(Diagnostic::new(problem, here.below(steps)));
            }
        }
        if seen.insert(found, index).is_none() {
            answers.push((found, quotes));
        }
    }
    Some(RawInterviews {
        id: record.id,
        audit,
        count: record.count,
        display: record.display,
        review: record.review.map(|review| (review.by, review.date)),
        answers,
    })
}

/// Warns of words that count persons where interviews are summarised.
fn check_summaries(
    file: FileId,
    records: &[InterviewRecord],
    body: &Body,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) {
    let summarised = records.iter().filter(|record| record.display == QuoteDisplay::Summarised);
    let text = &context.sources.file(file).text.get();
    let mut told: Vec<Range<usize>> = Vec::new();
    for record in summarised {
        let Ok(split) = front_matter::front_matter(text) else { return };
        let interviewed = match record.count {
            Some(Stated::Value(count)) => Some(count),
            Some(Stated::Not) | None => None,
        };
        let masks = mask::hidden(text, split.body_offset);
        for section in sections(body, &record.audit, split.body_offset..text.len()) {
            for found in counted(&text[section.clone()], interviewed, context.threshold) {
                let found = section.start + found.start..section.start + found.end;
                let masked =
                    masks.iter().any(|mask| mask.range().start < found.end && found.start < mask.range().end);
                if !masked && !told.contains(&found) {
                    let problem = SurveyProblem::CountedPersons { threshold: context.threshold };
                    out.push(Diagnostic::new(problem, Place::Bytes(file, Span::from(found.clone()))));
                    told.push(found);
                }
            }
        }
    }
}

/// The parts of a body that report a granskning; all of it where no heading says so.
fn sections(body: &Body, audit: &str, whole: Range<usize>) -> Vec<Range<usize>> {
    let headings = body.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    });
    let mut found = Vec::new();
    let mut open: Option<(usize, u8)> = None;
    for heading in headings {
        let start = heading.span.start as usize;
        if let Some((from, _)) = open.filter(|(_, level)| heading.level <= *level) {
            found.push(from..start);
            open = None;
        }
        if open.is_none() && matches!(&heading.opens, Some(Opens::Audit(id)) if **id == *audit) {
            open = Some((start, heading.level));
        }
    }
    found.extend(open.map(|(from, _)| from..whole.end));
    if found.is_empty() { vec![whole] } else { found }
}
