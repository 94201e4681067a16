//! Åtgärder as pages list them: threads, and which of them each choice picks out. Owns the lists; made once a build.

use std::collections::BTreeMap;

use crate::compare::{Followed, Thread, threads};
use crate::disclosure::Published;
use crate::model::report::ReportIndex;
use crate::plan::ImprovementFilter;

/// All åtgärder of a site.
pub(crate) struct Improvements {
    /// What each goes on from.
    pub(crate) followed: Followed,
    /// Open ones first, among them those that have been open longest.
    pub(crate) threads: Vec<Thread>,
    /// By choice, places in `threads`, rising. A choice that picks none out isn't here.
    picked: BTreeMap<ImprovementFilter, Vec<usize>>,
    /// By report and place among its åtgärder, the thread.
    thread_of: BTreeMap<(ReportIndex, usize), usize>,
}

impl Improvements {
    /// Looks through the reports once.
    pub(crate) fn new(published: &Published) -> Self {
        let followed = Followed::new(published);
        let threads = threads(published, &followed);
        let mut picked: BTreeMap<ImprovementFilter, Vec<usize>> = BTreeMap::new();
        for (place, thread) in threads.iter().enumerate() {
            let mut filters = vec![ImprovementFilter::All];
            filters.extend(thread.statuses(published).into_iter().map(ImprovementFilter::Status));
            for mention in &thread.mentions {
                let committee = mention.committee(published);
                filters.push(ImprovementFilter::Committee(committee));
                filters.push(ImprovementFilter::Year(mention.year));
                filters.push(ImprovementFilter::CommitteeYear(committee, mention.year));
            }
            filters.sort_unstable();
            filters.dedup();
            for filter in filters {
                picked.entry(filter).or_default().push(place);
            }
        }
        let mentions = threads.iter().enumerate().flat_map(|(place, thread)| {
            thread.mentions.iter().map(move |mention| ((mention.report, mention.place), place))
        });
        let thread_of = mentions.collect();
        Self { followed, threads, picked, thread_of }
    }

    /// The first year of an åtgärd's thread, where the thread is still open.
    pub(crate) fn open_since(&self, report: ReportIndex, place: usize) -> Option<i16> {
        let thread = &self.threads[*self.thread_of.get(&(report, place))?];
        thread.is_open.then_some(thread.since)
    }

    /// The threads that a choice picks out, by their places in `threads`, rising.
    pub(crate) fn picked(&self, filter: ImprovementFilter) -> &[usize] {
        self.picked.get(&filter).map_or(&[], Vec::as_slice)
    }
}
