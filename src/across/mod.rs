//! Checks that need the whole site or the whole of a text: who hasn't reported what was decided for all, which open åtgärd a
//! later report passes over in silence, and figures and colours in running text. All give warnings; what isn't beyond doubt
//! gives none. Owns no look-up of ids and nothing that pages show; sees only what disclosure has released, and texts whose
//! masks are out.

mod colours;
mod figures;
mod marked;
mod tokens;

use crate::compare::{Coverage, Followed, Lineage, Mention, Standing, coverage, is_open};
use crate::diagnostic::{AcrossProblem, Diagnostic, FieldPath, Place};
use crate::digest::Digest;
use crate::disclosure::Published;
use crate::disclosure::published::PublishedReport;
use crate::kept::ByText;
use crate::model::audit::{AuditIndex, Scope};
use crate::model::date::Day;
use crate::model::report::{Improvement, ReportFacts, ReportIndex, ReportKind, Status};
use crate::parallel;
use crate::parse::front_matter::front_matter;
use crate::parse::mask::unmask;
use crate::source::{SourceKind, Sources};

/// How many hexadecimal digits a mark has, like those of other warnings.
const MARK_DIGITS: usize = 10;

/// What an earlier reading found in running texts.
#[derive(Default)]
pub struct InTexts {
    found: ByText<Vec<Diagnostic>>,
    /// The words by which colours are explained, which decide what is found.
    words: Option<colours::Meanings>,
}

/// Everything that these checks find, in the order of the documents. `today` says which years are over.
pub fn across(published: &Published, sources: &Sources, today: Day) -> Vec<Diagnostic> {
    across_after(published, sources, today, None)
}

/// The same after an earlier reading, whose findings are taken where the texts are the very same; and keeps those of this one.
pub fn across_after(
    published: &Published,
    sources: &Sources,
    today: Day,
    earlier: Option<&mut InTexts>,
) -> Vec<Diagnostic> {
    let mut found = not_reported(published, sources, today);
    found.extend(passed_over(published));
    let words = colours::meanings(&published.registers);
    let known = earlier.as_ref().filter(|known| known.words.as_ref() == Some(&words));
    let texts = parallel::map(&published.reports, |report| {
        let kept = known.and_then(|known| known.found.of(report.facts.file, sources));
        kept.map_or_else(|| in_text(report, sources, &words), Clone::clone)
    });
    let holds = known.is_some();
    if let Some(earlier) = earlier {
        // What was found by other words holds no more, nor of texts that aren't shown now.
        if !holds {
            earlier.found = ByText::default();
        }
        earlier.found.only_of(sources);
        earlier.words = Some(words);
        for (report, found) in published.reports.iter().zip(&texts) {
            earlier.found.keep(report.facts.file, sources, found.clone());
        }
    }
    found.extend(texts.into_iter().flatten());
    found
}

/// Who hasn't reported a granskning that was decided for all, for years that are over.
fn not_reported(published: &Published, sources: &Sources, today: Day) -> Vec<Diagnostic> {
    let register = sources.iter().find(|(_, file)| file.kind == SourceKind::Audits).map(|(id, _)| id);
    let Some(file) = register else { return Vec::new() };
    let mut found = Vec::new();
    for (number, area) in published.registers.audits.iter().enumerate() {
        if area.scope != Scope::CityWide || area.decisions.iter().all(|its| its.year >= today.year()) {
            continue;
        }
        let Ok(index) = u32::try_from(number) else { continue };
        let Coverage { years, rows } = coverage(published, AuditIndex(index));
        for (place, decision) in area.decisions.iter().enumerate() {
            let Some(column) = years.iter().position(|year| *year == decision.year) else { continue };
            if decision.year >= today.year() {
                continue;
            }
            let silent = rows
                .iter()
                .filter(|row| matches!(row.cells.get(column), Some(Standing::Lacking | Standing::Awaited)));
            for row in silent {
                let committee = published.registers.organisation(row.committee);
                let path = FieldPath::root().to("granskningar").to(number).to("beslut").to(place).to("år");
                let problem = AcrossProblem::NotReported {
                    committee: committee.name_in(decision.year).name.clone(),
                    audit: area.title.clone(),
                    year: decision.year,
                };
                let told = format!("inte rapporterat\n{}\n{}\n{}", area.id, decision.year, committee.id);
                found.push(Diagnostic::new(problem, Place::value(file, path)).marked(mark(&told)));
            }
        }
    }
    found
}

fn mark(told: &str) -> String {
    Digest::of(told.as_bytes()).to_string()[..MARK_DIGITS].to_owned()
}

