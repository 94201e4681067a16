//! A granskning at one nämnd, year beside year: its figures, and each section's text with what differs marked.
//! Owns how much text one page holds; what differs is found by `compare`.

use std::borrow::Cow;

use serde::Serialize;

use super::Link;
use super::figures::{self, FigureTable};
use super::frame::{Frame, Framing, Part};
use super::question::{YearCell, answers, change, panel};
use crate::chart::{Heading, Panel, PanelChart, PanelsFigure};
use crate::compare::{
    Line, Pair, Run, SectionKey, SectionText, Sentence, SideBySide, Vocabulary, before_and_itself, own_line,
    sections, side_by_side,
};
use crate::diagnostic::PublishProblem;
use crate::model::audit::{AuditIndex, PANELS_FROM, QuestionIndex};
use crate::model::organisation::OrganisationIndex;
use crate::model::report::ReportIndex;
use crate::model::scale::AnswerScaleIndex;
use crate::plan::{
    Figure as Chart, FigureHome, FigureOf, audit_address, audit_committee_address, question_address,
};
use crate::render::address::Here;
use crate::render::drawings::Files;
use crate::render::questions::{chart_year, graduation};
use crate::render::{Context, swedish};

/// How many bytes of text one page sets side by side. What doesn't find room is told in the table of sections,
/// with links to the reports.
const MOST_TEXT: usize = 90_000;

#[derive(Serialize)]
struct SidePage<'a> {
    frame: Frame,
    audit: Link,
    committee: Link,
    name: &'a str,
    reports: Vec<Link>,
    questions: Option<QuestionTable>,
    panels: Vec<OwnPanels<'a>>,
    figures: Option<FigureTable>,
    history: Option<History>,
    pairs: Vec<PairView<'a>>,
    /// Pairs of years that found no room.
    more: bool,
}

#[derive(Serialize)]
struct QuestionTable {
    years: Vec<i16>,
    change: Option<[i16; 2]>,
    rows: Vec<QuestionRow>,
    protected: bool,
}

#[derive(Serialize)]
struct QuestionRow {
    question: Link,
    cells: Vec<YearCell>,
    change: String,
}

/// What became of each section from year to year.
#[derive(Serialize)]
struct History {
    steps: Vec<String>,
    rows: Vec<HistoryRow>,
}

#[derive(Serialize)]
struct HistoryRow {
    heading: String,
    cells: Vec<&'static str>,
}

/// Two years' texts.
#[derive(Serialize)]
struct PairView<'t> {
    id: String,
    earlier: Link,
    later: Link,
    /// `Tre av fem avsnitt är ordagrant de samma.`
    sum: String,
    sections: Vec<SectionView<'t>>,
}

#[derive(Serialize)]
struct SectionView<'t> {
    id: String,
    heading: String,
    /// The earlier heading, where it is another.
    earlier_heading: Option<String>,
    /// `samma`, `ny`, `borta` or `andrad`.
    state: &'static str,
    pairs: Vec<PairOfParagraphs<'t>>,
}

#[derive(Serialize)]
struct PairOfParagraphs<'t> {
    /// In both: one text across.
    same: Option<&'t str>,
    /// Otherwise each year's paragraphs.
    earlier: Vec<ParagraphView<'t>>,
    later: Vec<ParagraphView<'t>>,
}

#[derive(Serialize)]
struct ParagraphView<'t> {
    runs: Vec<RunView<'t>>,
    /// The other year has nothing like it.
    alone: bool,
}

#[derive(Serialize)]
struct RunView<'t> {
    text: Cow<'t, str>,
    differs: bool,
}

