//! What a channel must say, and must not.

use super::Check;
use crate::channel::{Channel, ChannelKind, Escalation, QuietHours, Weekday};
use crate::{ChannelKey, NodeId};

impl Check<'_> {
    pub(super) fn channel(&mut self, channel: &Channel) {
        let Channel { kind, url, url_from, secret_from, to, quiet, escalation, body, .. } = channel;
        if *kind == ChannelKind::Email {
            for (field, is_there) in [("url", url.is_some()), ("urlFrom", url_from.is_some())] {
                if is_there {
                    self.problem(field, "an EMAIL channel sends to addresses: leave this out and say `to`");
                }
            }
            if to.is_empty() {
                self.problem("to", "say the e-mail addresses it sends to");
            }
        } else {
            match (url, url_from) {
                (None, None) => self.problem("url", "say the address it sends to, here or in `urlFrom`"),
                (Some(_), Some(_)) => self.problem("urlFrom", "say the address once: leave out `url` or `urlFrom`"),
                _ => {}
            }
            if !to.is_empty() {
                self.problem("to", "only an EMAIL channel sends to e-mail addresses");
            }
        }
        if url.as_ref().is_some_and(|url| !is_web_address(url)) {
            self.problem("url", "write a whole address, such as `https://alerts.example/kept`");
        }
        if secret_from.is_some() && *kind != ChannelKind::Webhook {
            self.problem("secretFrom", "only a WEBHOOK channel signs what it sends");
        }
        if *kind == ChannelKind::Webhook && secret_from.is_none() {
            self.problem("secretFrom", "say the environment variable that holds the secret it is signed with");
        }
        if *kind == ChannelKind::Webhook && body.is_some() {
            self.problem("body", "what a WEBHOOK sends is for programs and has one form: leave the template out");
        }
        for (index, address) in to.iter().enumerate() {
            if !is_mail_address(address) {
                self.problem(&format!("to[{index}]"), format!("`{address}` is not an e-mail address"));
            }
        }
        if let Some(quiet) = quiet {
            self.quiet(quiet);
        }
        if let Some(escalation) = escalation {
            self.escalation(&channel.key, escalation);
        }
    }

    fn quiet(&mut self, quiet: &QuietHours) {
        let QuietHours { from, until, days } = quiet;
        match (from, until) {
            (Some(_), None) => self.problem("quiet.until", "say both `from` and `until`; only `from` is there"),
            (None, Some(_)) => self.problem("quiet.from", "say both `from` and `until`; only `until` is there"),
            (Some(from), Some(until)) if from == until => {
                self.problem(
                    "quiet.until",
                    format!("from {from} until {until} is the whole day: nothing would ever be sent"),
                );
            }
            _ => {}
        }
        if Weekday::ALL.iter().all(|day| days.contains(day)) {
            self.problem("quiet.days", "these are all days of the week: nothing would ever be sent; to send nothing for now, say `paused: true`");
        }
    }

    fn escalation(&mut self, own: &ChannelKey, escalation: &Escalation) {
        let Escalation { after, to } = escalation;
        if after.is_zero() {
            self.problem("escalation.after", "say how long to wait, such as P2D");
        }
        if to == own {
            self.problem("escalation.to", format!("`{own}` is this channel; name another one"));
        } else if !self.register.channels.contains_key(to) && !self.unreadable.may_hold(&NodeId::Channel(to.clone())) {
            let hint = self.near(to.as_str(), self.register.channels.keys().map(ChannelKey::as_str));
            self.problem("escalation.to", format!("there is no channel `{to}`; add it or correct the key{hint}"));
        }
    }
}

fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !url.chars().any(|letter| letter.is_whitespace() || letter.is_control())
    })
}

fn is_mail_address(address: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.chars().any(|letter| letter.is_whitespace() || letter.is_control() || "<>,;@".contains(letter))
    };
    address.rsplit_once('@').is_some_and(|(local, domain)| is_part(local) && is_part(domain))
}
