//! The body against the rest of the site: links and fragments that lead somewhere, pictures that are
//! there, headings and chart blocks that name known ids. Owns no Markdown.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Context;
use super::index::{heading_ids, unknown};
use crate::diagnostic::{ChartWord, Diagnostic, DomainProblem, IdKind, Place, ProtectionProblem};
use crate::model::audit::{AuditIndex, PANELS_FROM};
use crate::model::body::{
    Block, Body, Heading, Image, Inline, Link, Opens, PictureKind, PictureRequest, Target,
};
use crate::model::packed::PackedBody;
use crate::model::report::{AppendixKind, AuditEntry, KeyFigureValue, RawInterviews, RawSurvey, Risk};
use crate::slug::slug;
use crate::source::{Asset, FileId, Span};
use crate::suggestion::nearest;

/// What a report's body may name.
pub(super) struct ReportScope<'a> {
    pub(super) audits: Vec<AuditIndex>,
    pub(super) improvements: Vec<&'a str>,
    pub(super) direct_measures: Vec<&'a str>,
    pub(super) surveys: &'a [RawSurvey],
    pub(super) interviews: &'a [RawInterviews],
    pub(super) key_figures: &'a [KeyFigureValue],
    /// The granskningar that it reports, with their risks.
    pub(super) entries: &'a [AuditEntry],
    /// Ids of `uppgifter`.
    pub(super) facts: Vec<String>,
    pub(super) appendices: usize,
}

/// Follows the links of one body.
pub(super) struct Links<'a> {
    file: FileId,
    context: &'a Context<'a>,
    folder: &'a str,
    /// The text, of which a link may name a passage.
    text: PackedBody,
    /// Its passages' ids, once a link asks for them.
    headings: OnceCell<Vec<Box<str>>>,
    images: Vec<(String, PathBuf)>,
    in_heading: bool,
    /// What pictures and chart blocks are to hold, by where they stand: a published name, a granskning's id.
    amended: Vec<(Span, Box<str>)>,
    /// The `uppgifter` that the text marks.
    pub(super) marked: BTreeSet<Box<str>>,
}

impl<'a> Links<'a> {
    /// `folder` is where files beside the text lie, below the content folder.
    pub(super) fn new(file: FileId, context: &'a Context<'a>, folder: &'a str) -> Self {
        Self {
            file,
            context,
            folder,
            text: PackedBody::default(),
            headings: OnceCell::new(),
            images: Vec::new(),
            in_heading: false,
            amended: Vec::new(),
            marked: BTreeSet::new(),
        }
    }

    /// The pictures that the body shows: published name and path on the disk.
    pub(super) fn into_images(mut self) -> Vec<(String, PathBuf)> {
        self.images.sort();
        self.images.dedup();
        self.images
    }

    /// Checks a whole body, which `packed` is at rest: chart blocks get the granskning that they are about, pictures their
    /// published names.
    pub(super) fn check_body(
        &mut self,
        (packed, mut body): (PackedBody, Body),
        scope: Option<&ReportScope>,
        out: &mut Vec<Diagnostic>,
    ) -> PackedBody {
        self.text = packed.clone();
        self.blocks(&body.blocks, scope, out);
        for note in &body.notes {
            self.blocks(&note.blocks, scope, out);
        }
        self.text = PackedBody::default();
        if self.amended.is_empty() {
            return packed;
        }
        let names = std::mem::take(&mut self.amended);
        amend(&mut body.blocks, &names);
        for note in &mut body.notes {
            amend(&mut note.blocks, &names);
        }
        packed.changed(&body)
    }

    fn headings(&self) -> &[Box<str>] {
        self.headings.get_or_init(|| heading_ids(&self.text.unpack()))
    }

    fn place(&self, span: Span) -> Place {
        Place::Bytes(self.file, span)
    }

