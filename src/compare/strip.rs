//! A question between two years over all nämnder: rows and what breaks them. Owns the reasons why two values
//! stand side by side but may not be compared.

use super::alike::Usual;
use super::interval::{Answers, Interval, interval};
use super::line::{Asked, between};
use super::series::{Point, SeriesIndex};
use super::wording::usual_wording;
use crate::disclosure::published::PublishedResult;
use crate::disclosure::{Missing, Published, Shown};
use crate::model::audit::{AuditIndex, QuestionIndex};
use crate::model::organisation::OrganisationIndex;
use crate::number::Decimal;

/// A question over all nämnder in one year or two.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The earlier of two years.
    pub earlier: Option<i16>,
    /// The later year, or the only one.
    pub later: i16,
    /// The question as most were asked it in the later year.
    pub wording: &'a str,
    /// As put in the earlier year, where most were asked in other words then, or any whose words have changed since.
    pub earlier_wording: Option<&'a str>,
    /// A row a nämnd, in the register's order.
    pub rows: Vec<ComparisonRow<'a>>,
}

/// A nämnd's two values.
#[derive(Debug)]
pub struct ComparisonRow<'a> {
    /// Whose.
    pub committee: OrganisationIndex,
    /// The name in the later year.
    pub name: &'a str,
    /// The name in the earlier year, where it was another.
    pub earlier_name: Option<&'a str>,
    /// The earlier year's result.
    pub earlier: PublishedResult,
    /// The later year's result.
    pub later: PublishedResult,
    /// Why the two values may not be compared.
    pub broken: Option<Break>,
    /// Asked in other words than most, in the later year or, without a value there, in the earlier.
    pub other_words: bool,
    /// Of other people or in another way than most, in the same year: in which respect.
    pub asked_otherwise: Option<Break>,
    /// Who else answered the question in the later year: their values aren't in the row.
    pub beside: Vec<&'a str>,
    /// Whether its earlier and its later value were asked for as most were that year, so that a mean may hold them.
    pub alike: [bool; 2],
    /// How sure the change is, where both years' distributions are published and may be compared.
    pub interval: Option<Interval>,
}

/// Why two years' values stand side by side without a line between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// The question was put in other words.
    Reworded,
    /// Other people were asked.
    OtherAudience,
    /// The answers were gathered in another way.
    OtherMode,
    /// What the nämnd is responsible for became another, in that year.
    Remit(i16),
}

/// A year without a value, and why.
const fn without(why: Missing) -> PublishedResult {
    PublishedResult { respondents: Shown::Missing(why), mean: Shown::Missing(why) }
}

