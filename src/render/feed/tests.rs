//! Entries of a small site made by hand.

use super::entry::{LONGEST_TITLE, cut};
use crate::model::date::{Day, PartialDate};
use crate::model::report::{Status};
use crate::plan::plan;
use crate::render::fixture::site;
use crate::render::{Context, Theme, render};
use crate::disclosure::Published;
