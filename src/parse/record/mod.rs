//! The YAML documents as they are written: one struct a mapping, Swedish keys only here (in the decoders).
//! Owns no meaning across fields or files; ids are texts that nobody has looked up. Where a value stands
//! in its file is told by its path of keys, so the records keep no spans.

pub mod allowances;
pub mod audits;
pub mod organisations;
pub mod redirects;
pub mod report;
pub mod scales;
pub mod site;
pub mod statement;
