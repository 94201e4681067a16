//! A question over all nämnder and years: panels, the strip of two years, the table of all values, and in words
//! what breaks the comparison.

use serde::Serialize;

use super::frame::{Frame, Framing, Part};
use super::{Figure, Link, sentence};
use crate::chart::{Graduation, Heading, Panel, PanelChart, PanelsFigure};
use crate::compare::{
    Change, Fate, Line, Lines, Moment, Origin, Point, RemitChangeKind, Usual, lines, mean_of_shown, sureness,
    tally,
};
use crate::diagnostic::PublishProblem;
use crate::disclosure::published::PublishedResult;
use crate::disclosure::{Missing, Shown};
use crate::model::audit::{AuditIndex, PANELS_FROM, QuestionIndex};
use crate::model::organisation::OrganisationIndex;
use crate::number::{Decimal, swedish_count};
use crate::plan::{
    Figure as Chart, FigureHome, FigureOf, audit_address, audit_committee_address, question_address,
};
use crate::render::address::Here;
use crate::render::drawings::Files;
use crate::render::questions::{
    ASKED_ALIKE, HeadingPlace, beside_words, break_words, chart_year, graduation, push_comparison,
};
use crate::render::{Context, swedish};

#[derive(Serialize)]
struct QuestionPage<'a> {
    frame: Frame,
    audit: Link,
    text: &'a str,
    stem: Option<&'a str>,
    clarification: Option<&'a str>,
    sentence: Option<String>,
    /// Questions that came before this one or after it.
    others: Vec<String>,
    other_links: Vec<Link>,
    panels: Option<PanelsFigure<'a>>,
    panel_files: Option<Files>,
    strip: String,
    /// The id of the strip's heading.
    strip_heading: String,
    table: Option<ValueTable>,
    /// A sentence a nämnd whose organisation has changed.
    lineage: Vec<String>,
    /// The words year by year, where they have changed.
    wordings: Vec<String>,
    /// The questions that it replaced, with their own values.
    earlier: Vec<EarlierQuestion<'a>>,
}

#[derive(Serialize)]
struct EarlierQuestion<'a> {
    id: String,
    text: &'a str,
    href: String,
    why: String,
    panels: Option<PanelsFigure<'a>>,
    panel_files: Option<Files>,
    strip: String,
}

/// Values by nämnd and year.
#[derive(Serialize)]
struct ValueTable {
    years: Vec<i16>,
    rows: Vec<ValueRow>,
    /// The mean of the values shown, a year.
    shown: Vec<Option<String>>,
    weighted: Option<bool>,
    /// Whose mean it is.
    shown_name: &'static str,
    /// Some were asked otherwise, and have no part in the mean.
    others_left_out: bool,
    change: Option<[i16; 2]>,
    protected: bool,
    broken: bool,
}

#[derive(Serialize)]
struct ValueRow {
    committee: Link,
    cells: Vec<YearCell>,
    change: String,
}

/// What stands in a table for a year: a value, or why there is none.
#[derive(Debug, Serialize)]
pub(super) struct YearCell {
    value: Option<ValueCell>,
    /// In words.
    absent: &'static str,
}

