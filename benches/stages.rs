//! How fast each stage is, from sources to finished files, over a site of 400 reports: in bytes of sources a second up
//! to the plan, in bytes of finished files a second after it. See docs/performance.md.

#![expect(missing_docs, reason = "the macros of the bench make the functions")]

mod corpus;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use insyn::compile::compile;
use insyn::diagnostic::Outcome;
use insyn::disclosure::disclose;
use insyn::discover::from_memory;
use insyn::model::date::Day;
use insyn::parse::parse;
use insyn::plan::plan;
use insyn::publish::Staging;
use insyn::render::{Context, render};
use insyn::resolve::{Selection, resolve};

const REPORTS: usize = 400;

fn stages(criterion: &mut Criterion) {
    let files = corpus::site(REPORTS);
    let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let today = Day::new(2026, 1, 1).unwrap_or_else(|| unreachable!("a day"));
    let selection = Selection { drafts: false, today };
    let sources = must(from_memory(files.clone()));
    let compiled = must(compile(&sources, selection, |_| Outcome::fine(Vec::new())));

    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    group.throughput(Throughput::BytesDecimal(size as u64));
    group.bench_function("1 decode", |bench| {
        bench.iter_batched(
            || files.clone(),
            |files| from_memory(files).value.is_some(),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("2 parse", |bench| bench.iter(|| parse(black_box(&sources)).value.is_some()));
    group.bench_function("3 resolve", |bench| {
        bench.iter_batched(
            || must(parse(&sources)),
            |parsed| resolve(parsed, &sources, selection).value.is_some(),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("4 disclose", |bench| {
        bench.iter_batched(
            || must(resolve(must(parse(&sources)), &sources, selection)),
            |model| disclose(model).value.is_some(),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("5 plan", |bench| bench.iter(|| plan(&compiled.published).value.is_some()));

    let context = Context::new(&compiled.published, &compiled.theme, &compiled.pages);
    let rendered: Vec<_> = compiled
        .pages
        .iter()
        .filter_map(|page| render(page, &context).unwrap_or_else(|fault| panic!("{fault:?}")))
        .map(|file| (file.path, file.bytes))
        .collect();
    let size: usize = rendered.iter().map(|(_, bytes)| bytes.len()).sum();
    group.throughput(Throughput::BytesDecimal(size as u64));
    group.bench_function("6 render, charts and all", |bench| {
        bench.iter(|| compiled.pages.iter().filter(|page| render(page, &context).is_ok()).count());
    });
    group.bench_function("7 output gate", |bench| {
        bench.iter_batched(
            || rendered.clone(),
            |files| {
                files.into_iter().filter_map(|(path, bytes)| compiled.gate.clear(path, bytes).ok()).count()
            },
            BatchSize::LargeInput,
        );
    });
    let cleared: Vec<_> = rendered
        .into_iter()
        .map(|(path, bytes)| compiled.gate.clear(path, bytes).unwrap_or_else(|held| panic!("{held:?}")))
        .collect();
    group.bench_function("8 write and exchange", |bench| {
        bench.iter_batched(
            || tempfile::tempdir().unwrap_or_else(|error| panic!("{error}")),
            |folder| {
                let target = folder.path().join("public");
                let staging = Staging::open(&target).unwrap_or_else(|error| panic!("{error:?}"));
                for file in &cleared {
                    staging.put(file).unwrap_or_else(|error| panic!("{error:?}"));
                }
                drop(staging.commit());
                folder
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// What a stage gives; its findings where it gives nothing.
fn must<T>(outcome: Outcome<T>) -> T {
    let Outcome { value, diagnostics } = outcome;
    value.unwrap_or_else(|| panic!("{:?}", diagnostics.first()))
}

criterion_group!(benches, stages);
criterion_main!(benches);
