//! Pictures of the data as a page composes them: one report's questions, and a question over all nämnder.
//! Owns their order, names and headings, and what of them is the report's own words; draws nothing (`chart`) and compares nothing (`compare`).

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;

use super::address::Here;
use super::body::{Surroundings, push_body};
use super::placement::{Above, Spot, Unasked, headings_above, spot};
use super::{Context, drawings, questions};
use crate::chart::Graduation;
use crate::diagnostic::PublishProblem;
use crate::disclosure::published::PublishedReport;
use crate::editions::words::{line, push_fetched};
use crate::model::audit::{AuditIndex, QuestionIndex};
use crate::model::body::{Body, Heading, PictureKind, PictureRequest, Target};
use crate::model::report::ReportIndex;
use crate::plan::{answered_audits, audit_address, figure_of, free_page_address, undrawn_audits};

/// A page's body and all that it shows.
pub(super) struct PageSurroundings<'c> {
    context: &'c Context<'c>,
    here: &'c Here,
    report: Option<&'c PublishedReport>,
    index: Option<ReportIndex>,
    above: BTreeMap<u32, Above>,
    unasked: Vec<Unasked>,
    /// What went wrong in a template; the body's writer has no way to hand it on.
    problem: RefCell<Option<PublishProblem>>,
    /// The stem printed last below the heading above: printed once.
    last_stem: RefCell<Option<(AuditIndex, u32)>>,
    /// The scales whose shared marks the page has.
    drawn_scales: RefCell<Vec<Graduation>>,
    /// What the report itself says where the page fetches something from other reports too: by the number of the mark.
    own_words: RefCell<Vec<String>>,
}

impl<'c> PageSurroundings<'c> {
    /// A free page.
    pub(super) fn of_page(context: &'c Context<'c>, here: &'c Here) -> Self {
        Self {
            context,
            here,
            report: None,
            index: None,
            above: BTreeMap::new(),
            unasked: Vec::new(),
            problem: RefCell::new(None),
            last_stem: RefCell::new(None),
            drawn_scales: RefCell::new(Vec::new()),
            own_words: RefCell::new(Vec::new()),
        }
    }

    /// A report, and its text.
    pub(super) fn of_report(
        context: &'c Context<'c>,
        here: &'c Here,
        (index, body): (ReportIndex, &Body),
    ) -> Self {
        let report = context.published.report(index);
        Self {
            report: Some(report),
            index: Some(index),
            above: headings_above(body),
            unasked: unasked(context, report, body),
            ..Self::of_page(context, here)
        }
    }

    /// The body as HTML; and what the report itself says where something is fetched from others, as
    /// [`words`](crate::editions::words::words) takes it.
    pub(super) fn body(&self, body: &Body) -> Result<(String, Vec<String>), PublishProblem> {
        let mut out = String::with_capacity(16 * 1024);
        push_body(&mut out, body, self);
        match self.problem.take() {
            Some(problem) => Err(problem),
            None => Ok((out, self.own_words.take())),
        }
    }

    /// Writes what comes from other reports, wholly or in part; `own` is what this report says there.
    fn push_fetched(&self, drawn: &str, own: String, out: &mut String) {
        if self.report.is_none() || drawn.is_empty() {
            return out.push_str(drawn);
        }
        let mut all = self.own_words.borrow_mut();
        push_fetched(out, all.len(), drawn);
        all.push(own);
    }

    /// Writes a chart that a block asks for, or that there is none; `words` is what the report itself says in it.
    fn push_asked(
        &self,
        request: &PictureRequest,
        mut drawn: String,
        words: &str,
        out: &mut String,
    ) -> Result<(), PublishProblem> {
        #[derive(Serialize)]
        struct Nothing {}
        if drawn.is_empty() {
            drawn = self.context.theme.fill("figur/tomt.html", &Nothing {})?;
        }
        self.push_fetched(&drawn, asked_for(self.context, request) + words, out);
        Ok(())
    }