/// Compares a question over all nämnder: in the years named, else in [`SeriesIndex::latest_pair`].
/// `None` where no nämnd has a value in any of them.
pub fn compare<'a>(
    published: &'a Published,
    series: &SeriesIndex<'a>,
    (audit, question): (AuditIndex, QuestionIndex),
    years: &[i16],
) -> Option<Comparison<'a>> {
    let mut measured = series.years(audit, question).to_vec();
    let pair = series.latest_pair(audit, question);
    let wanted = if years.is_empty() { pair.as_ref().map_or(&[][..], |pair| &pair[..]) } else { years };
    if !wanted.is_empty() {
        measured.retain(|year| wanted.contains(year));
    }
    let later = measured.pop()?;
    let earlier = measured.pop();
    let text = published.registers.audit(audit).questions[question.0 as usize].text.as_str();
    let scale = published.registers.audit(audit).questions[question.0 as usize].scale;
    let answers = scale.map_or(&[][..], |scale| &published.registers.answer_scale(scale).answers);
    let mut rows: Vec<ComparisonRow<'a>> = Vec::new();
    // Each row's words in both years.
    let mut worded: Vec<[Option<&str>; 2]> = Vec::new();
    let all = series.of(audit, question);
    let usual_in = |year: i16| Usual::of(all.iter().filter(move |point| point.year == year), text);
    let usual_ways = [earlier.and_then(usual_in), usual_in(later)];
    for points in series.strands(audit, question) {
        let at = |year: Option<i16>| year.and_then(|year| points.iter().find(|point| point.year == year));
        let (before, after) = (at(earlier), at(Some(later)));
        if before.is_none() && after.is_none() {
            continue;
        }
        let words = |point: &Point<'a>| point.wording().unwrap_or(text);
        let strand = series.lineage().strand(points[points.len() - 1].committee);
        let broken = before
            .zip(after)
            .and_then(|(before, after)| between(strand, Asked::of(before), Asked::of(after), text));
        worded.push([before, after].map(|point| point.map(words)));
        rows.push(row(
            (published, series),
            (audit, points[points.len() - 1].committee),
            (earlier, later),
            (before, after),
            broken,
            answers,
        ));
        let differs = |side: usize, point: Option<&Point<'a>>| {
            point.zip(usual_ways[side]).and_then(|(point, usual)| usual.differs(point, text))
        };
        let [was, is] = [differs(0, before), differs(1, after)];
        if let Some(row) = rows.last_mut() {
            row.alike = [was.is_none(), is.is_none()];
            if let Some(after) = after {
                let others = series.beside(audit, question, after);
                row.beside = others.map(Point::who).collect();
            }
            // Other words are told in words of their own.
            let told = if after.is_some() { is } else { was };
            row.asked_otherwise = told.filter(|told| *told != Break::Reworded && broken != Some(*told));
        }
    }
    let usual = |side: usize| usual_wording(worded.iter().filter_map(|words| words[side]), text);
    let wording = usual(1).unwrap_or(text);
    let usual_before = usual(0).unwrap_or(wording);
    let reworded = worded.iter().zip(&rows).filter(|(_, row)| row.broken == Some(Break::Reworded));
    let reworded = reworded.filter_map(|([before, _], _)| *before).find(|before| *before != wording);
    let earlier_wording = earlier.and(Some(usual_before).filter(|before| *before != wording).or(reworded));
    for (row, [before, after]) in rows.iter_mut().zip(&worded) {
        row.other_words = match (before, after) {
            (_, Some(after)) => *after != wording,
            (before, None) => before.is_some_and(|before| before != earlier_wording.unwrap_or(wording)),
        };
    }
    Some(Comparison { earlier, later, wording, earlier_wording, rows })
}

/// The interval of a change, from published distributions alone.
pub(super) fn sure(answers: &[Decimal], before: &Point<'_>, after: &Point<'_>) -> Option<Interval> {
    let (Some(Shown::Value(before)), Some(Shown::Value(after))) =
        (before.distribution(), after.distribution())
    else {
        return None;
    };
    interval(answers, Answers::of(before), Answers::of(after))
}

fn row<'a>(
    (published, series): (&'a Published, &SeriesIndex<'_>),
    (audit, committee): (AuditIndex, OrganisationIndex),
    (earlier, later): (Option<i16>, i16),
    (before, after): (Option<&Point<'a>>, Option<&Point<'a>>),
    broken: Option<Break>,
    answers: &[Decimal],
) -> ComparisonRow<'a> {
    let organisation = published.registers.organisation(committee);
    let name = organisation.name_in(later).name.as_str();
    // Another organisation's, where this one took over all its work.
    let before_it = before.map_or(organisation, |point| published.registers.organisation(point.committee));
    let earlier_name = earlier.map(|year| before_it.name_in(year).name.as_str());
    let result = |point: Option<&Point<'a>>, year: i16| {
        point.map_or_else(|| without(series.absent(audit, committee, year)), Point::result)
    };
    ComparisonRow {
        committee,
        name,
        earlier_name: earlier_name.filter(|earlier| *earlier != name),
        earlier: result(before, earlier.unwrap_or(later)),
        later: result(after, later),
        interval: before.zip(after).filter(|_| broken.is_none()).and_then(|(a, b)| sure(answers, a, b)),
        broken,
        other_words: false,
        asked_otherwise: None,
        beside: Vec::new(),
        alike: [true; 2],
    }
}
