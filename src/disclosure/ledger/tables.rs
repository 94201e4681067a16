//! From the surveys of a block to one table for each question: groups, sums, links and facts. Owns no search
//! and no rule but what is printed already.

use super::facts::{Fault, Subject, can_be_equal, claim};
use super::rules::{Hidden, Rules};
use super::scale::WholeScale;
use super::survey::{Entry, GroupAt, Surveys, groups, mean, respondents};
use crate::diagnostic::{Diagnostic, FieldPath, Place, ProtectionProblem};
use crate::disclosure::raw::RawResult;
use crate::disclosure::suppress::table::{
    Claim, Demands, Fact, FixedBy, Group, GroupIndex, Measures, Sum, Table,
};
use crate::model::Model;
use crate::model::audit::{AuditIndex, QuestionIndex};
use crate::model::date::Stated;
use crate::model::fact::{DeclaredFact, FactClaim, GroupName, SurveyRef};
use crate::model::printed::{PrintedMeasure, PrintedOfSurvey};
use crate::model::report::RawQuestion;

/// A question's table, and what its groups and facts are on the site.
pub(super) struct QuestionTable {
    pub(super) audit: AuditIndex,
    pub(super) question: QuestionIndex,
    pub(super) table: Table,
    /// By group.
    pub(super) cells: Vec<Cell>,
    /// By fact.
    pub(super) origins: Vec<Origin>,
    pub(super) scale: WholeScale,
    /// The question has means that can't be reckoned with exactly.
    pub(super) unreckonable: bool,
}

/// Where a table's group stands on the site.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// The survey's place in [`Surveys::all`].
    pub(super) survey: usize,
    /// The question's place in the survey.
    pub(super) question: usize,
    pub(super) group: GroupAt,
    pub(super) name: GroupName,
    /// What is hidden for its own sake.
    pub(super) own: Hidden,
}

/// Where a table's fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// An item of `uppgifter`: report, place among its facts.
    Declared(usize, usize),
    /// `utskick` of a survey.
    Sent(usize),
    /// `svarande` of a survey, beside a question's own.
    Respondents(usize),
    /// `fördelning` of a question, shown as whole per cent (R9): of all who answered one survey.
    Distribution {
        /// The survey's place in [`Surveys::all`].
        survey: usize,
        /// The question's place in the survey.
        question: usize,
        /// Whom it is of.
        group: GroupIndex,
    },
    /// Two groups are the same people.
    Link,
}

/// Makes the tables of one block.
pub(super) struct Tables<'a, 'm> {
    pub(super) model: &'m Model,
    pub(super) surveys: &'a Surveys<'m>,
    pub(super) rules: Rules,
    pub(super) found: Vec<Diagnostic>,
}

