//! Every question's released values, by nämnd and year. Owns which of a year's reports speaks for a nämnd.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::lineage::Lineage;
use crate::disclosure::published::{
    PublishedDistribution, PublishedQuestion, PublishedReport, PublishedResult, PublishedSurvey,
};
use crate::disclosure::{Missing, Published, Shown};
use crate::model::audit::{AuditIndex, KeyFigureIndex, QuestionIndex};
use crate::model::date::Stated;
use crate::model::organisation::OrganisationIndex;
use crate::model::report::ReportIndex;
use crate::number::Decimal;
use crate::parallel;

/// A nämnd's result for a question in a year.
#[derive(Clone, Copy, Debug)]
pub struct Point<'a> {
    /// Whose.
    pub committee: OrganisationIndex,
    /// Which year's.
    pub year: i16,
    /// The report that it stands in.
    pub report: ReportIndex,
    /// The survey.
    pub survey: &'a PublishedSurvey,
    /// The question in it.
    pub asked: &'a PublishedQuestion,
}

impl<'a> Point<'a> {
    /// What may be shown.
    pub const fn result(&self) -> PublishedResult {
        self.asked.result
    }

    /// How the answers are distributed, where the report tells it.
    pub const fn distribution(&self) -> Option<&'a Shown<PublishedDistribution>> {
        self.asked.distribution.as_ref()
    }

    /// That year's wording, where it differs from the register's.
    pub fn wording(&self) -> Option<&'a str> {
        self.asked.wording.as_deref()
    }

    /// Who was asked, where the report says so.
    pub fn audience(&self) -> Option<&'a str> {
        self.survey.audience.as_deref()
    }

    /// How the answers were gathered, where the report says so.
    pub fn mode(&self) -> Option<&'a str> {
        self.survey.mode.as_deref()
    }

    /// Which of several surveys it is: who was asked, or how, or what it is called in its report.
    pub fn who(&self) -> &'a str {
        self.audience().or(self.mode()).unwrap_or(&self.survey.id)
    }
}

/// Were the same people asked, for all that is told? By `målgrupp` where both surveys state it; else a
/// report's only survey is taken to go on from the year before, whatever it is called.
pub fn same_audience(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one == other || one.to_lowercase() == other.to_lowercase())
}

/// All questions' points; made once a site.
pub struct SeriesIndex<'a> {
    /// A granskning, in it a question: points by nämnd, then year.
    audits: Vec<Vec<Vec<Point<'a>>>>,
    /// By the same places: the years in which it was measured anywhere, rising.
    years: Vec<Vec<Vec<i16>>>,
    /// By the same places: values of other people in a year for which the nämnd's usual ones speak.
    beside: Vec<Vec<Vec<Point<'a>>>>,
    /// By key figure: the reports in force that tell of it.
    figures: BTreeMap<(AuditIndex, KeyFigureIndex), Vec<ReportIndex>>,
    /// Which nämnder have a report in force of a granskning for which year.
    reported: BTreeSet<(AuditIndex, OrganisationIndex, i16)>,
    /// Which nämnder have had one that is withdrawn.
    withdrawn: BTreeSet<(AuditIndex, OrganisationIndex, i16)>,
    lineage: Lineage,
}

