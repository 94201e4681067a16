//! The real program, run as its users run it: each command, each exit code, which stream says what, and
//! what lies on the disk afterwards. Owns no page's content (`sites`) and no publishing from within
//! (`publish`).

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "cli/build.rs"]
mod build;
#[path = "cli/content_errors.rs"]
mod content_errors;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "support/minimal.rs"]
mod minimal;
#[path = "cli/protection.rs"]
mod protection;
#[path = "cli/scan.rs"]
mod scan;
#[path = "cli/selection.rs"]
mod selection;
#[path = "cli/serve.rs"]
mod serve;
#[path = "support/site.rs"]
mod site;
#[path = "cli/usage.rs"]
mod usage;
#[path = "cli/verify.rs"]
mod verify;