impl YearCell {
    /// A nämnd's year of a question of a granskning.
    pub(super) fn of(
        context: &Context<'_>,
        (audit, committee): (AuditIndex, OrganisationIndex),
        (year, moment): (i16, Option<&Moment<'_>>),
        places: u8,
    ) -> Self {
        let absent = Shown::<()>::Missing(context.series.absent(audit, committee, year)).words();
        Self { value: moment.map(|moment| cell(moment, places)), absent: absent.unwrap_or_default() }
    }

    /// Holds it a figure that isn't shown?
    pub(super) fn is_protected(&self) -> bool {
        self.value.as_ref().is_some_and(|its| its.mean.protected || its.respondents.protected)
    }
}

/// A nämnd's value of a year.
#[derive(Debug, Serialize)]
struct ValueCell {
    mean: Figure,
    respondents: Figure,
    /// Why it can't be compared with the year before it.
    broken: Option<String>,
}

/// Renders it.
pub(in crate::render) fn page(
    context: &Context<'_>,
    audit: AuditIndex,
    index: QuestionIndex,
) -> Result<String, PublishProblem> {
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    let question = &area.questions[index.0 as usize];
    let address = question_address(&area.id, &question.id);
    let here = Here::at(&address);
    let audit_link = Link { text: area.title.clone(), href: here.to(&audit_address(&area.id)) };
    let framing = Framing {
        here: &here,
        address: Some(&address),
        title: Some(&question.text),
        description: None,
        way: vec![Link { text: "Granskningar".into(), href: here.to("granskningar/") }, audit_link.clone()],
        part: Part::Audits,
    };
    let its = lines(context.published, &context.series, (audit, index));
    let (panels, strip) =
        figures(context, &here, (audit, index), (&its, &strip_heading(&area.id, &question.id)))?;
    let pair = context.series.latest_pair(audit, index);
    let (others, other_links) = replaced(context, &here, audit, index);
    let view = QuestionPage {
        frame: Frame::new(context, framing),
        audit: audit_link,
        text: &question.text,
        stem: question.series.map(|series| area.series[series as usize].stem.as_str()),
        clarification: question.clarification.as_deref(),
        sentence: pair
            .and_then(|pair| tally(&its, answers(context, audit, index), pair))
            .map(|tally| sentence::tally(&tally, &sentence::COMMITTEES)),
        others,
        other_links,
        panel_files: panel_files(context, &here, (audit, index), panels.is_some()),
        panels,
        strip,
        strip_heading: strip_heading(&area.id, &question.id),
        table: table(context, &here, (audit, index), &its),
        lineage: lineage(context, &its),
        wordings: wordings(context, &its),
        earlier: earlier(context, &here, audit, index)?,
    };
    context.theme.fill("granskning-fraga.html", &view)
}

fn strip_heading(audit: &str, question: &str) -> String {
    format!("{audit}_{question}-tva-rubrik")
}

/// The panels, where there are years enough, and the strip of the latest two.
fn figures<'a>(
    context: &Context<'a>,
    here: &Here,
    (audit, index): (AuditIndex, QuestionIndex),
    (its, heading_of_strip): (&Lines<'_, 'a>, &str),
) -> Result<(Option<PanelsFigure<'a>>, String), PublishProblem> {
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    let question = &area.questions[index.0 as usize];
    let scale = question.scale.and_then(|scale| graduation(registers.answer_scale(scale)));
    let key = format!("{}_{}", area.id, question.id);
    let mut panels = None;
    if let Some(scale) = scale.filter(|_| its.years.len() >= PANELS_FROM) {
        let link = |committee: OrganisationIndex| {
            Some(here.to(&audit_committee_address(&area.id, &registers.organisation(committee).id)))
        };
        let rows = panel_rows(context, (audit, index), its, (None, link));
        let heading = Heading::Elsewhere { id: &format!("{key}-ar-rubrik") };
        // A figure that can't be drawn is left to the table, which holds every value.
        panels = chart(&key, heading, &question.text, (its, scale), rows).draw().ok().flatten();
    }
    let mut strip = String::new();
    let heading = HeadingPlace::Elsewhere(heading_of_strip.to_owned());
    push_comparison((context, here), (audit, index), &[], (None, false), &heading, &mut strip)?;
    Ok((panels, strip))
}

/// Where panels stand: the page, whose nämnd it is of, if any, and their heading.
pub(in crate::render) struct SeriesPlace<'p> {
    pub(in crate::render) heading: &'p HeadingPlace,
    /// Names lead from here; nowhere without it.
    pub(in crate::render) here: Option<&'p Here>,
    pub(in crate::render) own: Option<OrganisationIndex>,
}

