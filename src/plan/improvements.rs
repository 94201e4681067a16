//! The pages of åtgärder: all of them, and one for each plain link that picks some out. Owns their addresses.
//! Every status has its page, also one that no åtgärd has just now: addresses live for ever.

use super::{Page, PageKind};
use crate::disclosure::Published;
use crate::model::organisation::OrganisationIndex;
use crate::model::report::ImprovementStatus;

/// The page of all åtgärder.
pub const IMPROVEMENTS_ADDRESS: &str = "atgarder/";

/// Where the pages of nämnder's åtgärder lie.
pub(super) const IMPROVEMENTS_BY_COMMITTEE: &str = "atgarder/namnd/";

/// Which åtgärder a page lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImprovementFilter {
    /// All.
    All,
    /// Those that stand so now.
    Status(ImprovementStatus),
    /// Those that a nämnd's reports have.
    Committee(OrganisationIndex),
    /// Those that a year's reports have.
    Year(i16),
    /// Those that a nämnd's reports of a year have.
    CommitteeYear(OrganisationIndex, i16),
}

/// The statuses, in the order readers meet them, and the last part of their page's address.
pub const STATUSES: [(ImprovementStatus, &str); 6] = [
    (ImprovementStatus::New, "ny"),
    (ImprovementStatus::Ongoing, "pagar"),
    (ImprovementStatus::Remains, "kvarstar"),
    (ImprovementStatus::NotFollowedUp, "ej-foljd-upp"),
    (ImprovementStatus::Done, "genomford"),
    (ImprovementStatus::Dropped, "utgatt"),
];

/// The page of some åtgärder.
pub fn improvements_address(published: &Published, filter: ImprovementFilter) -> String {
    match filter {
        ImprovementFilter::All => IMPROVEMENTS_ADDRESS.to_owned(),
        ImprovementFilter::Status(status) => {
            let slug = STATUSES.iter().find(|(its, _)| *its == status).map_or("", |(_, slug)| *slug);
            format!("{IMPROVEMENTS_ADDRESS}status/{slug}/")
        }
        ImprovementFilter::Committee(index) => {
            format!("{IMPROVEMENTS_BY_COMMITTEE}{}/", published.registers.organisation(index).id)
        }
        ImprovementFilter::Year(year) => format!("{IMPROVEMENTS_ADDRESS}ar/{year}/"),
        ImprovementFilter::CommitteeYear(index, year) => {
            format!("{IMPROVEMENTS_BY_COMMITTEE}{}/{year}/", published.registers.organisation(index).id)
        }
    }
}

/// Adds them: a page for each nämnd, each year and each year of a nämnd that has one of its own.
pub(super) fn push_improvements(published: &Published, pages: &mut Vec<Page>) {
    let mut filters = vec![ImprovementFilter::All];
    filters.extend(STATUSES.map(|(status, _)| ImprovementFilter::Status(status)));
    filters.extend(pages.iter().filter_map(|page| match page.kind {
        PageKind::Committee(index) => Some(ImprovementFilter::Committee(index)),
        PageKind::Year(year) => Some(ImprovementFilter::Year(year)),
        PageKind::CommitteeYear(index, year) => Some(ImprovementFilter::CommitteeYear(index, year)),
        _ => None,
    }));
    pages.extend(filters.into_iter().map(|filter| Page {
        address: improvements_address(published, filter),
        kind: PageKind::Improvements(filter),
    }));
}