    fn blocks(&mut self, blocks: &[Block], scope: Option<&ReportScope>, out: &mut Vec<Diagnostic>) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    self.heading(heading, scope, out);
                    self.in_heading = true;
                    self.inlines(&heading.content, scope, out);
                    self.in_heading = false;
                }
                Block::Paragraph(paragraph) => {
                    if let Some((id, span)) = paragraph.improvement.as_deref() {
                        let known = scope.map_or(&[][..], |scope| &scope.improvements);
                        self.known(IdKind::Improvement, id, known.iter().copied(), *span, out);
                    }
                    self.inlines(&paragraph.content, scope, out);
                }
                Block::List(list) => {
                    for item in &list.items {
                        self.blocks(&item.blocks, scope, out);
                    }
                }
                Block::Quote(inner) => self.blocks(inner, scope, out),
                Block::Table(table) => {
                    for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                        self.inlines(cell, scope, out);
                    }
                }
                Block::Picture(request) => self.picture(request, scope, out),
                Block::Code { .. } | Block::Rule | Block::Masked { .. } => {}
            }
        }
    }

    fn known<'k>(
        &self,
        kind: IdKind,
        id: &str,
        known: impl Iterator<Item = &'k str> + Clone,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) {
        if known.clone().all(|one| one != id) {
            out.push(unknown(kind, id, known, self.place(span)));
        }
    }

    fn heading(&self, heading: &Heading, scope: Option<&ReportScope>, out: &mut Vec<Diagnostic>) {
        let Some(opens) = &heading.opens else { return };
        let registers = self.context.registers;
        match opens {
            Opens::Audit(id) => {
                let audits = scope.map_or(&[][..], |scope| &scope.audits);
                let known = audits.iter().map(|audit| registers.audit(*audit).id.as_str());
                self.known(IdKind::Audit, id, known, heading.span, out);
            }
            Opens::DirectMeasure(id) => {
                let known = scope.map_or(&[][..], |scope| &scope.direct_measures);
                self.known(IdKind::DirectMeasure, id, known.iter().copied(), heading.span, out);
            }
            Opens::Improvement(id) => {
                let known = scope.map_or(&[][..], |scope| &scope.improvements);
                self.known(IdKind::Improvement, id, known.iter().copied(), heading.span, out);
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], scope: Option<&ReportScope>, out: &mut Vec<Diagnostic>) {
        for inline in inlines {
            match inline {
                Inline::Link(link) => {
                    self.link(link, scope, out);
                    self.inlines(&link.content, scope, out);
                }
                Inline::Image(image) => self.image(image, out),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                    self.inlines(inner, scope, out);
                }
                Inline::Text(_) | Inline::Code(_) | Inline::Note { .. } | Inline::Break | Inline::Masked => {}
            }
        }
    }

    fn link(&mut self, link: &Link, scope: Option<&ReportScope>, out: &mut Vec<Diagnostic>) {
        let index = self.context.index;
        let dead = |target: String, suggestion: Option<&str>| {
            let suggestion = suggestion.map(str::to_owned);
            Diagnostic::new(DomainProblem::DeadLink { target, suggestion }, self.place(link.span))
        };
        match &link.target {
            Target::Web(_) => {}
            Target::Here(fragment) => self.fragment(fragment, self.headings().iter(), link.span, out),
            Target::Report(id, fragment) => match index.reports.get(&**id) {
                None => {
                    let near = nearest(id, index.reports.keys().map(String::as_str));
                    out.push(dead(format!("rapport:{id}"), near));
                }
                Some(entry) if !entry.taken => {
                    let problem = DomainProblem::NotPublished { target: format!("rapport:{id}") };
                    out.push(
                        Diagnostic::new(problem, self.place(link.span)).related(super::whole(entry.file)),
                    );
                }
                // What a withdrawn report said is gone: a passage's link arrives at the page that says so.
                Some(entry) if entry.withdrawn => {}
                Some(entry) => {
                    if let Some(fragment) = fragment {
                        self.fragment(fragment, entry.headings().iter(), link.span, out);
                    }
                }
            },
            Target::Audit(id, fragment) => match index.audits.get(&**id) {
                None => {
                    let near = nearest(id, index.audits.keys().map(String::as_str));
                    out.push(dead(format!("granskning:{id}"), near));
                }
                Some(audit) => {
                    if let Some(fragment) = fragment {
                        let questions = &self.context.registers.audit(*audit).questions;
                        let anchors: Vec<Box<str>> =
                            questions.iter().map(|question| question.anchor().into()).collect();
                        self.fragment(fragment, anchors.iter(), link.span, out);
                    }
                }
            },
            Target::FreePage(id, fragment) => match index.pages.get(&**id) {
                None => {
                    let near = nearest(id, index.pages.keys().map(String::as_str));
                    out.push(dead(format!("sida:{id}"), near));
                }
                Some(entry) => {
                    if let Some(fragment) = fragment {
                        self.fragment(fragment, entry.headings().iter(), link.span, out);
                    }
                }
            },
            Target::Fact(id) => {
                let known = scope.map_or(&[][..], |scope| &scope.facts).iter().map(String::as_str);
                self.known(IdKind::Fact, id, known, link.span, out);
                if self.in_heading {
                    out.push(Diagnostic::new(ProtectionProblem::FactInHeading, self.place(link.span)));
                }
                self.marked.insert(id.clone());
            }
            Target::Appendix(number) => {
                let count = scope.map_or(0, |scope| scope.appendices);
                let number = *number as usize;
                if number == 0 || number > count {
                    let problem = DomainProblem::NoSuchAppendix { number, count };
                    out.push(Diagnostic::new(problem, self.place(link.span)));
                }
            }
        }
    }

    fn fragment<'k>(
        &self,
        fragment: &str,
        known: impl Iterator<Item = &'k Box<str>> + Clone,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) {
        // A text fragment (`#id:~:text=…`) is the reader's browser's business.
        let id = fragment.split(":~:").next().unwrap_or_default();
        if id.is_empty() || known.clone().any(|one| **one == *id) {
            return;
        }
        let suggestion = nearest(id, known.map(|one| &**one)).map(str::to_owned);
        let problem = DomainProblem::DeadFragment { fragment: id.to_owned(), suggestion };
        out.push(Diagnostic::new(problem, self.place(span)));
    }

    fn image(&mut self, image: &Image, out: &mut Vec<Diagnostic>) {
        if !is_picture(&image.file) {
            let ending = image.file.rsplit_once('.').map_or("", |(_, ending)| ending);
            let problem = DomainProblem::AssetType { extension: ending.to_owned() };
            out.push(Diagnostic::new(problem, self.place(image.span)));
            return;
        }
        match find_asset(self.context, self.folder, &image.file) {
            Ok(asset) => {
                let name = published_name(&image.file);
                self.images.push((name.clone(), asset.disk_path.clone()));
                self.amended.push((image.span, name.into()));
            }
            Err(suggestion) => {
                let problem = DomainProblem::MissingAsset { name: image.file.to_string(), suggestion };
                out.push(Diagnostic::new(problem, self.place(image.span)));
            }
        }
    }

    fn picture(&mut self, request: &PictureRequest, scope: Option<&ReportScope>, out: &mut Vec<Diagnostic>) {
        let option = |key: &str| {
            let found = request.option_spans.iter().find(|(known, _)| *known == key);
            self.place(found.map_or(request.span, |(_, span)| *span))
        };
        let registers = self.context.registers;
        if matches!(request.kind, PictureKind::Account | PictureKind::Matrix | PictureKind::FollowUp) {
            return self.chart_of_report(request, scope, out);
        }
        let Some(question) = request.question.as_deref() else {
            out.push(Diagnostic::new(DomainProblem::BlockWithout { key: "fråga" }, self.place(request.span)));
            return;
        };
        let audits: Vec<AuditIndex> = match (request.audit.as_deref(), scope) {
            (Some(id), _) => {
                let Some(audit) = self.context.index.audits.get(id) else {
                    let known = self.context.index.audits.keys().map(String::as_str);
                    out.push(unknown(IdKind::Audit, id, known, option("granskning")));
                    return;
                };
                vec![*audit]
            }
            (None, Some(scope)) => scope.audits.clone(),
            (None, None) => {
                out.push(Diagnostic::new(
                    DomainProblem::BlockWithout { key: "granskning" },
                    self.place(request.span),
                ));
                return;
            }
        };
        let found = audits.iter().find_map(|audit| {
            let questions = &registers.audit(*audit).questions;
            questions
                .iter()
                .zip(0..)
                .find(|(known, _)| known.id == question)
                .map(|(_, index)| (*audit, index))
        });
        let Some((audit, index)) = found else {
            let known =
                audits.iter().flat_map(|audit| &registers.audit(*audit).questions).map(|one| one.id.as_str());
            out.push(unknown(IdKind::Question, question, known, option("fråga")));
            return;
        };
        if request.kind == PictureKind::Comparison {
            let mut years = request.years.clone();
            years.sort_unstable();
            years.dedup();
            let answered = self.context.index.answered.years(&registers.audit(audit).id, question);
            let has = |year: &i16| answered.is_some_and(|years| years.contains(year));
            if !matches!(years.len(), 0 | 2) {
                let problem = DomainProblem::TwoYears { count: years.len() };
                out.push(Diagnostic::new(problem, option("år")));
            } else if !years.is_empty() && !years.iter().any(has) {
                let problem = DomainProblem::NothingToDraw { question: question.to_owned() };
                out.push(Diagnostic::new(problem, option("år")));
            }
        } else if request.kind == PictureKind::Development {
            let area = registers.audit(audit);
            let years = self.context.index.answered.years(&area.id, question).map_or(0, BTreeSet::len);
            if area.questions[index as usize].scale.is_none() || years < PANELS_FROM {
                let problem = DomainProblem::NoFigures { what: ChartWord::Development };
                out.push(Diagnostic::new(problem, option("fråga")));
            }
        } else if request.kind == PictureKind::Distribution {
            self.distribution(request, (audit, index), scope, out);
        } else if !scope.is_some_and(|scope| has_answers(scope, audit, index, request.kind)) {
            let problem = DomainProblem::NothingToDraw { question: question.to_owned() };
            out.push(Diagnostic::new(problem, option("fråga")));
        }
        self.amended.push((request.span, registers.audit(audit).id.as_str().into()));
    }
}