/// Hands on a question's panels over all nämnder. `None` where it has no scale, or too few years.
pub(in crate::render) fn with_series<R>(
    context: &Context<'_>,
    (audit, index): (AuditIndex, QuestionIndex),
    place: &SeriesPlace<'_>,
    draw: impl FnOnce(&PanelChart<'_, '_>) -> R,
) -> Option<R> {
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    let question = &area.questions[index.0 as usize];
    let scale = graduation(registers.answer_scale(question.scale?))?;
    let its = lines(context.published, &context.series, (audit, index));
    if its.years.len() < PANELS_FROM {
        return None;
    }
    let link = |committee| {
        Some(place.here?.to(&audit_committee_address(&area.id, &registers.organisation(committee).id)))
    };
    let rows = panel_rows(context, (audit, index), &its, (place.own, link));
    let key = format!("{}_{}", area.id, question.id);
    Some(draw(&chart(&key, place.heading.of_chart(), &question.text, (&its, scale), rows)))
}

/// Where the panels' files are; `None` where no panels are drawn.
fn panel_files(
    context: &Context<'_>,
    here: &Here,
    (audit, index): (AuditIndex, QuestionIndex),
    drawn: bool,
) -> Option<Files> {
    let figure = Chart { home: FigureHome::Audit(audit), of: FigureOf::Series(audit, index) };
    drawn.then(|| Files::of(context, here, &figure))
}

/// The panels of lines.
fn chart<'k, 'a>(
    key: &'k str,
    heading: Heading<'k>,
    question: &'a str,
    (its, scale): (&Lines<'_, 'a>, Graduation),
    rows: Vec<Panel<'a>>,
) -> PanelChart<'k, 'a> {
    PanelChart {
        key,
        heading,
        scope: "Alla nämnder",
        question,
        row_kind: "Nämnd",
        others: (rows.len() > 1).then_some("Övriga nämnder"),
        own: "Nämnden",
        years: its.years.iter().map(|year| chart_year(*year)).collect(),
        scale,
        panels: rows,
    }
}

/// A panel a line, in Swedish order.
fn panel_rows<'a>(
    context: &Context<'a>,
    (audit, index): (AuditIndex, QuestionIndex),
    its: &Lines<'_, 'a>,
    (own, link): (Option<OrganisationIndex>, impl Fn(OrganisationIndex) -> Option<String>),
) -> Vec<Panel<'a>> {
    let mut order: Vec<&Line<'_, '_>> = its.lines.iter().collect();
    order.sort_by_key(|line| (context.index.rank(line.committee), line.committee));
    let answers = answers(context, audit, index);
    order
        .into_iter()
        .map(|line| {
            let name = &context.published.registers.organisation(line.committee).name().name;
            let (href, own) = (link(line.committee), own == Some(line.committee));
            Panel { href, own, ..panel(context, name, (audit, index), (its.years, answers), line) }
        })
        .collect()
}

/// The answers that can be given to a question; none without a scale.
pub(super) fn answers<'a>(context: &Context<'a>, audit: AuditIndex, index: QuestionIndex) -> &'a [Decimal] {
    let registers = &context.published.registers;
    let scale = registers.audit(audit).questions[index.0 as usize].scale;
    scale.map_or(&[][..], |scale| &registers.answer_scale(scale).answers)
}

