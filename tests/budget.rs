//! What each stage allocates over a site that is the same at every run, against a table: how often, how many bytes, and how many
//! of them it leaves in memory for the stages after it. No
//! clock is read, so a busy machine changes nothing. `UPDATE_GOLDEN=1` writes the table anew; read what has grown before it is
//! kept. One test alone stands here: what others allocate meanwhile would be counted too.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::alloc::System;
use std::fmt::Write as _;
use std::path::PathBuf;

use insyn::compile::compile;
use insyn::diagnostic::Outcome;
use insyn::disclosure::{disclose, scan::scan};
use insyn::discover::from_memory;
use insyn::model::date::Day;
use insyn::parallel::Threads;
use insyn::parse::front_matter::front_matter;
use insyn::parse::{markdown, parse, yaml};
use insyn::plan::{Page, PageKind, plan};
use insyn::publish::Staging;
use insyn::render::{Context, Rendered, render};
use insyn::resolve::{Selection, resolve};
use insyn::source::SourceKind;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Reports of the site: enough that what is paid once is little beside them.
const REPORTS: usize = 40;
/// How much a stage may grow, or fall before the table must be renewed: per cent. A table that allows more than is spent would
/// let the next growth pass.
const SLACK: usize = 10;

/// How long the path of the published folder is, in bytes.
const PATH_LENGTH: usize = 120;

/// What a stage allocates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    /// How many times memory was asked for, or for more of it.
    calls: usize,
    bytes: usize,
    /// More bytes in memory once it is done than before: what it makes, less what it took over and has let go.
    held: usize,
}

/// The costs of the stages, in their order.
#[derive(Default)]
struct Budget(Vec<(&'static str, Cost)>);

impl Budget {
    /// Counts what one stage allocates, and gives what it makes.
    fn count<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let region = Region::new(ALLOCATOR);
        let made = work();
        let change = region.change();
        let cost = Cost {
            calls: change.allocations + change.reallocations,
            bytes: change.bytes_allocated,
            held: change.bytes_allocated.saturating_sub(change.bytes_deallocated),
        };
        self.0.push((stage, cost));
        made
    }
}

fn must<T>(outcome: Outcome<T>) -> T {
    let Outcome { value, diagnostics } = outcome;
    value.unwrap_or_else(|| panic!("{:?}", diagnostics.first()))
}

fn made(pages: &[&Page], context: &Context<'_>) -> Vec<Rendered> {
    pages
        .iter()
        .filter_map(|page| render(page, context).unwrap_or_else(|fault| panic!("{fault:?}")))
        .collect()
}

fn stages(reports: usize) -> Budget {
    let mut budget = Budget::default();
    let files = corpus::site(reports);
    let today = Day::new(2026, 1, 1).unwrap();
    let selection = Selection { drafts: false, today };
    let sources = budget.count("decode", || must(from_memory(files)));

    let texts = || sources.iter().filter(|(_, file)| file.kind == SourceKind::Report);
    budget.count("yaml", || {
        for (_, report) in texts() {
            assert!(yaml::read(front_matter(&report.text.get()).unwrap().yaml).is_ok(), "{}", report.path);
        }
    });
    budget.count("markdown", || {
        for (id, report) in texts() {
            let start = front_matter(&report.text.get()).unwrap().body_offset;
            let mut found = Vec::new();
            drop(markdown::parse(id, &report.text.get(), start, &mut found));
            assert!(found.is_empty(), "{}: {:?}", report.path, found[0].problem);
        }
    });
    budget.count("scan", || texts().map(|(_, report)| scan(&report.text.get()).len()).sum::<usize>());

    let parsed = budget.count("parse", || must(parse(&sources)));
    let model = budget.count("resolve", || must(resolve(parsed, &sources, selection)));
    drop(budget.count("disclose", || must(disclose(model))));
    let compiled = budget.count("all", || must(compile(&sources, selection, |_| Outcome::fine(Vec::new()))));
    drop(budget.count("plan", || must(plan(&compiled.published))));

    let context =
        budget.count("context", || Context::new(&compiled.published, &compiled.theme, &compiled.pages));
    let is_chart = |page: &&Page| matches!(page.kind, PageKind::Figure(..));
    let (charts, pages): (Vec<&Page>, Vec<&Page>) = compiled.pages.iter().partition(is_chart);
    assert!(!charts.is_empty() && pages.len() > reports);
    let mut rendered = budget.count("chart", || made(&charts, &context));
    rendered.extend(budget.count("page", || made(&pages, &context)));
    let cleared: Vec<_> = budget.count("gate", || {
        let clear = |file: Rendered| {
            compiled.gate.clear(file.path, file.bytes).unwrap_or_else(|held| panic!("{held:?}"))
        };
        rendered.into_iter().map(clear).collect()
    });
    let folder = tempfile::tempdir().unwrap();
    // Paths are copied often: the machine's own folder for such things must not matter.
    let filling = PATH_LENGTH.saturating_sub(folder.path().as_os_str().len() + 1).max(1);
    let target = folder.path().join("p".repeat(filling));
    budget.count("write", || {
        let staging = Staging::open(&target).unwrap();
        for file in &cleared {
            staging.put(file).unwrap();
        }
        staging.commit().unwrap();
    });
    budget
}

fn table() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/budget/stages.txt")
}