/// Could a report of this kind have told how an earlier year's åtgärder stand?
const fn follows_up(facts: &ReportFacts) -> bool {
    let kind = matches!(facts.kind, ReportKind::FollowUp | ReportKind::InterimReport | ReportKind::Audit);
    kind && facts.belongs_to.is_none() && facts.status.is_in_force()
}

/// Open åtgärder that no later report of the same nämnd, or the one that took over all its work, and granskning goes on
/// from, though there is one.
fn passed_over(published: &Published) -> Vec<Diagnostic> {
    let followed = Followed::new(published);
    let lineage = Lineage::new(&published.registers);
    let whose = |facts: &ReportFacts| lineage.strand(facts.committee).last();
    let mut later: Vec<(ReportIndex, &PublishedReport)> =
        published.indexed_reports().filter(|(_, its)| follows_up(&its.facts)).collect();
    later.sort_by_key(|(index, its)| (whose(&its.facts), its.facts.year, *index));
    // What each nämnd's own later reports go on from.
    let mut taken_up: Vec<(Mention, ReportIndex)> = Vec::new();
    for (index, report) in published.indexed_reports() {
        let facts = &report.facts;
        if !facts.status.is_in_force() {
            continue;
        }
        for its in &facts.improvements {
            taken_up.extend(followed.before(published, its).map(|mention| (mention, index)));
        }
    }
    taken_up.sort_unstable();
    let mut found = Vec::new();
    for (index, report) in published.indexed_reports() {
        let facts = &report.facts;
        if facts.status != Status::Decided {
            continue;
        }
        for (place, its) in facts.improvements.iter().enumerate() {
            let mention = Mention { year: facts.year, report: index, place };
            let own = |(_, by): &(Mention, ReportIndex)| whose(&published.report(*by).facts) == whose(facts);
            let from = taken_up.partition_point(|(known, _)| *known < mention);
            let goes_on = taken_up[from..].iter().take_while(|(known, _)| *known == mention).any(own);
            if !is_open(its.status) || goes_on {
                continue;
            }
            let first = later.partition_point(|(_, its)| {
                (whose(&its.facts), its.facts.year) <= (whose(facts), facts.year)
            });
            let mut after = later[first..].iter().take_while(|(_, its)| whose(&its.facts) == whose(facts));
            if let Some((_, silent)) = after.find(|(_, later)| is_about(&later.facts, its, facts)) {
                found.push(told(facts, place, &silent.facts));
            }
        }
    }
    found
}

/// Is the report about what the åtgärd comes from? One without a granskning comes from its report's only one; of a report
/// with several it is asked for of none.
fn is_about(later: &ReportFacts, its: &Improvement, own: &ReportFacts) -> bool {
    let only = if let [only] = own.audits.as_slice() { Some(only.audit) } else { None };
    its.audit.or(only).is_some_and(|audit| later.audits.iter().any(|entry| entry.audit == audit))
}

fn told(facts: &ReportFacts, place: usize, silent: &ReportFacts) -> Diagnostic {
    let id = &facts.improvements[place].id;
    let problem = AcrossProblem::PassedOver {
        improvement: id.clone(),
        earlier: facts.id.clone(),
        later: silent.id.clone(),
    };
    let earlier = FieldPath::root().to("åtgärder").to(place).to("id");
    let mark = mark(&format!("förbigången\n{}\n{id}\n{}", facts.id, silent.id));
    let here = FieldPath::root().to("granskningar");
    Diagnostic::new(problem, Place::key(silent.file, here))
        .related(Place::value(facts.file, earlier))
        .marked(mark)
}

/// Figures and colours of a report's text.
fn in_text(report: &PublishedReport, sources: &Sources, words: &colours::Meanings) -> Vec<Diagnostic> {
    let file = report.facts.file;
    let text = sources.file(file).text.get();
    let Ok(split) = front_matter(&text) else { return Vec::new() };
    let body = unmask(&text, split.body_offset);
    let may_tell = |text: &str| figures::may_tell(text) || colours::may_tell(text);
    let mut found = marked::marked(&body.text);
    // Many a text tells nothing from end to end.
    if may_tell(&body.text) {
        let tokens = tokens::tokens_of(&body.text, may_tell);
        found.extend(figures::figures(&tokens));
        found.extend(colours::colours(&body.text, &tokens, words));
    }
    found.sort_by_key(|(range, _)| range.start);
    let place = |range: std::ops::Range<usize>| Place::Bytes(file, body.span(range.start, range.end));
    found.into_iter().map(|(range, problem)| Diagnostic::new(problem, place(range))).collect()
}