impl<'m> Tables<'_, 'm> {
    /// The tables of a block, in the order in which its surveys ask; `declared` are the facts about them.
    pub(super) fn of(&mut self, block: &[usize], declared: &[(usize, usize)]) -> Vec<QuestionTable> {
        let mut asked: Vec<(AuditIndex, QuestionIndex)> = Vec::new();
        for survey in block {
            let survey = self.surveys.all[*survey].survey;
            for question in &survey.questions {
                if !asked.contains(&(survey.audit, question.question)) {
                    asked.push((survey.audit, question.question));
                }
            }
        }
        asked.into_iter().map(|of| self.question(block, declared, of)).collect()
    }

    fn question(
        &mut self,
        block: &[usize],
        declared: &[(usize, usize)],
        (audit, question): (AuditIndex, QuestionIndex),
    ) -> QuestionTable {
        let registers = &self.model.registers;
        let known = registers.audit(audit).questions[question.0 as usize].scale;
        let reckoned = known.map(|scale| WholeScale::of(registers.answer_scale(scale)));
        let unreckonable = reckoned.as_ref().is_some_and(Option::is_none);
        let scale = reckoned.flatten();
        let shows_mean = scale.is_some();
        let scale = scale.unwrap_or_else(WholeScale::none);
        let mut its = QuestionTable {
            audit,
            question,
            table: Table {
                scale: scale.scale.clone(),
                threshold: self.rules.threshold,
                // A distribution is a fact about its group: it can be taken back though the mean stays.
                shows: Measures { n: true, mean: shows_mean, counts: false, percentages: false },
                demands: Demands::of_rules(self.rules.threshold),
                zeros_shown: self.rules.zeros_shown,
                groups: Vec::new(),
                sums: Vec::new(),
                facts: Vec::new(),
            },
            cells: Vec::new(),
            origins: Vec::new(),
            scale,
            unreckonable,
        };
        for survey in block {
            let entry = self.surveys.all[*survey];
            let asked = entry.survey.questions.iter().enumerate();
            let asked = asked.filter(|(_, asked)| entry.survey.audit == audit && asked.question == question);
            if let Some((at, asked)) = asked.into_iter().next() {
                self.survey(&mut its, *survey, at, asked);
            }
        }
        for survey in block {
            self.links(&mut its, *survey);
        }
        self.wholes(&mut its, block);
        for (report, fact) in declared {
            self.declared(&mut its, *report, *fact);
        }
        its
    }

    /// A survey's groups, how they add up, and what is told of their number beside them.
    fn survey(&self, its: &mut QuestionTable, survey: usize, at: usize, question: &RawQuestion) {
        let entry = self.surveys.all[survey];
        let own = self.rules.question(entry, question);
        let survey_name = entry.name();
        let printed = self.model.printed.of(&survey_name);
        let total_at = its.table.groups.len();
        for (group_at, name, result) in groups(question) {
            let told = if group_at.is_none() { entry.total(question) } else { respondents(result) };
            let label = match &name {
                None => survey_name.clone(),
                Some((split, group)) => format!("{survey_name}: {split}, {group}"),
            };
            let group = self.group(its, (entry, printed), (&name, label), result, told);
            its.table.groups.push(group);
            its.cells.push(Cell { survey, question: at, group: group_at, name, own: own.of(group_at) });
        }
        let mut next = total_at + 1;
        for (_, members) in &question.splits {
            let parts: Vec<GroupIndex> = (next..next + members.len()).collect();
            next += members.len();
            its.add_sum(total_at, parts, true);
        }
        self.distribution(its, (survey, at), total_at, (question, printed));
        let Some(n) = its.table.groups[total_at].n else { return };
        let common = entry.common().and_then(|common| common.value().copied());
        if let Some(common) = common.filter(|common| *common > n) {
            let is_printed =
                printed.get(None, None, PrintedMeasure::Respondents) == Some(&common.to_string());
            if is_printed || entry.is_shown() {
                its.bound(total_at, common, Origin::Respondents(survey), is_printed);
            }
        }
        if let Some(sent) = entry.sent().filter(|sent| *sent >= n) {
            let is_printed = printed.get(None, None, PrintedMeasure::Sent) == Some(&sent.to_string());
            if is_printed || entry.is_shown() {
                its.bound(total_at, sent, Origin::Sent(survey), is_printed);
            }
        }
    }

    /// R9: of enough answers a distribution is shown, as whole per cent. Whoever reads it is taken to know the counts:
    /// of fewer than a hundred answers the shares give them, and of more they all but do.
    fn distribution(
        &self,
        its: &mut QuestionTable,
        (survey, at): (usize, usize),
        group: GroupIndex,
        (question, printed): (&RawQuestion, PrintedOfSurvey<'_>),
    ) {
        let entry = self.surveys.all[survey];
        let all = &its.table.groups[group];
        let (Some(n), Some(counts)) = (all.n, all.counts.clone()) else { return };
        if n < self.rules.distribution_least || n < self.rules.threshold {
            return;
        }
        let id = self.model.registers.audit(its.audit).questions[its.question.0 as usize].id.as_str();
        let shares = shares(&counts).map(|shares| printed_shares(&shares));
        let is_printed = entry.report.facts.already_public.is_some()
            && question.result.distribution.is_some()
            || shares.is_some_and(|shares| {
                printed.get(Some(id), None, PrintedMeasure::Distribution) == Some(&shares)
            });
        let counts = counts.into_iter().map(Some).collect();
        its.table.facts.push(Fact {
            id: String::new(),
            claim: Claim::Counts { group, counts },
            retractable: !is_printed,
        });
        its.origins.push(Origin::Distribution { survey, question: at, group });
    }

    fn group(
        &self,
        its: &QuestionTable,
        (entry, before): (Entry<'m>, PrintedOfSurvey<'_>),
        (name, label): (&GroupName, String),
        result: &RawResult,
        told: Option<Stated<u64>>,
    ) -> Group {
        let n = told.and_then(|told| told.value().copied());
        // A mean on an unknown number that nobody vouches for is never shown.
        let shown = mean(result).filter(|_| n != Some(0) && (n.is_some() || entry.survey.at_least_five));
        let whole = shown.and_then(|mean| its.scale.mean(mean)).filter(|_| its.table.shows.mean);
        let counts = result.distribution.as_ref().and_then(|told| its.scale.counts(told.get()));
        let counts = counts.filter(|counts| {
            n.is_some() && n == added(counts.iter().copied().map(Some)) && its.table.shows.mean
        });
        let is_public = entry.report.facts.already_public.is_some();
        let id = self.model.registers.audit(its.audit).questions[its.question.0 as usize].id.as_str();
        let of_group = name.as_ref().map(|(split, group)| (&**split, &**group));
        let printed = |measure, value: Option<String>| {
            value.is_some_and(|value| before.get(Some(id), of_group, measure) == Some(&value))
        };
        let common = entry.common().and_then(|common| common.value().copied());
        let as_common = name.is_none()
            && n.is_some_and(|n| Some(n) == common)
            && before.get(None, None, PrintedMeasure::Respondents) == Some(&n.unwrap_or(0).to_string());
        let n_fixed = n.is_some()
            && (is_public || as_common || printed(PrintedMeasure::Respondents, n.map(|n| n.to_string())));
        let result_fixed = whole.is_some()
            && (is_public || printed(PrintedMeasure::Mean, shown.map(|mean| mean.to_string())));
        // Printed under a lower threshold: it can't be taken back, and there is nothing left to protect.
        let was_let_through = n.is_some_and(|n| n < self.rules.threshold);
        let fixed_by = match (is_public, n_fixed || result_fixed) {
            (true, _) => FixedBy::PublicRecord,
            (false, true) if was_let_through => FixedBy::PublicRecord,
            (false, true) => FixedBy::OwnRules,
            (false, false) => FixedBy::Anybody,
        };
        Group { name: label, n, mean: whole, counts, n_fixed, result_fixed, fixed_by }
    }

    /// `samma_som`, and the edition that this one replaces.
    fn links(&mut self, its: &mut QuestionTable, survey: usize) {
        let entry = self.surveys.all[survey];
        let same = entry.survey.same_as.as_ref().and_then(|same| self.surveys.find(same));
        for (other, is_stated) in same
            .map(|same| (same, true))
            .into_iter()
            .chain(self.surveys.earlier_edition(survey).map(|e| (e, false)))
        {
            for (a, b) in its.matching(survey, other) {
                if can_be_equal(&its.table.groups[a], &its.table.groups[b]) {
                    its.add_link(Claim::Equal(a, b));
                } else if is_stated {
                    let problem = ProtectionProblem::NotTheSame { survey: self.surveys.all[other].name() };
                    self.tell(problem, survey_key(entry, "samma_som"));
                } else if its.table.groups[a].n.is_some() && its.table.groups[a].n == its.table.groups[b].n {
                    // The answers were corrected, not who gave them.
                    its.add_link(Claim::SameNumber(a, b));
                }
            }
        }
    }

    /// `ingår_i`: the parts of one survey share nobody, unless they are more than it together.
    fn wholes(&mut self, its: &mut QuestionTable, block: &[usize]) {
        let mut wholes: Vec<(usize, Vec<usize>)> = Vec::new();
        for part in block {
            let whole = self.surveys.all[*part].survey.part_of.as_ref().and_then(|of| self.surveys.find(of));
            let Some(whole) = whole else { continue };
            match wholes.iter_mut().find(|(of, _)| *of == whole) {
                Some((_, parts)) => parts.push(*part),
                None => wholes.push((whole, vec![*part])),
            }
        }
        for (whole, parts) in wholes {
            let mut below: Vec<(GroupIndex, Vec<GroupIndex>)> = Vec::new();
            for part in parts {
                for (small, large) in its.matching(part, whole) {
                    let n = |group: GroupIndex| its.table.groups[group].n;
                    if n(small).zip(n(large)).is_some_and(|(small, large)| small > large) {
                        let problem = ProtectionProblem::NotAPart { survey: self.surveys.all[whole].name() };
                        self.tell(problem, survey_key(self.surveys.all[part], "ingår_i"));
                        continue;
                    }
                    match below.iter_mut().find(|(of, _)| *of == large) {
                        Some((_, smalls)) => smalls.push(small),
                        None => below.push((large, vec![small])),
                    }
                }
            }
            for (large, smalls) in below {
                let n = |group: &GroupIndex| its.table.groups[*group].n.unwrap_or(0);
                let together = smalls.iter().map(n).fold(0_u64, u64::saturating_add);
                if its.table.groups[large].n.is_some_and(|n| together > n) {
                    for small in smalls {
                        its.add_sum(large, vec![small], false);
                    }
                } else {
                    its.add_sum(large, smalls, false);
                }
            }
        }
    }

    fn tell(&mut self, problem: ProtectionProblem, place: Place) {
        let diagnostic = Diagnostic::new(problem, place);
        if !self.found.contains(&diagnostic) {
            self.found.push(diagnostic);
        }
    }

    fn declared(&mut self, its: &mut QuestionTable, report: usize, fact: usize) {
        let report_at = report;
        let report = &self.model.reports[report];
        let declared = &report.declared[fact];
        let told = declared.claim.get();
        let path = FieldPath::root().to("uppgifter").to(declared.index);
        let place = Place::value(report.facts.file, path);
        if let FactClaim::Change(_, other) | FactClaim::Same(other, _) = told
            && self.surveys.find(other).is_none()
        {
            // What it is set against isn't built in this run.
            return;
        }
        let Some(groups) = self.subjects(its, declared, &place) else { return };
        let reference = |survey: &SurveyRef, group: &GroupName| {
            self.surveys.find(survey).and_then(|survey| its.find(survey, group))
        };
        let first = declared.groups.first().cloned().flatten();
        let other = match told {
            // Set against the same group before, or all where there was none of that name.
            FactClaim::Change(_, from) => reference(from, &first).or_else(|| reference(from, &None)),
            FactClaim::Same(survey, group) => reference(survey, group),
            _ => None,
        };
        let sent = declared.surveys.first().and_then(|survey| self.surveys.find(survey));
        let subject = Subject {
            all: &its.table.groups,
            scale: &its.scale,
            groups,
            other,
            sent: sent.and_then(|survey| self.surveys.all[survey].sent()),
        };
        match claim(told, &subject) {
            Ok(claim) => {
                its.table.facts.push(Fact {
                    id: declared.id.clone(),
                    claim,
                    retractable: declared.retractable,
                });
                its.origins.push(Origin::Declared(report_at, fact));
            }
            Err(Fault::False) => {
                self.tell(ProtectionProblem::FalseFact { fact: declared.id.clone() }, place);
            }
            Err(Fault::Lacks(key)) => self.tell(ProtectionProblem::FactLacks { key }, place),
        }
    }

    /// The groups of this table that a fact speaks of; `None` where it speaks of other questions.
    fn subjects(
        &mut self,
        its: &QuestionTable,
        declared: &DeclaredFact,
        place: &Place,
    ) -> Option<Vec<GroupIndex>> {
        let mut found = Vec::new();
        for survey in &declared.surveys {
            let survey = self.surveys.find(survey)?;
            let entry = self.surveys.all[survey];
            if entry.survey.audit != its.audit || declared.question.is_some_and(|asked| asked != its.question)
            {
                return None;
            }
            for group in &declared.groups {
                let Some(at) = its.find(survey, group) else {
                    if declared.question.is_some()
                        && entry.survey.questions.iter().any(|q| q.question == its.question)
                    {
                        self.tell(ProtectionProblem::FactLacks { key: "grupp" }, place.clone());
                    }
                    return None;
                };
                let common = entry.common().and_then(|common| common.value().copied());
                // Of the whole survey: the questions that everybody answered.
                if declared.question.is_none() && (common.is_none() || its.table.groups[at].n != common) {
                    return None;
                }
                found.push(at);
            }
        }
        found.sort_unstable();
        found.dedup();
        Some(found)
    }
}

