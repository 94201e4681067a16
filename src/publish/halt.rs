//! Where a test may stop the work as a kill would, between any two acts on the disk. Does nothing outside tests.

use super::error::Result;

/// Counts the acts; in a test it stops the work before the one that the test names.
#[derive(Debug, Default)]
pub(super) struct Halt {
    #[cfg(test)]
    pub(super) after: Option<usize>,
    #[cfg(test)]
    pub(super) taken: std::sync::atomic::AtomicUsize,
}

impl Halt {
    /// To be called before each act on the disk.
    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the tests' form needs both")]
    pub(super) const fn step(&self) -> Result<()> {
        Ok(())
    }

    /// To be called before each act on the disk.
    #[cfg(test)]
    pub(super) fn step(&self) -> Result<()> {
        let taken = self.taken.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        match self.after {
            Some(after) if taken >= after => Err(super::error::PublishError::Halted),
            _ => Ok(()),
        }
    }

    /// Whether a test has stopped the work: a killed process tidies nothing.
    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "the tests' form needs it")]
    pub(super) const fn is_dead(&self) -> bool {
        false
    }

    /// Whether a test has stopped the work: a killed process tidies nothing.
    #[cfg(test)]
    pub(super) fn is_dead(&self) -> bool {
        self.after.is_some_and(|after| self.taken.load(std::sync::atomic::Ordering::Relaxed) > after)
    }
}
