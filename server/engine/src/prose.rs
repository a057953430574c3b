//! The words of messages.

use std::fmt::Write;

use kept_schema::{Contract, Duration, RecipientSelector, TermKey};

/// At most this many things are named in a sentence.
const NAMED: usize = 4;

/// "a", "a and b", "a, b and c", "a, b, c, d and 3 more".
pub(crate) fn all<S: AsRef<str>>(items: &[S]) -> String {
    let mut text = String::new();
    let named = if items.len() > NAMED + 1 { NAMED } else { items.len() };
    for (index, item) in items.iter().take(named).enumerate() {
        if index > 0 {
            text.push_str(if index + 1 == items.len() { " and " } else { ", " });
        }
        text.push_str(item.as_ref());
    }
    if named < items.len() {
        let _ = write!(text, " and {} more", items.len() - named);
    }
    text
}

/// Categories a finding is about; "data" when none is known.
pub(crate) fn data(categories: &[TermKey]) -> String {
    if categories.is_empty() { "data".to_owned() } else { all(categories) }
}

/// "2 years", "1 year 6 months", "90 days", "72 hours".
pub(crate) fn duration(duration: Duration) -> String {
    let units = [
        (duration.months / 12, "year"),
        (duration.months % 12, "month"),
        (duration.days, "day"),
        (duration.seconds / 3600, "hour"),
        (duration.seconds / 60 % 60, "minute"),
        (duration.seconds % 60, "second"),
    ];
    let parts: Vec<String> =
        units.into_iter().filter(|(count, _)| *count > 0).map(|(count, unit)| plural(count.into(), unit)).collect();
    if parts.is_empty() { "no time".to_owned() } else { parts.join(" ") }
}

/// "1 day", "2 days".
pub(crate) fn plural(count: i64, unit: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{s}")
}

/// The name of a contract, else its key.
pub(crate) fn contract(contract: &Contract) -> &str {
    contract.name.as_ref().map_or_else(|| contract.key.as_str(), |name| name.as_str())
}

/// Who a selector selects: "VENDOR, mailer and parties tagged hosting".
pub(crate) fn selected(selector: &RecipientSelector) -> String {
    let kinds = selector.kinds.iter().map(|kind| format!("{kind} parties"));
    let parties = selector.parties.iter().map(ToString::to_string);
    let tags = selector.tags.iter().map(|tag| format!("parties tagged {tag}"));
    all(&kinds.chain(parties).chain(tags).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_durations_read_well() {
        assert_eq!(all(&["a"]), "a");
        assert_eq!(all(&["a", "b"]), "a and b");
        assert_eq!(all(&["a", "b", "c", "d", "e"]), "a, b, c, d and e");
        assert_eq!(all(&["a", "b", "c", "d", "e", "f"]), "a, b, c, d and 2 more");
        assert_eq!(duration(Duration::from_months(18)), "1 year 6 months");
        assert_eq!(duration(Duration::from_hours(72)), "72 hours");
        assert_eq!(duration(Duration::default()), "no time");
    }
}
