//! Where a build's time goes, for `--timings`: how long each stage took, and what its threads did with the pages
//! together; and what needn't be done. Owns the clock of the stages and the table; knows no stage's work.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::compile::Stage;
use crate::diagnostic::words::Language;
use crate::number::{Decimal, NO_BREAK_SPACE};

/// A stage of a build, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Files are read and decoded.
    Read,
    /// What was read is compared with what the last build read.
    Compare,
    /// A stage from sources to a plan.
    Compile(Stage),
    /// Pages are rendered, read by the gate and written.
    Pages,
    /// The new site takes the old one's place.
    Publish,
}

/// A part of the work on pages, as all threads spend time on it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Render,
    Gate,
    Write,
}

/// The stages that have begun, and when.
pub(super) struct Timings {
    begun: Vec<(Step, Instant)>,
    /// Nanoseconds of all threads, by [`Part`].
    parts: [AtomicU64; 3],
    /// Documents that needn't be read and pages that needn't be made.
    kept: [AtomicUsize; 2],
}

/// What the last build has read or made.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kept {
    Document,
    Page,
}

impl Timings {
    /// Begins with the reading.
    pub(super) fn new() -> Self {
        Self {
            begun: vec![(Step::Read, Instant::now())],
            parts: Default::default(),
            kept: Default::default(),
        }
    }

    /// A stage begins, and so the one before ends.
    pub(super) fn begin(&mut self, step: Step) {
        self.begun.push((step, Instant::now()));
    }

    /// A thread has worked on a part since then; the time now.
    pub(super) fn worked(&self, part: Part, since: Instant) -> Instant {
        let now = Instant::now();
        let spent = u64::try_from((now - since).as_nanos()).unwrap_or(u64::MAX);
        self.parts[part as usize].fetch_add(spent, Ordering::Relaxed);
        now
    }

    /// So many are kept as the last build made them.
    pub(super) fn keep(&self, what: Kept, count: usize) {
        self.kept[what as usize].fetch_add(count, Ordering::Relaxed);
    }

    fn row_of_kept(&self, what: Kept, language: Language) -> String {
        let kept = self.kept[what as usize].load(Ordering::Relaxed);
        format!("{:<WIDTH$}{kept:>9}", kept_word(language))
    }

    /// A row for each stage, with its time and its share of the whole; below the pages their parts, which may
    /// come to more than the whole, since threads work at the same time.
    pub(super) fn table(&self, language: Language) -> String {
        let now = Instant::now();
        let ends = self.begun.iter().skip(1).map(|(_, at)| *at).chain([now]);
        let whole = self.begun.first().map_or(Duration::ZERO, |(_, start)| now - *start);
        let mut rows = vec![row(title(language), whole, None)];
        for ((step, start), end) in self.begun.iter().zip(ends) {
            rows.push(row(&format!("  {}", word(*step, language)), end - *start, Some(whole)));
            if *step == Step::Compile(Stage::Parse) {
                rows.push(self.row_of_kept(Kept::Document, language));
            }
            if *step == Step::Pages {
                rows.extend([Part::Render, Part::Gate, Part::Write].map(|part| {
                    let spent = Duration::from_nanos(self.parts[part as usize].load(Ordering::Relaxed));
                    row(&format!("    {}", word_of_part(part, language)), spent, None)
                }));
                rows.push(self.row_of_kept(Kept::Page, language));
            }
        }
        rows.join("\n")
    }
}

/// Characters before the figures.
const WIDTH: usize = 38;

fn row(word: &str, time: Duration, whole: Option<Duration>) -> String {
    let thousandths = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    let seconds = Decimal::new(thousandths, 3).swedish(3);
    let share = whole.filter(|whole| !whole.is_zero()).map(|whole| {
        let percent = (time.as_nanos() * 100 + whole.as_nanos() / 2) / whole.as_nanos();
        format!("{percent:>5}{NO_BREAK_SPACE}%")
    });
    format!("{word:<WIDTH$}{seconds:>9}{NO_BREAK_SPACE}s{}", share.unwrap_or_default())
}

const fn title(language: Language) -> &'static str {
    match language {
        Language::Swedish => "Bygget",
        Language::English => "The build",
    }
}

const fn word(step: Step, language: Language) -> &'static str {
    match (step, language) {
        (Step::Read, Language::Swedish) => "läsa filer",
        (Step::Read, Language::English) => "reading files",
        (Step::Compare, Language::Swedish) => "jämföra med förra bygget",
        (Step::Compare, Language::English) => "comparing with the last build",
        (Step::Compile(Stage::Parse), Language::Swedish) => "tolka YAML och Markdown",
        (Step::Compile(Stage::Parse), Language::English) => "parsing YAML and Markdown",
        (Step::Compile(Stage::Resolve), Language::Swedish) => "slå upp och kontrollera",
        (Step::Compile(Stage::Resolve), Language::English) => "looking up and checking",
        (Step::Compile(Stage::Disclose), Language::Swedish) => "röjandeskydd",
        (Step::Compile(Stage::Disclose), Language::English) => "disclosure control",
        (Step::Compile(Stage::Plan), Language::Swedish) => "planera sidor",
        (Step::Compile(Stage::Plan), Language::English) => "planning pages",
        (Step::Compile(Stage::Gate), Language::Swedish) => "bilagor, utdatavakt och tema",
        (Step::Compile(Stage::Gate), Language::English) => "appendices, output gate and theme",
        (Step::Pages, Language::Swedish) => "sidor, varav på alla trådar",
        (Step::Pages, Language::English) => "pages, of which on all threads",
        (Step::Publish, Language::Swedish) => "byta in webbplatsen",
        (Step::Publish, Language::English) => "exchanging the site",
    }
}

const fn kept_word(language: Language) -> &'static str {
    match language {
        Language::Swedish => "    behållna från förra bygget",
        Language::English => "    kept from the last build",
    }
}

const fn word_of_part(part: Part, language: Language) -> &'static str {
    match (part, language) {
        (Part::Render, Language::Swedish) => "skapa",
        (Part::Render, Language::English) => "rendering",
        (Part::Gate, Language::Swedish) => "utdatavakten",
        (Part::Gate, Language::English) => "output gate",
        (Part::Write, Language::Swedish) => "skriva",
        (Part::Write, Language::English) => "writing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_has_a_row_and_pages_their_parts() {
        let mut timings = Timings::new();
        for step in [Step::Compile(Stage::Parse), Step::Pages, Step::Publish] {
            timings.begin(step);
        }
        let since = Instant::now();
        timings.worked(Part::Gate, since);
        for language in [Language::Swedish, Language::English] {
            let table = timings.table(language);
            assert_eq!(table.lines().count(), 1 + 4 + 1 + 4, "{table}");
            let timed = table.lines().filter(|line| line.contains(&format!("{NO_BREAK_SPACE}s")));
            assert_eq!(timed.count(), 1 + 4 + 3, "{table}");
        }
    }

    #[test]
    fn rows_stand_below_each_other() {
        let second = Duration::from_secs(1);
        assert_eq!(
            row("  läsa filer", second / 4, Some(second)),
            format!("  läsa filer{}0,250\u{a0}s   25\u{a0}%", " ".repeat(WIDTH + 9 - 12 - 5))
        );
        assert!(row("x", second, Some(Duration::ZERO)).ends_with('s'));
    }
}