impl<'a> SeriesIndex<'a> {
    /// Collects the points of every report in force. Where several surveys of a nämnd's in one year tell of a
    /// question, one that has a value speaks; of several those of the people, asked in the way, that the nämnd's
    /// other years tell most of; else the one decided last. Values of others can be told [beside](Self::beside).
    pub fn new(published: &'a Published) -> Self {
        let empty = |questions: usize| (0..questions).map(|_| Vec::new()).collect::<Vec<Vec<Point<'a>>>>();
        let mut audits: Vec<_> =
            published.registers.audits.iter().map(|audit| empty(audit.questions.len())).collect();
        let mut figures: BTreeMap<_, Vec<ReportIndex>> = BTreeMap::new();
        let mut reported = BTreeSet::new();
        for (index, report) in published.indexed_reports() {
            if !report.facts.status.is_in_force() {
                continue;
            }
            let place = |audit| (audit, report.facts.committee, report.facts.year);
            reported.extend(report.facts.audits.iter().map(|entry| place(entry.audit)));
            for value in &report.facts.key_figures {
                let reports = figures.entry((value.audit, value.key_figure)).or_default();
                if reports.last() != Some(&index) {
                    reports.push(index);
                }
            }
            for survey in &report.surveys {
                for question in &survey.questions {
                    audits[survey.audit.0 as usize][question.question.0 as usize].push(Point {
                        committee: report.facts.committee,
                        year: report.facts.year,
                        report: index,
                        survey,
                        asked: question,
                    });
                }
            }
        }
        let withdrawn = published.registers.addresses.withdrawn.iter();
        let withdrawn = withdrawn
            .flat_map(|one| one.audits.iter().map(|audit| (*audit, one.committee, one.year)))
            .collect();
        let settled = |points: &mut Vec<Point<'a>>| {
            points.shrink_to_fit();
            settle(published, points)
        };
        let beside = parallel::map_mut(&mut audits, |questions| questions.iter_mut().map(settled).collect());
        let years = audits.iter().map(|questions| questions.iter().map(|its| measured_years(its)).collect());
        Self {
            years: years.collect(),
            audits,
            beside,
            figures,
            reported,
            withdrawn,
            lineage: Lineage::new(&published.registers),
        }
    }

    /// Which organisations carry one line.
    pub const fn lineage(&self) -> &Lineage {
        &self.lineage
    }

    /// Why a nämnd, or those whose line it carries on, has no value for a question in a year: its report doesn't tell of
    /// the question, or there is no report.
    pub fn absent(&self, audit: AuditIndex, committee: OrganisationIndex, year: i16) -> Missing {
        let all = &self.lineage.strand(committee).organisations;
        let any = |of: &BTreeSet<_>| all.iter().any(|its| of.contains(&(audit, *its, year)));
        // What a withdrawn report told nobody knows any longer.
        if any(&self.reported) && !any(&self.withdrawn) { Missing::NotMeasured } else { Missing::NotReported }
    }

    /// The reports in force that tell of a key figure, each once, by address.
    pub fn with_figure(&self, audit: AuditIndex, key_figure: KeyFigureIndex) -> &[ReportIndex] {
        self.figures.get(&(audit, key_figure)).map_or(&[], Vec::as_slice)
    }

    /// A question's points, together by those who carry one line, each by year; in the register's order of the
    /// last of them. Organisations that both have a point for one year stand apart: nothing is left out or added.
    pub fn strands(&self, audit: AuditIndex, question: QuestionIndex) -> Vec<Vec<Point<'a>>> {
        let mut together: BTreeMap<OrganisationIndex, Vec<Point<'a>>> = BTreeMap::new();
        for point in self.of(audit, question) {
            together.entry(self.lineage.strand(point.committee).last()).or_default().push(*point);
        }
        let mut strands: Vec<Vec<Point<'a>>> = together.into_values().flat_map(parted).collect();
        strands.sort_by_key(|points| points[points.len() - 1].committee);
        strands
    }

    /// Of [`strands`](Self::strands) those with a point of an organisation that carries one line with this one, in the same
    /// order; nothing else is looked at.
    pub fn strands_of(
        &self,
        audit: AuditIndex,
        question: QuestionIndex,
        committee: OrganisationIndex,
    ) -> Vec<Vec<Point<'a>>> {
        let all = self.lineage.strand(committee).organisations.iter();
        parted(all.flat_map(|its| self.of_committee(audit, question, *its)).copied().collect())
    }

    /// A question's points, by nämnd (in the register's order), then year.
    pub fn of(&self, audit: AuditIndex, question: QuestionIndex) -> &[Point<'a>] {
        &self.audits[audit.0 as usize][question.0 as usize]
    }

    /// Who else than those of the point answered the same question in that year, of the same nämnd.
    pub fn beside<'s>(
        &'s self,
        audit: AuditIndex,
        question: QuestionIndex,
        point: &Point<'_>,
    ) -> impl Iterator<Item = &'s Point<'a>> {
        let (committee, year) = (point.committee, point.year);
        let all = self.beside[audit.0 as usize][question.0 as usize].iter();
        all.filter(move |other| other.committee == committee && other.year == year)
    }

    /// A nämnd's points for a question, by year.
    pub fn of_committee(
        &self,
        audit: AuditIndex,
        question: QuestionIndex,
        committee: OrganisationIndex,
    ) -> &[Point<'a>] {
        let points = self.of(audit, question);
        let start = points.partition_point(|point| point.committee < committee);
        let end = points.partition_point(|point| point.committee <= committee);
        &points[start..end]
    }

    /// The years in which a question was measured anywhere, rising.
    pub fn years(&self, audit: AuditIndex, question: QuestionIndex) -> &[i16] {
        &self.years[audit.0 as usize][question.0 as usize]
    }

    /// The two years to set beside each other: the latest pair in which a nämnd measured both times, else
    /// the latest two. Whether a value is protected has no say in it.
    pub fn latest_pair(&self, audit: AuditIndex, question: QuestionIndex) -> Option<[i16; 2]> {
        let committees = self.of(audit, question).chunk_by(|a, b| a.committee == b.committee);
        let pairs = committees.flat_map(|points| {
            let years: Vec<i16> =
                points.iter().filter(|point| is_measured(point)).map(|point| point.year).collect();
            years.windows(2).map(|pair| [pair[1], pair[0]]).collect::<Vec<_>>()
        });
        let together = pairs.max().map(|[later, earlier]| [earlier, later]);
        together.or_else(|| self.years(audit, question).last_chunk::<2>().copied())
    }
}

