//! What of a question's lines is one nämnd's own: its line, and that of those whose whole work came to it. Owns that
//! choice, and which nämnder's lines are drawn as panels of their own.

use super::line::{Line, lines_of};
use super::lineage::Lineage;
use super::series::SeriesIndex;
use crate::disclosure::Published;
use crate::model::audit::{AuditIndex, PANELS_FROM, QuestionIndex};
use crate::model::organisation::OrganisationIndex;
use crate::model::scale::AnswerScaleIndex;

/// The organisations whose whole work came to this one, and itself.
pub fn before_and_itself(lineage: &Lineage, committee: OrganisationIndex) -> &[OrganisationIndex] {
    let all = &lineage.strand(committee).organisations;
    let until = all.iter().position(|its| *its == committee).map_or(all.len(), |at| at + 1);
    &all[..until]
}

/// Of a question's [lines](super::lines), the one that these organisations are in: those of one nämnd, as
/// [`before_and_itself`] tells them.
pub fn own_line<'s, 'a>(
    published: &'a Published,
    series: &'s SeriesIndex<'a>,
    question: (AuditIndex, QuestionIndex),
    own: &[OrganisationIndex],
) -> Option<Line<'s, 'a>> {
    let lines = lines_of(published, series, question, *own.last()?);
    lines.into_iter().find(|line| own.contains(&line.moments[0].point.committee))
}

/// Of a question's [lines](super::lines), the one that has a value of this nämnd's own.
pub fn line_with<'s, 'a>(
    published: &'a Published,
    series: &'s SeriesIndex<'a>,
    question: (AuditIndex, QuestionIndex),
    committee: OrganisationIndex,
) -> Option<Line<'s, 'a>> {
    let mut lines = lines_of(published, series, question, committee).into_iter();
    lines.find(|line| line.moments.iter().any(|moment| moment.point.committee == committee))
}

/// The scales on which a granskning's questions are measured, in the questions' order, with each nämnd that has
/// answered one of them in [`PANELS_FROM`] years or more.
pub fn panel_scales(
    published: &Published,
    series: &SeriesIndex<'_>,
    audit: AuditIndex,
    committees: impl IntoIterator<Item = OrganisationIndex>,
) -> Vec<(OrganisationIndex, AnswerScaleIndex)> {
    let questions = (0..).map(QuestionIndex).zip(&published.registers.audit(audit).questions);
    let measured: Vec<_> = questions.filter_map(|(index, question)| Some((question.scale?, index))).collect();
    let mut found = Vec::new();
    for committee in committees {
        let own = before_and_itself(series.lineage(), committee);
        for (scale, question) in &measured {
            let line = own_line(published, series, (audit, *question), own);
            let has = line.is_some_and(|line| line.moments.len() >= PANELS_FROM);
            if has && !found.contains(&(committee, *scale)) {
                found.push((committee, *scale));
            }
        }
    }
    found
}