fn survey_key(entry: Entry<'_>, key: &str) -> Place {
    let path = FieldPath::root().to("enkäter").to(entry.survey.index).to(key);
    Place::value(entry.report.facts.file, path)
}

/// Each answer's whole per cent, halves up; `None` for no answers.
pub(super) fn shares(counts: &[u64]) -> Option<Vec<u8>> {
    let n: u64 = added(counts.iter().copied().map(Some)).filter(|n| *n > 0)?;
    counts.iter().map(|count| percent(*count, n)).collect()
}

/// So many of `n` as whole per cent, halves up.
pub(super) fn percent(count: u64, n: u64) -> Option<u8> {
    let percent = (200 * u128::from(count) + u128::from(n)) / (2 * u128::from(n));
    u8::try_from(percent).ok()
}

/// As `svar.lock` has them: `12-32-40-16`.
pub(super) fn printed_shares(shares: &[u8]) -> String {
    shares.iter().map(u8::to_string).collect::<Vec<_>>().join("-")
}

/// A sum, where each part of it is known and it is a number that can be held.
fn added(mut parts: impl Iterator<Item = Option<u64>>) -> Option<u64> {
    parts.try_fold(0_u64, |sum, part| sum.checked_add(part?))
}

impl QuestionTable {
    /// A survey's group by name.
    pub(super) fn find(&self, survey: usize, name: &GroupName) -> Option<GroupIndex> {
        self.cells.iter().position(|cell| cell.survey == survey && cell.name == *name)
    }

    /// The groups that two surveys both have, by name.
    fn matching(&self, one: usize, other: usize) -> Vec<(GroupIndex, GroupIndex)> {
        let of_one = self.cells.iter().enumerate().filter(|(_, cell)| cell.survey == one);
        of_one.filter_map(|(at, cell)| Some((at, self.find(other, &cell.name)?))).collect()
    }

    fn add_sum(&mut self, total: GroupIndex, parts: Vec<GroupIndex>, split: bool) {
        let sum = added(parts.iter().map(|part| self.table.groups[*part].n));
        let complete = sum.is_some() && sum == self.table.groups[total].n;
        self.table.sums.push(Sum { total, parts, complete, split });
    }

    fn add_link(&mut self, claim: Claim) {
        self.table.facts.push(Fact { id: String::new(), claim, retractable: false });
        self.origins.push(Origin::Link);
    }

    fn bound(&mut self, group: GroupIndex, most: u64, origin: Origin, is_printed: bool) {
        let claim = Claim::Count { group, least: None, most: Some(most) };
        self.table.facts.push(Fact { id: String::new(), claim, retractable: !is_printed });
        self.origins.push(origin);
    }
}
