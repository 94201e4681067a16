//! The basic rule: a group with fewer answers than the threshold shows nothing; a split shows nothing
//! unless each of its groups has that many; quotes only as the sekretessprövning allows.
//! (disclosure.md R1, R2 and §6; source of the rule: Stockholms stads anonymitetsregler.)
//! Owns no search for further suppressions.

use super::gate::Secrets;
use super::published::{
    Published, PublishedAnswers, PublishedInterviews, PublishedQuestion, PublishedReport, PublishedResult,
    PublishedSplit, PublishedSurvey,
};
use super::raw::{Raw, RawQuote, RawResult};
use super::shown::{Missing, Shown};
use crate::diagnostic::Outcome;
use crate::digest::Digest;
use crate::model::Model;
use crate::model::audit::QuestionIndex;
use crate::model::date::Stated;
use crate::model::report::{QuoteDisplay, RawInterviews, RawQuestion, RawSurvey, Report};
use crate::number::Decimal;

/// Takes the model with its raw answers and gives what may be shown of it.
/// Nothing else makes a [`Published`].
pub fn disclose(model: Model) -> Outcome<Disclosed> {
    let threshold = model.site.threshold;
    let mut withheld = Secrets::default();
    let reports = model.reports.into_iter();
    let published = Published {
        site: model.site,
        registers: model.registers,
        reports: reports.map(|report| disclose_report(report, threshold, &mut withheld)).collect(),
        pages: model.pages,
    };
    Outcome::fine(Disclosed { published, withheld })
}

/// What disclosure gives.
pub struct Disclosed {
    /// What may be shown.
    pub published: Published,
    /// Answers in words that aren't shown, for the output gate.
    pub withheld: Secrets,
}

fn disclose_report(report: Report, threshold: u64, withheld: &mut Secrets) -> PublishedReport {
    let file = report.facts.file;
    let interviews = report.interviews.into_iter().enumerate();
    PublishedReport {
        facts: report.facts,
        surveys: report.surveys.into_iter().map(|survey| disclose_survey(survey, threshold)).collect(),
        interviews: interviews
            .map(|(number, interviews)| {
                disclose_interviews(interviews, |answer| withheld.add_answer(file, number, answer))
            })
            .collect(),
    }
}

fn disclose_survey(survey: RawSurvey, threshold: u64) -> PublishedSurvey {
    let common = survey.respondents.as_ref().map(|respondents| *respondents.get());
    let guard = Guard { common, vouched: survey.at_least_five, threshold };
    let respondents = common.map(|respondents| guard.count(Some(respondents)));
    let questions: Vec<_> = survey.questions.into_iter().map(|question| guard.question(question)).collect();
    // With a small survey the number asked would say much of the number of answers.
    let is_small = match respondents {
        Some(respondents) => respondents.is_protected(),
        None => questions.iter().any(|question| question.result.respondents.is_protected()),
    };
    let sent = survey
        .sent
        .map(Raw::into_inner)
        .map(|sent| if is_small || sent < threshold { Shown::Protected } else { Shown::Value(sent) });
    PublishedSurvey {
        id: survey.id,
        audit: survey.audit,
        audience: survey.audience,
        sent,
        respondents,
        questions,
    }
}

/// What decides within one survey.
struct Guard {
    /// `svarande` of the survey, for questions without their own.
    common: Option<Stated<u64>>,
    /// `minst_fem`
    vouched: bool,
    threshold: u64,
}

impl Guard {
    fn question(&self, question: RawQuestion) -> PublishedQuestion {
        let result = self.result(&question.result);
        let total = self.respondents(&question.result);
        let splits =
            question.splits.into_iter().map(|(name, groups)| self.split(name, groups, total)).collect();
        PublishedQuestion { question: question.question, wording: question.wording, result, splits }
    }

    fn respondents(&self, result: &RawResult) -> Option<Stated<u64>> {
        result.respondents.as_ref().map(|respondents| *respondents.get()).or(self.common)
    }