/// A line's panel, under a name; `measured_in`: the years in which any nämnd measured; `answers` are those that can be given.
pub(super) fn panel<'a>(
    context: &Context<'_>,
    name: &'a str,
    of: (AuditIndex, QuestionIndex),
    (measured_in, answers): (&[i16], &[Decimal]),
    line: &Line<'_, '_>,
) -> Panel<'a> {
    let year = |(year, value)| (chart_year(year), value);
    let measured = measured_in.iter().filter_map(|year| Some((year, line.at(*year)?)));
    let measured: Vec<(&i16, usize)> = measured.collect();
    let result = |at: usize| line.moments[at].point.result();
    let breaks = line.moments.windows(2).filter(|pair| pair[1].broken.is_some());
    let registers = &context.published.registers;
    let was_there =
        |year: i16| line.strand.organisations.iter().any(|its| registers.organisation(*its).existed_in(year));
    let absent = measured_in.iter().filter(|year| line.at(**year).is_none() && was_there(**year));
    let absent = absent.map(|year| (chart_year(*year), context.series.absent(of.0, line.committee, *year)));
    Panel {
        name,
        href: None,
        own: false,
        values: measured.iter().map(|(year, at)| (chart_year(**year), result(*at).mean)).collect(),
        answers: measured.iter().map(|(_, at)| result(*at).respondents).collect(),
        absent: absent.collect(),
        runs: line.runs(measured_in).into_iter().map(|run| run.into_iter().map(year).collect()).collect(),
        breaks: breaks.map(|pair| (chart_year(pair[0].point.year), chart_year(pair[1].point.year))).collect(),
        notes: notes(context, of, measured_in, (line, answers)),
    }
}

/// What stands below a panel: breaks, protected years, what became of the nämnd.
fn notes(
    context: &Context<'_>,
    (audit, index): (AuditIndex, QuestionIndex),
    measured_in: &[i16],
    (line, answers): (&Line<'_, '_>, &[Decimal]),
) -> Vec<String> {
    let mut notes: Vec<String> = line.breaks().map(|(year, broken)| break_words(broken, year)).collect();
    if let Some([before, after]) = line.moments.last_chunk()
        && after.broken.is_none()
        && sureness(answers, before, after) == Change::NotCertain
    {
        notes.push(format!("{UNSURE} {}–{}", before.point.year, after.point.year));
    }
    for moment in &line.moments {
        let others = context.series.beside(audit, index, &moment.point);
        let others: Vec<&str> = others.map(Point::who).collect();
        notes.extend((!others.is_empty()).then(|| beside_words(&others, moment.point.year)));
    }
    let hidden: Vec<String> = line
        .moments
        .iter()
        .filter(|moment| moment.point.result().mean.is_protected())
        .map(|moment| moment.point.year.to_string())
        .collect();
    if !hidden.is_empty() {
        notes.push(format!("{} visas inte", swedish::list(&hidden)));
    }
    let ends =
        line.moments.first().zip(line.moments.last()).map(|(one, other)| (one.point.year, other.point.year));
    for why in [Missing::NotMeasured, Missing::NotReported] {
        let gaps =
            measured_in.iter().filter(|year| ends.is_some_and(|(first, last)| (first..last).contains(year)));
        let gaps: Vec<String> = gaps
            .filter(|year| {
                line.at(**year).is_none() && context.series.absent(audit, line.committee, **year) == why
            })
            .map(i16::to_string)
            .collect();
        if !gaps.is_empty() {
            let words = Shown::<()>::Missing(why).words().unwrap_or_default();
            notes.push(format!("{} {words}", swedish::list(&gaps)));
        }
    }
    let first = measured_in.first().copied();
    let began = line.strand.origin.as_ref().filter(|origin| first.is_some_and(|first| origin.year() > first));
    notes.extend(began.map(|origin| match origin {
        Origin::New(year) => format!("ny nämnd {year}"),
        Origin::Merged(year, _) => format!("ny nämnd {year} av flera"),
        Origin::Split(year, from) => format!("ny nämnd {year}, del av {}", name(context, *from)),
    }));
    notes.extend(earlier_names(context, line).map(|name| format!("tidigare {name}")));
    notes.extend(line.strand.fate.as_ref().map(|fate| match fate {
        Fate::Ended(year) => format!("upphörde {year}"),
        Fate::Absorbed(year, into) => format!("uppgick {year} i {}", name(context, *into)),
        Fate::Parted(year, _) => format!("delades {year}"),
    }));
    notes
}

fn name<'a>(context: &Context<'a>, index: OrganisationIndex) -> &'a str {
    &context.published.registers.organisation(index).name().name
}