impl Links<'_> {
    /// Where a block's option stands, or the block.
    fn option(&self, request: &PictureRequest, key: &str) -> Place {
        let found = request.option_spans.iter().find(|(known, _)| *known == key);
        self.place(found.map_or(request.span, |(_, span)| *span))
    }

    /// `fördelning`: of the report itself, or of a year over all nämnder.
    fn distribution(
        &self,
        request: &PictureRequest,
        (audit, question): (AuditIndex, u32),
        scope: Option<&ReportScope>,
        out: &mut Vec<Diagnostic>,
    ) {
        let area = self.context.registers.audit(audit);
        let id = &area.questions[question as usize].id;
        let nothing = |key| {
            let problem = DomainProblem::NoFigures { what: ChartWord::Distribution };
            Diagnostic::new(problem, self.option(request, key))
        };
        match (request.years.as_slice(), scope) {
            ([], Some(scope)) => {
                let mut asked =
                    scope.surveys.iter().filter(|its| its.audit == audit).flat_map(|its| &its.questions);
                let has = asked.any(|its| its.question.0 == question && its.result.distribution.is_some());
                if !has {
                    out.push(nothing("fråga"));
                }
            }
            ([], None) => {
                let problem = DomainProblem::BlockWithout { key: "år" };
                out.push(Diagnostic::new(problem, self.place(request.span)));
            }
            ([year], _) => {
                let told = self.context.index.distributed.years(&area.id, id);
                if !told.is_some_and(|years| years.contains(year)) {
                    out.push(nothing("år"));
                }
            }
            (years, _) => {
                let problem = DomainProblem::OneYear { count: years.len() };
                out.push(Diagnostic::new(problem, self.option(request, "år")));
            }
        }
    }

    /// `nyckeltal`, `riskmatris` and `åtgärder`: of a report.
    fn chart_of_report(
        &mut self,
        request: &PictureRequest,
        scope: Option<&ReportScope>,
        out: &mut Vec<Diagnostic>,
    ) {
        let registers = self.context.registers;
        let what = match request.kind {
            PictureKind::Account => ChartWord::Account,
            PictureKind::Matrix => ChartWord::Matrix,
            _ => ChartWord::FollowUp,
        };
        let nothing = |key| Diagnostic::new(DomainProblem::NoFigures { what }, self.option(request, key));
        let Some(scope) = scope else {
            out.push(nothing("granskning"));
            return;
        };
        let named = request.audit.as_deref().map(|id| {
            let found = scope.audits.iter().copied().find(|audit| registers.audit(*audit).id == id);
            if found.is_none() {
                let known = scope.audits.iter().map(|audit| registers.audit(*audit).id.as_str());
                out.push(unknown(IdKind::Audit, id, known, self.option(request, "granskning")));
            }
            found
        });
        let audits: Vec<AuditIndex> = match named {
            Some(Some(audit)) => vec![audit],
            Some(None) => return,
            None => scope.audits.clone(),
        };
        let roots = |audit: AuditIndex| {
            let has = move |figure| {
                scope.key_figures.iter().any(|its| its.audit == audit && its.key_figure == figure)
            };
            let area = registers.audit(audit);
            area.accounts()
                .filter(move |root| has(*root))
                .map(move |root| &area.key_figures[root.0 as usize].id)
        };
        let is_there = |audit: &AuditIndex| match request.kind {
            PictureKind::Account => {
                roots(*audit).any(|id| request.figure.as_deref().is_none_or(|named| named == id))
            }
            PictureKind::Matrix => scope.entries.iter().any(|entry| {
                let placed = |risk: &Risk| risk.likelihood.is_some() && risk.consequence.is_some();
                entry.audit == *audit && entry.risks.iter().any(placed)
            }),
            _ => !scope.improvements.is_empty(),
        };
        let fitting: Vec<AuditIndex> = audits.into_iter().filter(is_there).collect();
        match (fitting.as_slice(), request.kind) {
            ([], PictureKind::Account) if request.figure.is_some() => {
                let known = scope.audits.iter().flat_map(|audit| roots(*audit)).map(String::as_str);
                let id = request.figure.as_deref().unwrap_or_default();
                out.push(unknown(IdKind::KeyFigure, id, known, self.option(request, "nyckeltal")));
            }
            ([], _) => out.push(nothing("granskning")),
            // All of the nämnd's, where none is named.
            (_, PictureKind::FollowUp) if request.audit.is_none() => {}
            ([_, _, ..], _) => {
                let problem = DomainProblem::BlockWithout { key: "granskning" };
                out.push(Diagnostic::new(problem, self.place(request.span)));
            }
            ([audit], kind) => {
                if kind == PictureKind::Account && request.figure.is_none() && roots(*audit).count() > 1 {
                    let problem = DomainProblem::BlockWithout { key: "nyckeltal" };
                    out.push(Diagnostic::new(problem, self.place(request.span)));
                }
                self.amended.push((request.span, registers.audit(*audit).id.as_str().into()));
            }
        }
    }
}

