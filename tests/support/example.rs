//! The example site's content, for tests that change or move it. Owns no expectation.

use std::path::Path;

use crate::site::{Tree, tree};

/// A day on which all of the example is published.
pub(crate) const DAY: &str = "2024-06-01";

/// The files of `content/`.
pub(crate) fn example() -> Tree {
    let mut files = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    assert!(files.len() > 20, "the example site is there");
    // What a build in place leaves: a site of its own hasn't been published yet.
    files.remove("publicerat.lock");
    files
}