fn measured_years(points: &[Point<'_>]) -> Vec<i16> {
    let mut years = Vec::with_capacity(points.len());
    years.extend(points.iter().filter(|point| is_measured(point)).map(|point| point.year));
    years.sort_unstable();
    years.dedup();
    years
}

/// The points of organisations that carry one line, by year; those that both have one for a year stand apart, in the
/// register's order. Nothing of none.
fn parted(mut points: Vec<Point<'_>>) -> Vec<Vec<Point<'_>>> {
    points.sort_by_key(|point| (point.year, point.committee));
    if points.windows(2).any(|pair| pair[0].year == pair[1].year) {
        points.sort_by_key(|point| (point.committee, point.year));
        points.chunk_by(|a, b| a.committee == b.committee).map(<[Point<'_>]>::to_vec).collect()
    } else if points.is_empty() {
        Vec::new()
    } else {
        vec![points]
    }
}

fn is_measured(point: &Point<'_>) -> bool {
    !matches!(point.result().mean, Shown::Missing(_))
}

/// One point a nämnd and year; returns those of other people, or gathered in another way, that have a value too.
fn settle<'a>(published: &Published, points: &mut Vec<Point<'a>>) -> Vec<Point<'a>> {
    points.sort_by_key(|point| (point.committee, point.year, point.report));
    let of = |point: &Point<'a>| (point.committee, point.year);
    if points.windows(2).all(|pair| of(&pair[0]) != of(&pair[1])) {
        return Vec::new();
    }
    // Who was asked and how, whatever the case, by number: there are few of them, and each point is asked again and again.
    let mut spelled: BTreeMap<[Option<&str>; 2], usize> = BTreeMap::new();
    let mut ways: BTreeMap<[Option<String>; 2], usize> = BTreeMap::new();
    for point in points.iter() {
        let told = [point.audience(), point.mode()];
        spelled.entry(told).or_insert_with(|| {
            let number = ways.len();
            *ways.entry(told.map(|text| text.map(str::to_lowercase))).or_insert(number)
        });
    }
    let asked =
        |point: &Point<'a>| (point.committee, spelled.get(&[point.audience(), point.mode()]).copied());
    let mut years: BTreeMap<_, BTreeSet<i16>> = BTreeMap::new();
    for point in points.iter().filter(|point| is_measured(point)) {
        years.entry(asked(point)).or_default().insert(point.year);
    }
    let times = |point: &Point<'a>| years.get(&asked(point)).map_or(0, BTreeSet::len);
    let decided = |report: &PublishedReport| {
        report.facts.decision.date.as_ref().and_then(Stated::value).map(|date| date.last())
    };
    points.sort_by_cached_key(|point| {
        let without_value = matches!(point.result().mean, Shown::Missing(_));
        let decided = decided(published.report(point.report));
        (point.committee, point.year, without_value, Reverse(times(point)), Reverse(decided), point.report)
    });
    let mut beside: Vec<Point<'a>> = Vec::new();
    points.dedup_by(|point, kept| {
        let same = (point.committee, point.year) == (kept.committee, kept.year);
        if same && is_measured(point) && asked(point) != asked(kept) {
            beside.push(*point);
        }
        same
    });
    beside
}

/// The mean of several nämnder's shown values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeanOfShown {
    /// On the scale's step, halves up.
    pub value: Decimal,
    /// By numbers of answers; else each nämnd counts the same.
    pub weighted: bool,
}

/// The mean of the shown values, weighted with their numbers of answers where all have one, on the scale's step
/// from `lowest`. `None` where fewer than two are shown: one alone is no mean over nämnder.
pub fn mean_of_shown(results: &[PublishedResult], lowest: Decimal, step: Decimal) -> Option<MeanOfShown> {
    let shown: Vec<(Decimal, Option<u64>)> = results
        .iter()
        .filter_map(|result| {
            Some((result.mean.value()?, result.respondents.value().filter(|count| *count > 0)))
        })
        .collect();
    if shown.len() < 2 {
        return None;
    }
    let weighted = shown.iter().all(|(_, count)| count.is_some());
    let numbers = shown.iter().map(|(mean, _)| mean).chain([&lowest, &step]);
    let places = numbers.map(|number| number.decimals()).max().unwrap_or_default();
    let units = |number: Decimal| number.in_units_of(places).map(i128::from);
    let (lowest, step) = (units(lowest)?, units(step)?);
    let mut sum = 0_i128;
    let mut answers = 0_i128;
    for (mean, count) in shown {
        let weight = if weighted { i128::from(count.unwrap_or(1)) } else { 1 };
        sum += weight * (units(mean)? - lowest);
        answers += weight;
    }
    let whole = answers.checked_mul(step).filter(|whole| *whole > 0)?;
    let steps = (2 * sum + whole).div_euclid(2 * whole);
    Some(MeanOfShown { value: Decimal::new(i64::try_from(lowest + steps * step).ok()?, places), weighted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Registers;
    use crate::model::date::PartialDate;
    use crate::model::organisation::{Name, Organisation, OrganisationKind, Predecessor};

    const fn result(respondents: u64, tenths: i64) -> PublishedResult {
        PublishedResult {
            respondents: Shown::Value(respondents),
            mean: Shown::Value(Decimal::new(tenths, 1)),
        }
    }

    static SURVEY: PublishedSurvey = PublishedSurvey {
        id: String::new(),
        audit: AuditIndex(0),
        audience: None,
        mode: None,
        sent: None,
        respondents: None,
        questions: Vec::new(),
    };

    static ASKED: PublishedQuestion = PublishedQuestion {
        question: QuestionIndex(0),
        wording: None,
        result: result(10, 30),
        distribution: None,
        splits: Vec::new(),
    };

    fn mean(results: &[PublishedResult]) -> Option<String> {
        mean_of_shown(results, Decimal::whole(1), Decimal::new(1, 1)).map(|mean| mean.value.swedish(1))
    }

    fn index(points: &[(u32, i16)]) -> SeriesIndex<'static> {
        let point = |(committee, year): &(u32, i16)| Point {
            committee: OrganisationIndex(*committee),
            year: *year,
            report: ReportIndex(0),
            survey: &SURVEY,
            asked: &ASKED,
        };
        let points: Vec<Point<'_>> = points.iter().map(point).collect();
        SeriesIndex {
            years: vec![vec![measured_years(&points)]],
            audits: vec![vec![points]],
            beside: vec![vec![Vec::new()]],
            figures: BTreeMap::new(),
            reported: BTreeSet::new(),
            withdrawn: BTreeSet::new(),
            lineage: Lineage::new(&registers()),
        }
    }

    /// Four nämnder; the second goes on from the third, which is told later in the register.
    fn registers() -> Registers {
        let name = |from| Name {
            name: "N".into(),
            abbreviation: None,
            from: Stated::Value(PartialDate::Year(from)),
            until: None,
        };
        let organisation = |from, predecessors: Vec<Predecessor>| Organisation {
            id: String::new(),
            kind: OrganisationKind::Committee,
            names: vec![name(from)],
            administrations: Vec::new(),
            predecessors,
            ended: None,
        };
        let before =
            Predecessor { organisation: OrganisationIndex(2), date: PartialDate::Year(2022), partly: false };
        let mut third = organisation(2010, Vec::new());
        third.ended = Some(PartialDate::Year(2021));
        let organisations = vec![
            organisation(2010, Vec::new()),
            organisation(2022, vec![before]),
            third,
            organisation(2010, Vec::new()),
        ];
        Registers { organisations, ..Registers::default() }
    }

    #[test]
    fn the_strands_of_one_are_those_of_all_that_it_carries_on() {
        let (question, audit) = (QuestionIndex(0), AuditIndex(0));
        let told = |strands: &[Vec<Point<'_>>]| -> Vec<Vec<(u32, i16)>> {
            let one =
                |points: &Vec<Point<'_>>| points.iter().map(|its| (its.committee.0, its.year)).collect();
            strands.iter().map(one).collect()
        };
        let apart = [(0, 2020), (1, 2021), (1, 2022), (2, 2020), (2, 2021), (3, 2020)];
        let joined = [(0, 2020), (1, 2022), (1, 2023), (2, 2020), (2, 2021), (3, 2020)];
        for points in [&apart[..], &joined, &joined[..3], &joined[1..2], &[]] {
            let series = index(points);
            let all = series.strands(audit, question);
            for committee in (0..4).map(OrganisationIndex) {
                let strand = series.lineage().strand(committee);
                let mut own = all.clone();
                own.retain(|points| strand.organisations.contains(&points[0].committee));
                assert_eq!(told(&series.strands_of(audit, question, committee)), told(&own), "{points:?}");
            }
        }
        assert_eq!(told(&index(&joined).strands_of(audit, question, OrganisationIndex(2))).len(), 1);
        assert_eq!(told(&index(&apart).strands_of(audit, question, OrganisationIndex(2))).len(), 2);
    }

    #[test]
    fn the_latest_years_that_a_committee_shares_are_set_side_by_side() {
        let pair = |points: &[(u32, i16)]| index(points).latest_pair(AuditIndex(0), QuestionIndex(0));
        assert_eq!(pair(&[(0, 2020), (0, 2023), (1, 2021)]), Some([2020, 2023]), "one alone in 2021");
        assert_eq!(pair(&[(0, 2020), (0, 2021), (1, 2020), (1, 2023)]), Some([2020, 2023]));
        assert_eq!(pair(&[(0, 2020), (1, 2023)]), Some([2020, 2023]), "nobody shares any");
        assert_eq!(pair(&[(0, 2020)]), None);
    }

    #[test]
    fn only_the_same_people_are_compared() {
        assert!(same_audience(Some("Chefer"), Some("chefer")));
        assert!(same_audience(None, Some("chefer")), "nothing told against it");
        assert!(!same_audience(Some("chefer"), Some("medarbetare")));
    }

    #[test]
    fn many_answers_weigh_more_and_halves_go_up() {
        assert_eq!(mean(&[result(90, 30), result(10, 40)]).as_deref(), Some("3,1"));
        assert_eq!(mean(&[result(10, 31), result(10, 32)]).as_deref(), Some("3,2"), "3,15");
    }

    #[test]
    fn a_hidden_value_has_no_part_in_it() {
        let hidden = PublishedResult { respondents: Shown::Protected, mean: Shown::Protected };
        assert_eq!(mean(&[result(10, 30), result(10, 40), hidden]).as_deref(), Some("3,5"));
        assert_eq!(mean(&[result(10, 30), hidden]), None);
    }

    #[test]
    fn without_every_number_of_answers_each_counts_the_same() {
        let uncounted = PublishedResult {
            respondents: Shown::Missing(Missing::NotStated),
            mean: Shown::Value(Decimal::whole(1)),
        };
        let mean =
            mean_of_shown(&[result(90, 30), uncounted], Decimal::whole(1), Decimal::new(1, 1)).unwrap();
        assert_eq!((mean.value.swedish(1).as_str(), mean.weighted), ("2,0", false));
    }
}