/// Gives pictures their published names and chart blocks their granskning, by where they stand.
fn amend(blocks: &mut [Block], names: &[(Span, Box<str>)]) {
    let name = |span: Span| names.iter().find(|(at, _)| *at == span).map(|(_, name)| name.clone());
    for block in blocks {
        match block {
            Block::Heading(heading) => amend_images(&mut heading.content, &name),
            Block::Paragraph(paragraph) => amend_images(&mut paragraph.content, &name),
            Block::List(list) => list.items.iter_mut().for_each(|item| amend(&mut item.blocks, names)),
            Block::Quote(inner) => amend(inner, names),
            Block::Table(table) => {
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    amend_images(cell, &name);
                }
            }
            Block::Picture(request) => {
                if let Some(audit) = name(request.span) {
                    request.audit = Some(audit);
                }
            }
            Block::Code { .. } | Block::Rule | Block::Masked { .. } => {}
        }
    }
}

fn amend_images(inlines: &mut [Inline], name: &dyn Fn(Span) -> Option<Box<str>>) {
    for inline in inlines {
        match inline {
            Inline::Image(image) => {
                if let Some(file) = name(image.span) {
                    image.file = file;
                }
            }
            Inline::Link(link) => amend_images(&mut link.content, name),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                amend_images(inner, name);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Note { .. } | Inline::Break | Inline::Masked => {}
        }
    }
}

