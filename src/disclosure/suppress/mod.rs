//! Which values of a table are hidden so that no small group's can be worked out from the others. Pure and
//! exact: whole numbers only. Knows nothing of reports, files or pages.

pub mod interchange;
pub mod table;
