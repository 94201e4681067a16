//! What of a question's lines is one nämnd's own: its line, and that of those whose whole work came to it. Owns that
//! choice, and which nämnder's lines are drawn as panels of their own.

use super::line::{Line, Lines, lines};
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

/// Of a question's lines, the one that these organisations are in.
pub fn own_line<'l, 's, 'a>(lines: &'l Lines<'s, 'a>, own: &[OrganisationIndex]) -> Option<&'l Line<'s, 'a>> {
    lines.lines.iter().find(|line| own.contains(&line.moments[0].point.committee))
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
    let measured: Vec<_> = questions
        .filter_map(|(index, question)| Some((question.scale?, lines(published, series, (audit, index)))))
        .collect();
    let mut found = Vec::new();
    for committee in committees {
        let own = before_and_itself(series.lineage(), committee);
        for (scale, its) in &measured {
            let has = own_line(its, own).is_some_and(|line| line.moments.len() >= PANELS_FROM);
            if has && !found.contains(&(committee, *scale)) {
                found.push((committee, *scale));
            }
        }
    }
    found
}
