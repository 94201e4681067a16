//! One question over nämnder and years: which values belong together, what breaks the comparison, what is a nämnd's own.
//! Which organisations carry one line; how values moved; who has reported what was decided for all; two years'
//! texts side by side; what changed from one edition of a text to another. When reports were published and changed, and which åtgärder have changed their status.
//! Owns no drawing and no words beyond remarks. Sees only what disclosure has released.

mod alike;
mod change;
mod coverage;
mod difference;
mod editions;
mod figures;
mod follow;
mod follow_up;
mod interval;
mod line;
mod lineage;
mod own;
mod release;
mod sections;
mod series;
mod side;
mod status;
mod strip;
mod wording;
mod words;

pub use alike::Usual;
pub use change::{Change, FigureMove, Move, Tally, figure_moves, moves, sureness, tally};
pub use coverage::{Coverage, CoverageRow, Standing, coverage};
pub use difference::taken_away;
pub use editions::{Difference, Edit, Passage, Permit, Piece, Shape, difference};
pub use figures::{FigureLine, FigureMoment, figure_lines};
pub use follow::{Followed, Mention, Thread, is_open, threads};
pub use follow_up::{FollowUp, FollowUpRow, YearStatus, follow_up};
pub use interval::{Answers, Interval, interval};
pub use line::{Line, Lines, Moment, lines};
pub use lineage::{Fate, Lineage, Origin, RemitChange, RemitChangeKind, Strand};
pub use own::{before_and_itself, line_with, own_line, panel_scales};
pub use release::{is_current, published_day, published_on, updated_day};
pub use sections::{SectionKey, SectionText, sections};
pub use series::{MeanOfShown, Point, SeriesIndex, mean_of_shown, same_audience};
pub use side::{Pair, Run, Sentence, SideBySide, side_by_side};
pub use status::{StatusChange, status_changes};
pub use strip::{Break, Comparison, ComparisonRow, compare};
pub use wording::usual_wording;
pub use words::Vocabulary;