/// The names that stood on its reports and aren't its own now, each once.
fn earlier_names<'a>(context: &Context<'a>, line: &Line<'_, '_>) -> impl Iterator<Item = &'a str> {
    let now = name(context, line.committee);
    let mut names: Vec<&'a str> = Vec::new();
    for moment in &line.moments {
        let organisation = context.published.registers.organisation(moment.point.committee);
        let then = organisation.name_in(moment.point.year).name.as_str();
        if then != now && !names.contains(&then) {
            names.push(then);
        }
    }
    names.into_iter()
}

/// What the register says of nämnder whose line begins or ends with another, in sentences.
fn lineage(context: &Context<'_>, its: &Lines<'_, '_>) -> Vec<String> {
    let list = |all: &[OrganisationIndex]| {
        swedish::list(&all.iter().map(|index| name(context, *index)).collect::<Vec<_>>())
    };
    let first = its.years.first().copied();
    let mut out = Vec::new();
    for line in &its.lines {
        let whose = name(context, line.committee);
        match line.strand.origin.as_ref().filter(|origin| first.is_some_and(|first| origin.year() > first)) {
            Some(Origin::Merged(year, from)) => out.push(format!(
                "{whose} bildades {year} av {}. Deras värden läggs inte ihop, och linjen börjar på nytt.",
                list(from)
            )),
            Some(Origin::Split(year, from)) => out.push(format!(
                "{whose} tog {year} över en del av det som {} ansvarade för. Linjen börjar på nytt.",
                name(context, *from)
            )),
            Some(Origin::New(_)) | None => {}
        }
        for change in
            line.strand.remits.iter().filter(|change| first.is_some_and(|first| change.year > first))
        {
            let (whose, other) = (name(context, change.whose), name(context, change.other));
            let year = change.year;
            let what = match change.kind {
                RemitChangeKind::TookOver => format!("{whose} tog {year} över {other}s arbete."),
                RemitChangeKind::TookPart => {
                    format!("{whose} tog {year} över en del av det som {other} ansvarade för.")
                }
                RemitChangeKind::GavePart => {
                    format!("{whose} lämnade {year} en del av sitt arbete till {other}.")
                }
            };
            let told = format!("{what} Värden före och efter jämförs inte.");
            if !out.contains(&told) {
                out.push(told);
            }
        }
        if let Some(Fate::Parted(year, into)) = &line.strand.fate {
            out.push(format!("{whose} delades {year} mellan {}.", list(into)));
        }
    }
    out
}

/// The words of each run of years, where there are several; and who was asked in other words than most in the same year.
fn wordings(context: &Context<'_>, its: &Lines<'_, '_>) -> Vec<String> {
    struct Worded<'t> {
        words: &'t str,
        years: Vec<i16>,
        asked: Vec<OrganisationIndex>,
        times: usize,
    }
    let mut worded: Vec<Worded<'_>> = Vec::new();
    let mut all: Vec<&Moment<'_>> = its.lines.iter().flat_map(|line| &line.moments).collect();
    all.sort_by_key(|moment| moment.point.year);
    for moment in all {
        let (year, committee) = (moment.point.year, moment.point.committee);
        let at = worded.iter().position(|known| known.words == moment.wording).unwrap_or_else(|| {
            worded.push(Worded { words: moment.wording, years: Vec::new(), asked: Vec::new(), times: 0 });
            worded.len() - 1
        });
        let known = &mut worded[at];
        known.times += 1;
        if !known.years.contains(&year) {
            known.years.push(year);
        }
        if !known.asked.contains(&committee) {
            known.asked.push(committee);
        }
    }
    if worded.len() < 2 {
        return Vec::new();
    }
    let is_beside = |its: &Worded<'_>| {
        worded
            .iter()
            .any(|other| other.times > its.times && other.years.iter().any(|year| its.years.contains(year)))
    };
    worded
        .iter()
        .map(|worded_so| {
            let Worded { words, years, asked, .. } = worded_so;
            let who = match asked.as_slice() {
                few if is_beside(worded_so) && few.len() <= 3 => {
                    let names: Vec<String> = few.iter().map(|one| name(context, *one).to_owned()).collect();
                    format!(", {}", swedish::list(&names))
                }
                many if is_beside(worded_so) => format!(", {} nämnder", many.len()),
                _ => String::new(),
            };
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            let years = match years.as_slice() {
                [first, .., last] if years.len() > 3 && consecutive(its, &years) => format!("{first}–{last}"),
                few => swedish::list(few),
            };
            format!("{years}{who}: ”{words}”")
        })
        .collect()
}