/// Renders it.
pub(in crate::render) fn page(
    context: &Context<'_>,
    audit: AuditIndex,
    committee: OrganisationIndex,
) -> Result<String, PublishProblem> {
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    let organisation = registers.organisation(committee);
    let name = organisation.name().name.as_str();
    let address = audit_committee_address(&area.id, &organisation.id);
    let here = Here::at(&address);
    let audit_link = Link { text: area.title.clone(), href: here.to(&audit_address(&area.id)) };
    let title = format!("{}: {name}", area.title);
    let framing = Framing {
        here: &here,
        address: Some(&address),
        title: Some(&title),
        description: None,
        way: vec![Link { text: "Granskningar".into(), href: here.to("granskningar/") }, audit_link.clone()],
        part: Part::Audits,
    };
    let line = before_and_itself(context.series.lineage(), committee);
    let own = own_lines(context, audit, line);
    let reports = reports(context, audit, line);
    let texts = texts(context, audit, &reports);
    let (pairs, more) = pairs(context, &here, &texts);
    let view = SidePage {
        frame: Frame::new(context, framing),
        audit: audit_link,
        committee: Link { text: name.to_owned(), href: here.to(&format!("{}/", organisation.id)) },
        name,
        reports: reports.iter().map(|index| report_link(context, &here, *index)).collect(),
        questions: questions(context, &here, audit, &own),
        panels: panels(context, &here, (audit, committee), &own),
        figures: figures::table(context, &here, audit, Some(line)),
        history: history(&texts),
        pairs,
        more,
    };
    context.theme.fill("granskning-namnd.html", &view)
}

/// The reports in force that tell of the granskning, by year.
fn reports(context: &Context<'_>, audit: AuditIndex, line: &[OrganisationIndex]) -> Vec<ReportIndex> {
    let mut reports: Vec<ReportIndex> = context.index.audits[audit.0 as usize]
        .iter()
        .flat_map(|(_, reports)| reports.iter().copied())
        .filter(|index| {
            let facts = &context.published.report(*index).facts;
            line.contains(&facts.committee) && facts.status.is_in_force()
        })
        .collect();
    reports.sort_by_key(|index| {
        let facts = &context.published.report(*index).facts;
        (facts.year, facts.decided().map(crate::model::date::PartialDate::last), *index)
    });
    reports
}

fn report_link(context: &Context<'_>, here: &Here, index: ReportIndex) -> Link {
    let facts = &context.published.report(index).facts;
    Link { text: format!("{} ({})", facts.title, facts.year), href: here.to(&format!("{}/", facts.id)) }
}

/// A year's text on the granskning.
struct Text {
    report: ReportIndex,
    year: i16,
    sections: Vec<SectionText>,
}

/// The texts by year: of several reports in one year, the one with the most to say, the later of two alike.
fn texts(context: &Context<'_>, audit: AuditIndex, reports: &[ReportIndex]) -> Vec<Text> {
    let id = &context.published.registers.audit(audit).id;
    let length = |text: &Text| bytes(&text.sections);
    let mut texts: Vec<Text> = Vec::new();
    for index in reports {
        let facts = &context.published.report(*index).facts;
        let sections = sections(&facts.body.unpack(), id, facts.audits.len() == 1);
        let text = Text { report: *index, year: facts.year, sections };
        match texts.last_mut().filter(|last| last.year == text.year) {
            Some(last) if length(last) > length(&text) => {}
            Some(last) => *last = text,
            None => texts.push(text),
        }
    }
    texts.retain(|text| !text.sections.is_empty());
    texts
}

fn bytes(sections: &[SectionText]) -> usize {
    sections.iter().flat_map(|section| &section.paragraphs).map(String::len).sum()
}

/// Pairs of neighbouring years, the latest first, as many as find room; and whether any didn't.
fn pairs<'t>(context: &Context<'_>, here: &Here, texts: &'t [Text]) -> (Vec<PairView<'t>>, bool) {
    let mut room = MOST_TEXT;
    let mut out = Vec::new();
    // Each text but the first and the last stands in two pairs.
    let mut vocabulary = Vocabulary::default();
    for pair in texts.windows(2).rev() {
        let size = bytes(&pair[0].sections) + bytes(&pair[1].sections);
        if !out.is_empty() && size > room {
            return (out, true);
        }
        room = room.saturating_sub(size);
        out.push(pair_view((context, here), &pair[0], &pair[1], &mut vocabulary));
    }
    (out, false)
}

