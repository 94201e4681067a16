//! Insyn compiles a municipality's audit reports into a static site.
//!
//! A site is compiled in stages, each a function from inert data to inert data, one way:
//!
//! 1. [`discover::discover`] reads the content folder: the only stage that does. `&Path → Sources`
//! 2. [`parse::parse`] reads YAML and Markdown, keeping every place. Pure, parallel. `&Sources → Parsed`
//! 3. [`resolve::resolve`] looks up ids, follows links, checks dates and sums across files. `Parsed → Model`
//! 4. [`disclosure::disclose`] takes the model with its raw answers and gives what may be shown; nothing else
//!    makes a number or a quote that can be shown. `Model → Published`
//! 5. [`plan::plan`] says which pages exist, and where. `&Published → Vec<Page>`
//! 6. [`render::render`] makes one page's bytes. Pure, from many threads. `&Page → Rendered`
//! 7. [`print::print`] takes a finished report page through a browser to PDF, where it is asked for, and proves that nothing
//!    is missing.
//! 8. [`publish::Staging`] takes the pages as they come, beside the published site, and makes the whole
//!    visible in one step, or not at all.
//!
//! Stages 1–6 give an [`diagnostic::Outcome`] or a typed problem: they go on after an error as far as sense
//! permits, so that one run tells every fault. [`compile::compile`] puts 2–5 in order; the commands in [`cmd`]
//! and the server in [`serve`] go the same way. See docs/architecture.md.

pub mod across;
pub mod addresses;
pub mod beside;
pub mod cache;
pub mod calendar;
pub mod chart;
pub mod cli;
pub mod cmd;
pub mod collation;
pub mod compare;
pub mod compile;
mod deflate;
pub mod diagnostic;
pub mod digest;
pub mod disclosure;
pub mod discover;
pub mod editions;
pub mod finish;
pub mod json;
mod kept;
pub mod links;
mod marks;
pub mod model;
pub mod normalise;
pub mod number;
pub mod parallel;
pub mod parse;
pub mod plan;
pub mod print;
pub mod progress;
pub mod promises;
pub mod publish;
pub mod render;
pub mod report;
pub mod resolve;
pub mod seal;
pub mod serve;
pub mod servers;
pub mod slug;
pub mod source;
mod squeezed;
pub mod suggestion;
mod utf8;
pub mod xml;
