//! The ledger over whole small sites held in memory: what is hidden for whose sake, what can't be hidden any
//! more, and what the author is told. Each case would fail if one of its rules were left out.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "ledger/content.rs"]
mod content;
#[path = "ledger/dice.rs"]
mod dice;
#[path = "ledger/distributions.rs"]
mod distributions;
#[path = "ledger/facts.rs"]
mod facts;
#[path = "ledger/printed.rs"]
mod printed;
#[path = "ledger/random.rs"]
mod random;
#[path = "ledger/small.rs"]
mod small;
#[path = "ledger/suppressed.rs"]
mod suppressed;
