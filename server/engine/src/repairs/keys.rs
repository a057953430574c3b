//! Keys for new records.

use std::str::FromStr;

use kept_schema::{NodeId, Register};

/// The first of `base`, `base-2`, `base-3`, ... that nothing has for a key yet; what is too long for a key is cut.
pub(super) fn free<K: FromStr>(register: &Register, base: &str) -> Option<K> {
    (1..1000_u32).find_map(|number| {
        let end = if number == 1 { String::new() } else { format!("-{number}") };
        let room = kept_schema::key::MAX_KEY_LENGTH.saturating_sub(end.len());
        let text = format!("{}{end}", base.get(..room).unwrap_or(base));
        if is_taken(register, &text) { None } else { text.parse().ok() }
    })
}

fn is_taken(register: &Register, key: &str) -> bool {
    let kinds = ["party", "contract", "flow", "notice", "promise", "acceptance", "observation"];
    let ids = kinds.iter().filter_map(|kind| format!("{kind}:{key}").parse::<NodeId>().ok());
    ids.into_iter().any(|id| register.revision_of(&id).is_some())
}