fn pair_view<'t>(
    (context, here): (&Context<'_>, &Here),
    before: &'t Text,
    after: &'t Text,
    vocabulary: &mut Vocabulary<'t>,
) -> PairView<'t> {
    let id = format!("text-{}-{}", before.year, after.year);
    let joined = side_by_side(&before.sections, &after.sections);
    let same = joined.iter().filter(|its| state(its) == "samma").count() as u64;
    let all = joined.len() as u64;
    let link = |text: &Text| Link {
        text: text.year.to_string(),
        href: here.to(&format!("{}/", context.published.report(text.report).facts.id)),
    };
    PairView {
        earlier: link(before),
        later: link(after),
        sum: sum(same, all, before.year, after.year),
        sections: joined.iter().enumerate().map(|(at, its)| section(&id, at, its, vocabulary)).collect(),
        id,
    }
}

/// True by the way it is counted: a section is the same where every paragraph is, word for word.
fn sum(same: u64, all: u64, earlier: i16, later: i16) -> String {
    let number = |count: u64| if count == 1 { "ett".to_owned() } else { swedish::number_in_words(count) };
    match same {
        0 if all == 1 => format!("Texten är inte ordagrant densamma {later} som {earlier}."),
        0 => format!("Inget av {} avsnitt är ordagrant detsamma {later} som {earlier}.", number(all)),
        same if same == all && all == 1 => format!("Texten är ordagrant densamma {later} som {earlier}."),
        2 if all == 2 => format!("Båda avsnitten är ordagrant desamma {later} som {earlier}."),
        same if same == all => {
            format!("Alla {} avsnitt är ordagrant desamma {later} som {earlier}.", number(all))
        }
        1 => format!("Ett av {} avsnitt är ordagrant detsamma {later} som {earlier}.", number(all)),
        same => {
            let same = swedish::capitalised(&number(same));
            format!("{same} av {} avsnitt är ordagrant desamma {later} som {earlier}.", number(all))
        }
    }
}

fn state(its: &SideBySide<'_>) -> &'static str {
    match (its.earlier, its.later) {
        (None, _) => "ny",
        (_, None) => "borta",
        _ if its.is_repeated() => "samma",
        _ => "andrad",
    }
}

fn heading(its: Option<&SectionText>) -> Option<String> {
    its.map(|its| its.heading.clone().unwrap_or_else(|| "Inledning".to_owned()))
}

fn section<'t>(
    pair: &str,
    at: usize,
    its: &SideBySide<'t>,
    vocabulary: &mut Vocabulary<'t>,
) -> SectionView<'t> {
    let (earlier, later) = (heading(its.earlier), heading(its.later));
    let shown = later.clone().or_else(|| earlier.clone()).unwrap_or_default();
    SectionView {
        id: format!("{pair}-{}", at + 1),
        earlier_heading: earlier.filter(|earlier| later.is_some() && *earlier != shown),
        heading: shown,
        state: state(its),
        pairs: rows(&its.pairs(vocabulary)),
    }
}

/// Rows of paragraphs; those that only one of the years has, and that stand together, share a row.
fn rows<'t>(pairs: &[Pair<'t>]) -> Vec<PairOfParagraphs<'t>> {
    let whole = |text: &'t str| {
        let runs = vec![RunView { text: text.into(), differs: true }];
        ParagraphView { runs, alone: true }
    };
    let changed = |sentences| ParagraphView { runs: runs(sentences), alone: false };
    let alone = |pair: &Pair<'_>| matches!(pair, Pair::Gone(_) | Pair::New(_));
    let mut out = Vec::new();
    for group in pairs.chunk_by(|one, other| alone(one) && alone(other)) {
        let mut row = PairOfParagraphs { same: None, earlier: Vec::new(), later: Vec::new() };
        for pair in group {
            match pair {
                Pair::Repeated(text) => row.same = Some(*text),
                Pair::Changed(before, after) => {
                    row.earlier.push(changed(before));
                    row.later.push(changed(after));
                }
                Pair::Gone(text) => row.earlier.push(whole(text)),
                Pair::New(text) => row.later.push(whole(text)),
            }
        }
        out.push(row);
    }
    out
}

