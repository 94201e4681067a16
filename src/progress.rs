//! A progress bar on a terminal, nothing elsewhere. The one module that names `indicatif`.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far a build has come.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar for a build; hidden unless standard error is a terminal and `wanted`.
    pub fn new(wanted: bool) -> Self {
        let visible = wanted && std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(
            None,
            if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() },
        );
        Self(bar)
    }

    /// A stage without a known length begins.
    pub fn stage(&self, name: &'static str) {
        self.0.set_style(
            ProgressStyle::with_template("{spinner} {msg}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        self.0.set_message(name);
        self.0.tick();
    }

    /// A stage with this many steps begins.
    pub fn steps(&self, name: &'static str, count: usize) {
        let style = ProgressStyle::with_template("{msg} {bar:32} {human_pos}/{human_len} {eta}");
        self.0.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.0.set_message(name);
        self.0.set_length(count as u64);
        self.0.set_position(0);
    }

    /// A step is done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