    fn is_small(&self, respondents: Option<Stated<u64>>) -> bool {
        match respondents {
            Some(Stated::Value(count)) => count < self.threshold,
            // Nobody knows how many: only a named person's word lets a result through.
            Some(Stated::Not) | None => !self.vouched,
        }
    }

    fn count(&self, respondents: Option<Stated<u64>>) -> Shown<u64> {
        match respondents {
            Some(Stated::Value(count)) if count >= self.threshold => Shown::Value(count),
            Some(Stated::Value(_)) => Shown::Protected,
            Some(Stated::Not) | None => Shown::Missing(Missing::NotStated),
        }
    }

    fn result(&self, result: &RawResult) -> PublishedResult {
        let respondents = self.respondents(result);
        let mean = match result.mean.as_ref().map(|mean| *mean.get()) {
            None => Shown::Missing(Missing::NotMeasured),
            Some(Stated::Not) => Shown::Missing(Missing::NotStated),
            Some(Stated::Value(_)) if self.is_small(respondents) => Shown::Protected,
            Some(Stated::Value(mean)) => Shown::Value(mean),
        };
        PublishedResult { respondents: self.count(respondents), mean }
    }

    /// R2: every group, an unpublished rest included, has the threshold, or no group shows anything.
    /// A group of a split has no common number to fall back on.
    fn split(
        &self,
        name: String,
        groups: Vec<(String, RawResult)>,
        total: Option<Stated<u64>>,
    ) -> PublishedSplit {
        let own = Self { common: None, vouched: self.vouched, threshold: self.threshold };
        let counts: Vec<_> = groups.iter().map(|(_, group)| own.respondents(group)).collect();
        let sum = counts.iter().filter_map(|count| count.as_ref()?.value().copied()).sum::<u64>();
        let rest =
            total.and_then(|total| total.value().copied()).map_or(0, |total| total.saturating_sub(sum));
        let open = counts.iter().all(|count| !own.is_small(*count))
            && !self.is_small(total)
            && (rest == 0 || rest >= self.threshold);
        let groups = groups
            .into_iter()
            .map(|(group, result)| {
                let shown = if open {
                    own.result(&result)
                } else {
                    PublishedResult { respondents: Shown::Protected, mean: Shown::Protected }
                };
                (group, shown)
            })
            .collect();
        PublishedSplit { name, groups }
    }
}

/// `withhold` takes each answer that isn't shown.
fn disclose_interviews(interviews: RawInterviews, withhold: impl FnMut(Raw<String>)) -> PublishedInterviews {
    let display = interviews.display;
    let answers = match display {
        QuoteDisplay::Summarised => {
            let quotes = interviews.answers.into_iter().flat_map(|(_, quotes)| quotes);
            quotes.map(|quote| quote.text).for_each(withhold);
            Vec::new()
        }
        QuoteDisplay::Verbatim | QuoteDisplay::OnScale => interviews
            .answers
            .into_iter()
            .map(|(question, quotes)| disclose_answers(question, quotes, display))
            .collect(),
    };
    PublishedInterviews {
        id: interviews.id,
        audit: interviews.audit,
        count: interviews.count,
        display,
        review: interviews.review,
        answers,
    }
}

fn disclose_answers(
    question: QuestionIndex,
    quotes: Vec<RawQuote>,
    display: QuoteDisplay,
) -> PublishedAnswers {
    let mut placed: Vec<(Decimal, String)> = Vec::new();
    let mut unplaced = Vec::new();
    for RawQuote { score, text } in quotes {
        let text = text.into_inner();
        match score.map(Raw::into_inner) {
            Some(Stated::Value(score)) if display == QuoteDisplay::OnScale => placed.push((score, text)),
            _ => unplaced.push(text),
        }
    }
    placed.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| neutral_order(&a.1).cmp(&neutral_order(&b.1))));
    unplaced.sort_by_cached_key(|text| neutral_order(text));
    PublishedAnswers { question, placed, unplaced }
}

