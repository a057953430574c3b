//! Colours, symbols and lines. A colour never says anything that a word or a symbol does not say too.

use anstyle::{AnsiColor, Style};
use kept_engine::{Certainty, Severity, Verdict};
use unicode_width::UnicodeWidthStr;

pub(super) const PLAIN: Style = Style::new();
pub(super) const STRONG: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();
pub(super) const KEPT: Style = AnsiColor::Green.on_default();
pub(super) const UNPROVEN: Style = AnsiColor::Yellow.on_default();
pub(super) const BROKEN: Style = AnsiColor::Red.on_default().bold();

pub(super) const fn verdict_style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Kept => KEPT,
        Verdict::Unproven => UNPROVEN,
        Verdict::Broken => BROKEN,
    }
}

pub(super) const fn verdict_symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "✔",
        Verdict::Unproven => "◌",
        Verdict::Broken => "✘",
    }
}

pub(super) const fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "kept",
        Verdict::Unproven => "unproven",
        Verdict::Broken => "broken",
    }
}

/// One to four bars; none for what is only good to know.
pub(super) const fn severity_bars(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "▱▱▱▱",
        Severity::Low => "▰▱▱▱",
        Severity::Medium => "▰▰▱▱",
        Severity::High => "▰▰▰▱",
        Severity::Critical => "▰▰▰▰",
    }
}

pub(super) const fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
        Severity::Critical => "critical",
    }
}

pub(super) const fn certainty_symbol(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "●",
        Certainty::Possible => "◌",
    }
}

pub(super) const fn certainty_word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Possible => "possible",
    }
}

/// What is written without a break: pieces, each in its style.
#[derive(Clone, Debug, Default)]
pub(super) struct Word(Vec<(Style, String)>);

impl Word {
    pub(super) fn of(style: Style, text: impl Into<String>) -> Self {
        Self(vec![(style, text.into())])
    }

    pub(super) fn then(mut self, style: Style, text: impl Into<String>) -> Self {
        self.0.push((style, text.into()));
        self
    }

    fn width(&self) -> usize {
        self.0.iter().map(|(_, text)| text.width()).sum()
    }

    fn write(&self, to: &mut String) {
        for (style, text) in &self.0 {
            to.push_str(&format!("{style}{text}{style:#}"));
        }
    }
}

/// The words of a text, all in one style.
pub(super) fn words(style: Style, text: &str) -> Vec<Word> {
    text.split_whitespace().map(|word| Word::of(style, word)).collect()
}

/// Lines of at most `width` columns, the first after `first` and the others after `rest`, each ending with a line break.
/// A word that is longer than a line has a line of its own.
pub(super) fn wrap(words: impl IntoIterator<Item = Word>, width: usize, first: &str, rest: &str) -> String {
    let mut text = first.to_owned();
    let mut column = first.width();
    let mut fresh = true;
    for word in words {
        let needed = word.width() + usize::from(!fresh);
        if !fresh && column + needed > width {
            text.push('\n');
            text.push_str(rest);
            column = rest.width();
            fresh = true;
        }
        if !fresh {
            text.push(' ');
            column += 1;
        }
        word.write(&mut text);
        column += word.width();
        fresh = false;
    }
    text.push('\n');
    text
}

/// Lines like those of [`wrap`], that only break within a group when it does not fit on a line of its own.
pub(super) fn wrap_groups(groups: Vec<Vec<Word>>, width: usize, first: &str, rest: &str) -> String {
    let mut lines: Vec<Vec<Word>> = Vec::new();
    let mut column = 0;
    for group in groups {
        let needed = group.iter().map(|word| word.width() + 1).sum::<usize>();
        let indent = if lines.len() > 1 { rest } else { first }.width();
        match lines.last_mut() {
            Some(line) if indent + column + needed <= width + 1 => {
                line.extend(group);
                column += needed;
            }
            _ => {
                column = needed;
                lines.push(group);
            }
        }
    }
    let mut text = String::new();
    for (index, line) in lines.into_iter().enumerate() {
        text.push_str(&wrap(line, width, if index == 0 { first } else { rest }, rest));
    }
    text
}

/// `1 flow`, `2 flows`.
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
