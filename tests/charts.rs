//! The charts as a reader meets them: every form and every edge case, rendered through the standard
//! theme's templates and compared with goldens in `tests/charts/`. `UPDATE_GOLDEN=1` rewrites them;
//! read what changed before you keep it.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "charts/cases.rs"]
mod cases;
#[path = "charts/more_cases.rs"]
mod more_cases;
#[path = "charts/properties.rs"]
mod properties;
#[path = "charts/rendering.rs"]
mod rendering;
#[path = "charts/stylesheet.rs"]
mod stylesheet;
#[path = "charts/xml.rs"]
mod xml;
