//! Nothing hidden has any part in the output: what is masked or protected is replaced by something else in
//! the same standing, and not a byte changes; planted words and numbers are found nowhere.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "noninterference/attacks.rs"]
mod attacks;
#[path = "noninterference/canaries.rs"]
mod canaries;
#[path = "support/example.rs"]
mod example;
#[path = "support/minimal.rs"]
mod minimal;
#[path = "noninterference/replaced.rs"]
mod replaced;
#[path = "support/site.rs"]
mod site;
#[path = "noninterference/surfaces.rs"]
mod surfaces;