/// An order that reveals nothing of the source's: by SHA-256 of the words (disclosure.md §5).
fn neutral_order(text: &str) -> Digest {
    let words: Vec<&str> = text.split_whitespace().collect();
    Digest::of(words.join(" ").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(respondents: Option<Stated<u64>>, mean: i64) -> RawResult {
        RawResult {
            respondents: respondents.map(Raw::new),
            mean: Some(Raw::new(Stated::Value(Decimal::new(mean, 1)))),
            ..RawResult::default()
        }
    }

    fn guard() -> Guard {
        Guard { common: None, vouched: false, threshold: 5 }
    }

    #[test]
    fn a_group_under_the_threshold_shows_nothing() {
        let shown = guard().result(&result(Some(Stated::Value(4)), 37));
        assert_eq!(shown, PublishedResult { respondents: Shown::Protected, mean: Shown::Protected });
        let shown = guard().result(&result(Some(Stated::Value(5)), 36));
        assert_eq!(shown.mean, Shown::Value(Decimal::new(36, 1)));
        assert_eq!(shown.respondents, Shown::Value(5));
    }

    #[test]
    fn a_mean_without_a_count_is_shown_only_on_somebodys_word() {
        assert_eq!(guard().result(&result(None, 37)).mean, Shown::Protected);
        assert_eq!(guard().result(&result(Some(Stated::Not), 37)).mean, Shown::Protected);
        let vouched = Guard { vouched: true, ..guard() };
        assert_eq!(vouched.result(&result(None, 37)).mean, Shown::Value(Decimal::new(37, 1)));
        // The word doesn't reach over a stated small number.
        assert_eq!(vouched.result(&result(Some(Stated::Value(3)), 37)).mean, Shown::Protected);
    }

    fn split(counts: &[u64], total: u64) -> bool {
        let groups = counts.iter().map(|n| (format!("g{n}"), result(Some(Stated::Value(*n)), 30))).collect();
        let split = guard().split("kön".into(), groups, Some(Stated::Value(total)));
        let shown = split.groups.iter().filter(|(_, group)| group.mean.value().is_some()).count();
        assert!(shown == 0 || shown == counts.len(), "all or none");
        shown > 0
    }

    #[test]
    fn a_split_shows_all_its_groups_or_none() {
        assert!(split(&[60, 24], 84));
        assert!(!split(&[80, 4], 84), "one group is small");
        assert!(!split(&[60, 20], 84), "the rest of 4 is small");
        assert!(split(&[60, 19], 84), "the rest of 5 is not");
        assert!(!split(&[5, 0], 5), "a group without answers is hidden like a small one");
    }

    fn quotes() -> Vec<RawQuote> {
        [(Some(25), "låg"), (None, "utan plats"), (Some(40), "hög"), (Some(25), "också låg")]
            .into_iter()
            .map(|(score, text)| RawQuote {
                score: score.map(|tenths| Raw::new(Stated::Value(Decimal::new(tenths, 1)))),
                text: Raw::new(text.to_owned()),
            })
            .collect()
    }

    #[test]
    fn quotes_on_the_scale_fall_and_do_not_keep_the_sources_order() {
        let forward = disclose_answers(QuestionIndex(0), quotes(), QuoteDisplay::OnScale);
        let mut turned = quotes();
        turned.reverse();
        let backward = disclose_answers(QuestionIndex(0), turned, QuoteDisplay::OnScale);
        assert_eq!(forward.placed, backward.placed);
        assert_eq!(forward.placed[0].1, "hög");
        assert_eq!(forward.unplaced, ["utan plats"]);
    }

    #[test]
    fn verbatim_quotes_lose_their_places() {
        let answers = disclose_answers(QuestionIndex(0), quotes(), QuoteDisplay::Verbatim);
        assert!(answers.placed.is_empty());
        assert_eq!(answers.unplaced.len(), 4);
    }

    #[test]
    fn summarised_interviews_show_no_quote() {
        let interviews = RawInterviews {
            id: "i".into(),
            audit: crate::model::audit::AuditIndex(0),
            count: Some(Stated::Value(4)),
            display: QuoteDisplay::Summarised,
            review: None,
            answers: vec![(QuestionIndex(0), quotes())],
        };
        let mut withheld = 0;
        assert!(disclose_interviews(interviews, |_| withheld += 1).answers.is_empty());
        assert_eq!(withheld, 4);
    }
}