/// Sentences' runs in a row; neighbours that are alike in standing become one.
fn runs<'t>(sentences: &[Sentence<'t>]) -> Vec<RunView<'t>> {
    let mut out: Vec<RunView<'t>> = Vec::new();
    for Run { text, differs } in sentences.iter().flatten() {
        match out.last_mut().filter(|last| last.differs == *differs) {
            Some(last) => {
                let joined = last.text.to_mut();
                joined.push(' ');
                joined.push_str(text);
            }
            None => out.push(RunView { text: (*text).into(), differs: *differs }),
        }
    }
    out
}

/// A row a section, a column a step from year to year; where there are three years or more.
fn history(texts: &[Text]) -> Option<History> {
    if texts.len() < 3 {
        return None;
    }
    let steps: Vec<Vec<SideBySide<'_>>> =
        texts.windows(2).map(|pair| side_by_side(&pair[0].sections, &pair[1].sections)).collect();
    let mut keys: Vec<(&SectionKey, String)> = Vec::new();
    for section in texts.iter().rev().flat_map(|text| &text.sections) {
        if keys.iter().all(|(key, _)| **key != section.key) {
            keys.push((&section.key, heading(Some(section)).unwrap_or_default()));
        }
    }
    let cell = |step: &Vec<SideBySide<'_>>, key: &SectionKey| {
        let found = step.iter().find(|its| its.earlier.or(its.later).is_some_and(|its| its.key == *key));
        found.map_or("–", |its| match state(its) {
            "andrad" => "ändrad",
            state => state,
        })
    };
    let rows = keys.into_iter().map(|(key, heading)| HistoryRow {
        heading,
        cells: steps.iter().map(|step| cell(step, key)).collect(),
    });
    Some(History {
        rows: rows.collect(),
        steps: texts.windows(2).map(|pair| format!("{}→{}", pair[0].year, pair[1].year)).collect(),
    })
}

/// The questions that the nämnd has values for, each with the line that it is in.
fn own_lines<'s, 'a>(
    context: &'s Context<'a>,
    audit: AuditIndex,
    line: &[OrganisationIndex],
) -> Vec<(QuestionIndex, Line<'s, 'a>)> {
    let area = context.published.registers.audit(audit);
    let asked =
        (0..).map(QuestionIndex).zip(&area.questions).filter(|(_, question)| question.scale.is_some());
    let own = |index| own_line(context.published, &context.series, (audit, index), line);
    asked.filter_map(|(index, _)| Some((index, own(index)?))).collect()
}

fn questions(
    context: &Context<'_>,
    here: &Here,
    audit: AuditIndex,
    own: &[(QuestionIndex, Line<'_, '_>)],
) -> Option<QuestionTable> {
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    let mut years: Vec<i16> =
        own.iter().flat_map(|(_, mine)| &mine.moments).map(|moment| moment.point.year).collect();
    years.sort_unstable();
    years.dedup();
    let pair = years.last_chunk::<2>().copied();
    let row = |(index, mine): &(QuestionIndex, Line<'_, '_>)| {
        let question = &area.questions[index.0 as usize];
        let places = registers.answer_scale(question.scale?).step.decimals();
        let cell = |year: &i16| {
            let moment = mine.at(*year).map(|at| &mine.moments[at]);
            YearCell::of(context, (audit, mine.committee), (*year, moment), places)
        };
        Some(QuestionRow {
            question: Link {
                text: question.text.clone(),
                href: here.to(&question_address(&area.id, &question.id)),
            },
            cells: years.iter().map(cell).collect(),
            change: pair.map_or_else(
                || "–".to_owned(),
                |pair| change(mine, pair, (places, answers(context, audit, *index))),
            ),
        })
    };
    let rows: Vec<QuestionRow> = own.iter().filter_map(row).collect();
    let protected = rows.iter().flat_map(|row| &row.cells).any(YearCell::is_protected);
    (!rows.is_empty()).then_some(QuestionTable { protected, years, change: pair, rows })
}

