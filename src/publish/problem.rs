//! What went wrong in publishing, as a finding that the report has words for. Owns the mapping alone.

use super::PublishError;
use crate::diagnostic::{Problem, PublishProblem};

impl From<PublishError> for Problem {
    fn from(error: PublishError) -> Self {
        let refused = |path: &std::path::Path, reason: &str| PublishProblem::NotExchangeable {
            path: path.display().to_string(),
            reason: reason.to_owned(),
        };
        Self::Publish(match error {
            PublishError::TargetNotFolder(path) => refused(&path, "not a folder"),
            PublishError::TargetHasNoParent(path) => refused(&path, "no folder above it"),
            PublishError::MountPoint(path) => refused(&path, "mount point"),
            PublishError::Busy(_) => PublishProblem::Busy,
            PublishError::Foreign { path, .. } => {
                PublishProblem::ForeignFile { path: path.display().to_string() }
            }
            PublishError::Name { path, .. }
            | PublishError::Twice(path)
            | PublishError::FileAndFolder { file: path, .. } => PublishProblem::BadAddress { address: path },
            PublishError::ChangedMeanwhile(path) => PublishProblem::InputOutput {
                path,
                reason: "changed by another program during the build".to_owned(),
            },
            PublishError::Unfinished(path) => {
                PublishProblem::InputOutput { path, reason: "incomplete".to_owned() }
            }
            PublishError::Io { path, error, .. } => {
                PublishProblem::InputOutput { path: path.display().to_string(), reason: error.to_string() }
            }
            #[cfg(test)]
            PublishError::Halted => PublishProblem::Busy,
        })
    }
}