    /// Writes a question's picture, which may hold an earlier report's mean too.
    fn question(
        &self,
        report: ReportIndex,
        of: (AuditIndex, QuestionIndex),
        results: &questions::Results<'_>,
        heading: &questions::HeadingPlace,
        out: &mut String,
    ) -> Result<(), PublishProblem> {
        let mut drawn = String::new();
        let scales = &mut *self.drawn_scales.borrow_mut();
        let own =
            questions::push((self.context, self.here), report, of, (results, heading), scales, &mut drawn)?;
        self.push_fetched(&drawn, own, out);
        Ok(())
    }

    fn keep(&self, drawn: Result<(), PublishProblem>) {
        if let Err(problem) = drawn {
            self.problem.borrow_mut().get_or_insert(problem);
        }
    }

    fn all_questions(&self, audit: AuditIndex, level: u8, out: &mut String) -> Result<(), PublishProblem> {
        let (Some(report), Some(report_index)) = (self.report, self.index) else { return Ok(()) };
        let area = self.context.published.registers.audit(audit);
        let mut stem = None;
        for (index, question) in (0..).map(QuestionIndex).zip(&area.questions) {
            let results = questions::results(report, audit, index);
            if results.is_empty() {
                continue;
            }
            if question.series.is_some() && question.series != stem {
                self.stem(audit, question.series, level + 1, out)?;
            }
            stem = question.series;
            let own = level + 1 + u8::from(stem.is_some());
            let heading = questions::HeadingPlace::Own(own.min(6));
            self.question(report_index, (audit, index), &results, &heading, out)?;
        }
        Ok(())
    }

    fn stem(
        &self,
        audit: AuditIndex,
        series: Option<u32>,
        level: u8,
        out: &mut String,
    ) -> Result<(), PublishProblem> {
        #[derive(Serialize)]
        struct Stem<'a> {
            level: u8,
            stem: &'a str,
        }
        let area = self.context.published.registers.audit(audit);
        let Some(series) = series.and_then(|series| area.series.get(series as usize)) else { return Ok(()) };
        let stem = Stem { level: level.min(5), stem: &series.stem };
        out.push_str(&self.context.theme.fill("figur/stam.html", &stem)?);
        Ok(())
    }

    /// The granskning and question that a block names. Resolve has seen to it that there is one.
    fn named(&self, request: &PictureRequest) -> Option<(AuditIndex, QuestionIndex)> {
        let id = request.question.as_deref()?;
        let areas = (0..).map(AuditIndex).zip(&self.context.published.registers.audits);
        let mine =
            |audit: AuditIndex| self.report.is_none_or(|report| answered_audits(report).contains(&audit));
        let found = |wanted: &dyn Fn(AuditIndex, &str) -> bool| {
            areas.clone().filter(|(index, area)| wanted(*index, &area.id)).find_map(|(index, area)| {
                let at = area.questions.iter().position(|question| question.id == id)?;
                Some((index, QuestionIndex(u32::try_from(at).ok()?)))
            })
        };
        match request.audit.as_deref() {
            Some(audit) => found(&|_, area| area == audit),
            None => found(&|index, _| mine(index)).or_else(|| found(&|_, _| true)),
        }
    }

    fn asked(&self, request: &PictureRequest, out: &mut String) -> Result<(), PublishProblem> {
        let level_above = self.above.get(&request.span.start).map_or(2, |above| above.level);
        if matches!(
            request.kind,
            PictureKind::Development
                | PictureKind::Distribution
                | PictureKind::Account
                | PictureKind::Matrix
                | PictureKind::FollowUp
        ) {
            let Some(figure) = figure_of(self.context.published, self.index, request) else { return Ok(()) };
            let place = ((level_above + 1).min(6), self.index);
            let mut drawn = String::new();
            let words = drawings::push((self.context, self.here), &figure, place, &mut drawn)?;
            return self.push_asked(request, drawn, &words, out);
        }
        let Some((audit, index)) = self.named(request) else { return Ok(()) };
        let question = &self.context.published.registers.audit(audit).questions[index.0 as usize];
        let above = self.above.get(&request.span.start);
        let level = above.map_or(2, |above| above.level);
        if request.kind == PictureKind::Comparison {
            let own = self.report.map(|report| report.facts.committee);
            let heading = questions::HeadingPlace::Own((level + 1).min(6));
            let mut drawn = String::new();
            questions::push_comparison(
                (self.context, self.here),
                (audit, index),
                &request.years,
                (own, true),
                &heading,
                &mut drawn,
            )?;
            return self.push_asked(request, drawn, "", out);
        }
        let (Some(report), Some(report_index)) = (self.report, self.index) else { return Ok(()) };
        let results = questions::results(report, audit, index);
        let wording = questions::wording(question, &results);
        let same = above.filter(|above| same_words(&above.text, wording));
        if let (Some(series), None) = (question.series, same) {
            let printed = (audit, series);
            if self.last_stem.replace(Some(printed)) != Some(printed) {
                self.stem(audit, Some(series), level + 1, out)?;
            }
        }
        let heading = match same {
            Some(above) => questions::HeadingPlace::Elsewhere(above.id.clone()),
            None => questions::HeadingPlace::Own((level + 1 + u8::from(question.series.is_some())).min(6)),
        };
        if request.kind == PictureKind::Answers {
            questions::push_answers(self.context, (audit, index), &results, &heading, out)
        } else {
            self.question(report_index, (audit, index), &results, &heading, out)
        }
    }
}