/// `svar` may ask for a question that nobody's answer is given to: then it says so.
fn has_answers(scope: &ReportScope, audit: AuditIndex, question: u32, kind: PictureKind) -> bool {
    let surveyed = scope.surveys.iter().filter(|survey| survey.audit == audit);
    let mut asked = scope.interviews.iter().filter(|interviews| interviews.audit == audit).peekable();
    if kind == PictureKind::Answers {
        return asked.peek().is_some();
    }
    surveyed.flat_map(|survey| &survey.questions).any(|one| one.question.0 == question)
        || asked.flat_map(|interviews| &interviews.answers).any(|(one, _)| one.0 == question)
}

/// A file's name as it is published: lower-case ASCII.
pub(super) fn published_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{}.{}", slug(stem), slug(ending)),
        None => slug(name),
    }
}

/// Finds a file beside a text, or the nearest name there.
pub(super) fn find_asset<'c>(
    context: &Context<'c>,
    folder: &str,
    name: &str,
) -> Result<&'c Asset, Option<String>> {
    let mut names = Vec::new();
    for asset in beside(context, folder) {
        let own = &asset.path[folder.len() + 1..];
        if own == name {
            return Ok(asset);
        }
        names.push(own);
    }
    Err(nearest(name, names.iter().copied()).map(str::to_owned))
}

/// The files beside a text. Assets are sorted by path, so they stand together.
fn beside<'c>(context: &Context<'c>, folder: &str) -> impl Iterator<Item = &'c Asset> {
    let prefix = format!("{folder}/");
    let assets = &context.sources.assets;
    let start = assets.partition_point(|asset| asset.path.as_str() < prefix.as_str());
    assets[start..]
        .iter()
        .take_while({
            let prefix = prefix.clone();
            move |asset| asset.path.starts_with(&prefix)
        })
        .filter(move |asset| !asset.path[prefix.len()..].contains('/'))
}

/// What lies beside a text and nobody names is not published: say so, it may be forgotten.
pub(super) fn check_unnamed(folder: &str, named: &[&Path], context: &Context, out: &mut Vec<Diagnostic>) {
    for asset in beside(context, folder) {
        if !named.contains(&asset.disk_path.as_path()) {
            out.push(Diagnostic::new(DomainProblem::UnnamedAsset, Place::Path(asset.path.clone())));
        }
    }
}

/// The types of file that may be shown as a picture in a text.
pub(super) fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(
        AppendixKind::by_ending(ending),
        Some(AppendixKind::Png | AppendixKind::Jpeg | AppendixKind::Svg)
    )
}