/// The panels of a nämnd, and where their files are.
#[derive(Serialize)]
struct OwnPanels<'a> {
    panels: PanelsFigure<'a>,
    files: Files,
}

/// A panel a question, on the same years; a figure a scale.
fn panels<'a>(
    context: &Context<'a>,
    here: &Here,
    (audit, committee): (AuditIndex, OrganisationIndex),
    own: &[(QuestionIndex, Line<'_, 'a>)],
) -> Vec<OwnPanels<'a>> {
    let rows = panel_rows(context, audit, own);
    let mut scales: Vec<AnswerScaleIndex> = Vec::new();
    for (scale, ..) in &rows {
        if !scales.contains(scale) {
            scales.push(*scale);
        }
    }
    let heading = Heading::Elsewhere { id: "utveckling" };
    let figure = |scale: AnswerScaleIndex| {
        let drawn = with_rows(context, (audit, committee, scale), heading, &rows, |chart| chart.draw().ok());
        let home = FigureHome::AuditCommittee(audit, committee);
        let chart = Chart { home, of: FigureOf::Development(audit, committee, scale) };
        Some(OwnPanels { panels: drawn.flatten().flatten()?, files: Files::of(context, here, &chart) })
    };
    scales.into_iter().filter_map(figure).collect()
}

/// A question's scale, the years it was measured in, and its panel.
type PanelRow<'s, 'a> = (AnswerScaleIndex, &'s [i16], Panel<'a>);

fn panel_rows<'s, 'a>(
    context: &'s Context<'a>,
    audit: AuditIndex,
    own: &[(QuestionIndex, Line<'_, 'a>)],
) -> Vec<PanelRow<'s, 'a>> {
    let area = context.published.registers.audit(audit);
    let enough = own.iter().filter(|(_, mine)| mine.moments.len() >= PANELS_FROM);
    let row = |(index, mine): &(QuestionIndex, Line<'_, 'a>)| {
        let question = &area.questions[index.0 as usize];
        let years = context.series.years(audit, *index);
        let told = (years, answers(context, audit, *index));
        let mut panel = panel(context, &question.text, (audit, *index), told, mine);
        panel.notes.retain(|note| !note.starts_with("tidigare "));
        Some((question.scale?, years, panel))
    };
    enough.filter_map(row).collect()
}

/// Hands on the panels of a granskning's questions on one scale at a nämnd. `None` where it has too few years.
pub(in crate::render) fn with_development<R>(
    context: &Context<'_>,
    (audit, committee, scale): (AuditIndex, OrganisationIndex, AnswerScaleIndex),
    draw: impl FnOnce(&PanelChart<'_, '_>) -> R,
) -> Option<R> {
    let line = before_and_itself(context.series.lineage(), committee);
    let rows = panel_rows(context, audit, &own_lines(context, audit, line));
    with_rows(context, (audit, committee, scale), Heading::Own { level: 2 }, &rows, draw)
}

fn with_rows<'a, R>(
    context: &Context<'a>,
    (audit, committee, scale): (AuditIndex, OrganisationIndex, AnswerScaleIndex),
    heading: Heading<'_>,
    rows: &[PanelRow<'_, 'a>],
    draw: impl FnOnce(&PanelChart<'_, 'a>) -> R,
) -> Option<R> {
    let registers = &context.published.registers;
    let (area, its) = (registers.audit(audit), registers.answer_scale(scale));
    let rows = || rows.iter().filter(|row| row.0 == scale);
    let mut years: Vec<i16> = rows().flat_map(|row| row.1.iter().copied()).collect();
    years.sort_unstable();
    years.dedup();
    let panels: Vec<Panel<'a>> = rows().map(|row| row.2.clone()).collect();
    if panels.is_empty() {
        return None;
    }
    let chart = PanelChart {
        key: &format!("{}_{}", area.id, its.id),
        heading,
        scope: &registers.organisation(committee).name().name,
        question: &area.title,
        row_kind: "Fråga",
        others: None,
        own: "Nämnden",
        years: years.iter().map(|year| chart_year(*year)).collect(),
        scale: graduation(its)?,
        panels,
    };
    Some(draw(&chart))
}