/// That a report asks for a chart is its own, whatever the chart shows of others: which sort, of what and of which years.
fn asked_for(context: &Context<'_>, request: &PictureRequest) -> String {
    let areas = &context.published.registers.audits;
    let area = areas.iter().find(|area| Some(area.id.as_str()) == request.audit.as_deref());
    let question = area.and_then(|area| {
        area.questions.iter().find(|question| Some(question.id.as_str()) == request.question.as_deref())
    });
    let years: Vec<String> = request.years.iter().map(i16::to_string).collect();
    let parts = [
        Some(format!("Diagram: {}", request.kind.word())),
        area.map(|area| area.title.clone()),
        question.map(|question| format!("”{}”", question.text)),
        Some(years.join(" och ")).filter(|years| !years.is_empty()),
    ];
    line("", &parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// The same words, whatever their spaces, case and last mark.
fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| {
        text.split_whitespace()
            .map(|word| word.trim_matches(['?', '.', ':', '"', '”']).to_lowercase())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
    };
    words(a) == words(b)
}

/// The granskningar that the report has answers for and draws none of.
fn unasked(context: &Context<'_>, report: &PublishedReport, body: &Body) -> Vec<Unasked> {
    let areas = &context.published.registers;
    undrawn_audits(context.published, report)
        .into_iter()
        .map(|audit| Unasked { audit, spot: spot(body, &areas.audit(audit).id) })
        .collect()
}

impl Surroundings for PageSurroundings<'_> {
    fn href(&self, target: &Target) -> String {
        let with = |address: String, fragment: &Option<Box<str>>| match fragment {
            Some(fragment) => format!("{}#{fragment}", self.here.to(&address)),
            None => self.here.to(&address),
        };
        match target {
            Target::Web(address) => address.to_string(),
            Target::Here(fragment) => format!("#{fragment}"),
            Target::Report(id, fragment) => with(format!("{id}/"), fragment),
            Target::Audit(id, fragment) => with(audit_address(id), fragment),
            Target::FreePage(id, fragment) => with(free_page_address(id), fragment),
            Target::Appendix(number) => self
                .report
                .and_then(|report| report.facts.appendices.get((*number as usize).checked_sub(1)?))
                .map_or_else(String::new, |appendix| appendix.file.clone()),
            // Disclosure leaves none; the body writes no link for one.
            Target::Fact(_) => String::new(),
        }
    }

    fn image(&self, file: &str) -> String {
        file.to_owned()
    }

    fn picture(&self, request: &PictureRequest, out: &mut String) {
        let drawn = self.asked(request, out);
        self.keep(drawn);
    }

    fn above(&self, heading: &Heading, out: &mut String) {
        // Another heading: a stem above it doesn't carry over.
        self.last_stem.replace(None);
        for unasked in &self.unasked {
            if let Spot::Before(id, level) = &unasked.spot
                && **id == *heading.id
            {
                let drawn = self.all_questions(unasked.audit, *level, out);
                self.keep(drawn);
            }
        }
    }

    fn end(&self, out: &mut String) {
        for unasked in &self.unasked {
            if let Spot::End(level) = unasked.spot {
                let drawn = self.all_questions(unasked.audit, level, out);
                self.keep(drawn);
            }
        }
    }
}
