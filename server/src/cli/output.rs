//! Where answers, remarks and progress go.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use anstream::AutoStream;
use clap::{ColorChoice, ValueEnum};
use indicatif::ProgressBar;
use serde::Serialize;

/// Lines longer than this are hard to read.
const WIDEST: usize = 110;
const NARROWEST: usize = 40;
/// The width where there is no terminal.
const USUAL: usize = 80;

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: the published shape.
    Json,
}

/// Where answers, remarks and progress go.
#[derive(Debug)]
pub struct Output {
    color: anstream::ColorChoice,
    width: usize,
}

impl Output {
    /// The terminal, pipe or file this process writes to.
    #[must_use]
    pub fn new(color: ColorChoice) -> Self {
        let color = match color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        let terminal = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
        Self { color, width: terminal.unwrap_or(USUAL).clamp(NARROWEST, WIDEST) }
    }

    /// How many columns a line has.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Writes an answer to stdout.
    ///
    /// # Errors
    /// When it cannot be written. A reader that went away early is no error.
    pub fn print(&self, text: &str) -> io::Result<()> {
        unless_gone(AutoStream::new(io::stdout().lock(), self.color).write_all(text.as_bytes()))
    }

    /// Writes an answer for programs to stdout.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn json(&self, answer: &impl Serialize) -> io::Result<()> {
        let mut json = serde_json::to_vec_pretty(answer)?;
        json.push(b'\n');
        let mut stdout = io::stdout().lock();
        unless_gone(stdout.write_all(&json).and_then(|()| stdout.flush()))
    }

    /// Writes a remark to stderr.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note(&self, text: &str) -> io::Result<()> {
        unless_gone(AutoStream::new(io::stderr().lock(), self.color).write_all(text.as_bytes()))
    }

    /// Counts on a terminal what is being read, until it is finished.
    #[cfg(feature = "server")]
    #[must_use]
    pub fn loading(&self, what: &'static str) -> Loading {
        let style = indicatif::ProgressStyle::with_template("{spinner} {msg}: {human_pos} records ({per_sec})");
        let bar = ProgressBar::new_spinner().with_message(what);
        if let Ok(style) = style {
            bar.set_style(style);
        }
        if !io::stderr().is_terminal() {
            bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
        }
        Loading(bar)
    }

    /// Says on a terminal, from the second second on, what is being done, until the guard is dropped.
    #[must_use]
    pub fn progress(&self, what: impl Into<String>) -> Progress {
        if !io::stderr().is_terminal() {
            return Progress(None);
        }
        let what = what.into();
        let (done, waiting) = channel::<()>();
        let thread = std::thread::spawn(move || {
            if waiting.recv_timeout(Duration::from_secs(1)) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let spinner = ProgressBar::new_spinner().with_message(what);
            spinner.enable_steady_tick(Duration::from_millis(120));
            // Nothing is ever sent: this waits until the guard is dropped.
            let _ = waiting.recv();
            spinner.finish_and_clear();
        });
        Progress(Some((done, thread)))
    }
}

/// Records being read.
#[cfg(feature = "server")]
#[derive(Clone, Debug)]
pub struct Loading(ProgressBar);

#[cfg(feature = "server")]
impl Loading {
    /// So many are read by now.
    pub fn at(&self, records: usize) {
        self.0.set_position(records as u64);
    }

    /// All are read.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// Work in progress.
#[derive(Debug)]
pub struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}

fn unless_gone(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