fn read_table(text: &str) -> Vec<(String, Cost)> {
    let rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let row: Vec<&str> = line.split_whitespace().collect();
        let [stage, calls, bytes, held] = row[..] else { panic!("not a row: {line}") };
        let [calls, bytes, held] = [calls, bytes, held].map(|figure| figure.parse().unwrap());
        (stage.to_owned(), Cost { calls, bytes, held })
    });
    rows.collect()
}

/// What is wrong with a figure, if anything.
fn judged(is: usize, allowed: usize) -> Option<&'static str> {
    let slack = allowed * SLACK / 100;
    match is {
        _ if is > allowed + slack => Some("has grown"),
        _ if is + slack < allowed => Some("has fallen: renew the table"),
        _ => None,
    }
}

#[test]
fn no_stage_allocates_more_than_its_budget() {
    for (is, allowed, wrong) in [(110, 100, false), (111, 100, true), (90, 100, false), (89, 100, true)] {
        assert_eq!(judged(is, allowed).is_some(), wrong, "{is} of {allowed}");
    }
    let budget = Threads::new(1).unwrap().run(|| {
        // What is worked out once a run, whatever the site, is paid the first time.
        stages(1);
        stages(REPORTS)
    });
    let spent = budget.0;
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let mut text = format!(
            "# stage, allocations, bytes, bytes that stay; a site of {REPORTS} reports, one thread\n"
        );
        for (stage, cost) in &spent {
            writeln!(text, "{stage:<9}{:>9}{:>12}{:>12}", cost.calls, cost.bytes, cost.held).unwrap();
        }
        std::fs::write(table(), text).unwrap();
    }
    let allowed = read_table(&std::fs::read_to_string(table()).unwrap());
    let names = |rows: &[(String, Cost)]| rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>();
    assert_eq!(spent.iter().map(|row| row.0.to_owned()).collect::<Vec<_>>(), names(&allowed));
    let mut wrong = String::new();
    for ((stage, is), (_, allowed)) in spent.iter().zip(&allowed) {
        for (what, is, allowed) in [
            ("allocations", is.calls, allowed.calls),
            ("bytes", is.bytes, allowed.bytes),
            ("bytes that stay", is.held, allowed.held),
        ] {
            if let Some(fault) = judged(is, allowed) {
                writeln!(wrong, "{stage}, {what}: {is}, {allowed} in the table; it {fault}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}UPDATE_GOLDEN=1 writes the table anew: {spent:?}");
}