/// Are these years neighbours among those measured?
fn consecutive(its: &Lines<'_, '_>, years: &[String]) -> bool {
    let all: Vec<String> = its.years.iter().map(ToString::to_string).collect();
    all.windows(years.len()).any(|window| window == years)
}

/// The table of all values.
fn table(
    context: &Context<'_>,
    here: &Here,
    (audit, index): (AuditIndex, QuestionIndex),
    its: &Lines<'_, '_>,
) -> Option<ValueTable> {
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    let scale = registers.answer_scale(area.questions[index.0 as usize].scale?);
    let places = scale.step.decimals();
    let points = context.series.of(audit, index);
    let text = area.questions[index.0 as usize].text.as_str();
    let mut years: Vec<i16> = points.iter().map(|point| point.year).collect();
    years.sort_unstable();
    years.dedup();
    if years.is_empty() {
        return None;
    }
    let pair = context.series.latest_pair(audit, index);
    let mut order: Vec<&Line<'_, '_>> = its.lines.iter().collect();
    order.sort_by_key(|line| (context.index.rank(line.committee), line.committee));
    let rows: Vec<ValueRow> = order
        .into_iter()
        .map(|line| {
            let organisation = registers.organisation(line.committee);
            ValueRow {
                committee: Link {
                    text: organisation.name().name.clone(),
                    href: here.to(&audit_committee_address(&area.id, &organisation.id)),
                },
                cells: years
                    .iter()
                    .map(|year| {
                        let moment = line.at(*year).map(|at| &line.moments[at]);
                        YearCell::of(context, (audit, line.committee), (*year, moment), places)
                    })
                    .collect(),
                change: pair
                    .map_or_else(|| "–".to_owned(), |pair| change(line, pair, (places, &scale.answers))),
            }
        })
        .collect();
    let mut otherwise = false;
    let mut shown = |year: &i16| {
        let of_year = points.iter().filter(|point| point.year == *year);
        let usual = Usual::of(of_year.clone(), text)?;
        let (alike, others): (Vec<&crate::compare::Point<'_>>, Vec<_>) =
            of_year.partition(|point| usual.differs(point, text).is_none());
        otherwise |= !others.is_empty();
        let results: Vec<PublishedResult> = alike.into_iter().map(Point::result).collect();
        mean_of_shown(&results, scale.lowest(), scale.step)
    };
    let shown: Vec<_> = years.iter().map(&mut shown).collect();
    let cells = || rows.iter().flat_map(|row| &row.cells);
    Some(ValueTable {
        weighted: shown.iter().flatten().map(|mean| mean.weighted).reduce(|all, one| all && one),
        shown: shown
            .iter()
            .map(|mean| {
                mean.map(|mean| {
                    let how = if mean.weighted { "" } else { " (ovägt)" };
                    format!("{}{how}", mean.value.swedish(places))
                })
            })
            .collect(),
        shown_name: if otherwise { ASKED_ALIKE } else { "Visade nämnder" },
        others_left_out: otherwise,
        change: pair,
        protected: cells().any(YearCell::is_protected),
        broken: cells().any(|cell| cell.value.as_ref().is_some_and(|its| its.broken.is_some())),
        rows,
        years,
    })
}

/// What a table tells of a nämnd's year.
fn cell(moment: &Moment<'_>, places: u8) -> ValueCell {
    ValueCell {
        mean: Figure::of(moment.point.result().mean, |mean| mean.swedish(places)),
        respondents: Figure::of(moment.point.result().respondents, swedish_count),
        broken: moment.broken.map(|broken| break_words(broken, moment.point.year)),
    }
}

/// What is said of a change whose interval holds none.
pub(super) const UNSURE: &str = "ingen säker förändring";

/// `+0,3`, or `–` where the years can't be compared; `+0,1, ingen säker förändring` where both years' distributions say so.
pub(super) fn change(
    line: &Line<'_, '_>,
    [earlier, later]: [i16; 2],
    (places, answers): (u8, &[Decimal]),
) -> String {
    let told = line.comparable(earlier, later).and_then(|[before, after]| {
        let by = after.value()?.minus(before.value()?)?;
        Some(changed(by, places, sureness(answers, before, after)))
    });
    told.unwrap_or_else(|| "–".to_owned())
}

/// A change, and whether it is sure, where that is known.
pub(super) fn changed(by: Decimal, places: u8, sure: Change) -> String {
    let by = signed(by, places);
    if sure == Change::NotCertain { format!("{by}, {UNSURE}") } else { by }
}

/// `+0,3`, `−0,4`, `0,0`
pub(super) fn signed(by: Decimal, places: u8) -> String {
    let sign = if by.is_negative() || by.is_zero() { "" } else { "+" };
    format!("{sign}{}", by.swedish(places))
}

/// Which questions this one replaced and which replaced it, in words and links.
fn replaced(
    context: &Context<'_>,
    here: &Here,
    audit: AuditIndex,
    index: QuestionIndex,
) -> (Vec<String>, Vec<Link>) {
    let area = context.published.registers.audit(audit);
    let later = (0..).map(QuestionIndex).zip(&area.questions).filter(|(_, its)| its.replaces == Some(index));
    let has_page = |index: QuestionIndex| !context.series.of(audit, index).is_empty();
    let links: Vec<Link> = later
        .filter(|(index, _)| has_page(*index))
        .map(|(_, its)| Link { text: its.text.clone(), href: here.to(&question_address(&area.id, &its.id)) })
        .collect();
    let words = if links.is_empty() {
        Vec::new()
    } else {
        vec!["Frågan har ersatts av en annan. Värdena kan inte jämföras.".to_owned()]
    };
    (words, links)
}

/// The questions that this one replaced, the nearest first.
fn earlier<'a>(
    context: &Context<'a>,
    here: &Here,
    audit: AuditIndex,
    index: QuestionIndex,
) -> Result<Vec<EarlierQuestion<'a>>, PublishProblem> {
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    let scale = |index: QuestionIndex| area.questions[index.0 as usize].scale;
    let mut out = Vec::new();
    let mut later = index;
    while let Some(before) = area.questions[later.0 as usize].replaces {
        let question = &area.questions[before.0 as usize];
        if !context.series.of(audit, before).is_empty() {
            let its = lines(context.published, &context.series, (audit, before));
            let heading = format!("tidigare-{}_{}", area.id, question.id);
            let (panels, strip) = figures(context, here, (audit, before), (&its, &heading))?;
            let since = context.series.years(audit, later).first().copied();
            let since = since.map_or_else(String::new, |year| format!(" {year}"));
            let ends = |index: QuestionIndex| {
                let scale = scale(index).and_then(|scale| graduation(registers.answer_scale(scale)));
                scale.map_or_else(String::new, Graduation::ends)
            };
            let why = if scale(before) == scale(later) {
                format!("Frågan byttes{since}. Åren visas därför var för sig och kan inte jämföras.")
            } else {
                format!(
                    "Skalan byttes{since} från {} till {}. Åren visas därför var för sig och kan inte jämföras.",
                    ends(before),
                    ends(later)
                )
            };
            out.push(EarlierQuestion {
                id: format!("{}_{}", area.id, question.id),
                text: &question.text,
                href: here.to(&question_address(&area.id, &question.id)),
                why,
                panel_files: panel_files(context, here, (audit, before), panels.is_some()),
                panels,
                strip,
            });
        }
        later = before;
    }
    Ok(out)
}
