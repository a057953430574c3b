//! Sending by e-mail, to each address once.

use std::time::{Duration, Instant};

use kept_schema::Channel;
use kept_store::Delivery;
use lettre::address::{Address, Envelope};
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::{Failure, Outcome, Sender, chain};
use crate::alerts::message::Message;

/// The longest handing a mail over to a server may take, and the longest time after which it is tried for one more address.
const LONGEST_MAIL: Duration = Duration::from_secs(30);

impl Sender {
    /// Sends a mail to all addresses that do not have it yet and were not refused before. When one of them is refused the
    /// others still get it.
    pub(super) async fn mail(
        &self,
        channel: &Channel,
        delivery: &Delivery,
        message: &Message,
    ) -> Result<Outcome, Failure> {
        let Some((transport, from)) = &self.mail else {
            return Err(Failure::of("the service sends no e-mail: start it with --smtp-url and --mail-from"));
        };
        let mut mail = lettre::Message::builder()
            .from(from.clone())
            .subject(&message.subject)
            // The same for each attempt, so that who gets it twice sees it once.
            .message_id(Some(format!("<{}@{}>", delivery.id, from.email.domain())))
            .date(delivery.at.into())
            .header(Automatic)
            .header(ContentType::TEXT_PLAIN);
        let mut left = Vec::new();
        for to in &channel.to {
            let mailbox: Mailbox =
                to.parse().map_err(|error| Failure::of(format!("`{to}` is not an e-mail address: {error}")))?;
            if !delivery.reached.iter().chain(&delivery.refused).any(|done| done == to.as_str()) {
                left.push((to.to_string(), mailbox.email.clone()));
            }
            mail = mail.to(mailbox);
        }
        let bytes = mail.body(message.text.clone()).map_err(|error| Failure::of(chain(&error)))?.formatted();
        let mut each = Each::of(delivery);
        if left.is_empty() {
            return Ok(each.outcome());
        }
        let to_all = left.iter().map(|(_, address)| address.clone()).collect();
        match hand_over(transport, &from.email, to_all, &bytes).await {
            Ok(said) => left.into_iter().for_each(|(to, _)| each.add(to, Ok(said.clone()))),
            // Only an answer of the server can be about an address.
            Err(refusal) if !refusal.is_answer => return Err(refusal.failure),
            Err(refusal) => match <[_; 1]>::try_from(left) {
                Ok([(to, _)]) => each.add(to, Err(refusal.failure)),
                Err(several) => {
                    let started = Instant::now();
                    for (to, address) in several {
                        let sent = match started.elapsed() < LONGEST_MAIL {
                            true => hand_over(transport, &from.email, vec![address], &bytes).await,
                            false => Err(Failure::of("not tried yet, because the others took long").into()),
                        };
                        each.add(to, sent.map_err(|refusal| refusal.failure));
                    }
                }
            },
        }
        Ok(each.outcome())
    }
}

/// What became of a mail, address by address.
struct Each<'a> {
    /// The mail before this attempt.
    before: &'a Delivery,
    said: Option<String>,
    reached: Vec<String>,
    refused: Vec<String>,
    missed: Vec<String>,
    is_left: bool,
}

impl<'a> Each<'a> {
    fn of(before: &'a Delivery) -> Self {
        let missed = before.refused.iter().map(|to| format!("`{to}`: refused before")).collect();
        Self { before, said: None, reached: Vec::new(), refused: Vec::new(), missed, is_left: false }
    }

    fn add(&mut self, to: String, sent: Result<String, Failure>) {
        match sent {
            Ok(said) => {
                self.said = Some(said);
                self.reached.push(to);
            }
            Err(Failure { detail, is_final, .. }) => {
                self.missed.push(format!("`{to}`: {detail}"));
                if is_final {
                    self.refused.push(to);
                } else {
                    self.is_left = true;
                }
            }
        }
    }

    /// Sent, when all have it or will never have it; but not when nobody has it. In which attempt makes no difference.
    fn outcome(self) -> Outcome {
        let Self { before, said, reached, refused, missed, is_left } = self;
        let missed = missed.join("; ");
        let has_it = !before.reached.is_empty() || !reached.is_empty();
        let result = if has_it && !is_left {
            let said = said.unwrap_or_else(|| "the others have it".to_owned());
            Ok(if missed.is_empty() { said } else { format!("{said}; not taken: {missed}") })
        } else {
            Err(Failure { detail: format!("not taken: {missed}"), is_final: !is_left, retry_after: None })
        };
        Outcome { result, reached, refused }
    }
}

/// Why a mail server did not take a mail, and whether it said so itself.
struct Refusal {
    failure: Failure,
    is_answer: bool,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self { failure, is_answer: false }
    }
}

async fn hand_over(
    transport: &AsyncSmtpTransport<Tokio1Executor>,
    from: &Address,
    to: Vec<Address>,
    bytes: &[u8],
) -> Result<String, Refusal> {
    let envelope = Envelope::new(Some(from.clone()), to).map_err(|error| Failure::of(chain(&error)))?;
    match tokio::time::timeout(LONGEST_MAIL, transport.send_raw(&envelope, bytes)).await {
        Err(_) => Err(Failure::of(format!("the mail server took longer than {} s", LONGEST_MAIL.as_secs())).into()),
        Ok(Ok(answer)) => Ok(format!("{} {}", answer.code(), answer.message().collect::<Vec<_>>().join(" "))),
        Ok(Err(error)) => {
            let failure = Failure { detail: chain(&error), is_final: error.is_permanent(), retry_after: None };
            Err(Refusal { failure, is_answer: error.is_permanent() || error.is_transient() })
        }
    }
}

/// Says that no person wrote it, so that none answers it (RFC 3834).
#[derive(Clone)]
struct Automatic;

impl lettre::message::header::Header for Automatic {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_that_refuses_keeps_no_other_from_having_it() {
        let failed = |is_final| Err(Failure { detail: "550 no".to_owned(), is_final, retry_after: None });
        let before = |reached: &[&str], refused: &[&str]| Delivery {
            reached: reached.iter().map(|to| (*to).to_owned()).collect(),
            refused: refused.iter().map(|to| (*to).to_owned()).collect(),
            ..Delivery::new(&"desk".parse().unwrap(), vec![1], chrono::Utc::now())
        };
        let outcome = |before: &Delivery, sent: &[(&str, Result<String, Failure>)]| {
            let mut each = Each::of(before);
            sent.iter().for_each(|(to, sent)| each.add((*to).to_owned(), sent.clone()));
            each.outcome()
        };
        let (taken, new) = (|| Ok("250 ok".to_owned()), before(&[], &[]));
        let some = outcome(&new, &[("a", taken()), ("b", failed(true))]);
        assert_eq!(some.result.unwrap(), "250 ok; not taken: `b`: 550 no");
        assert_eq!((some.reached, some.refused), (vec!["a".to_owned()], vec!["b".to_owned()]));
        let later = outcome(&new, &[("a", taken()), ("b", failed(false)), ("c", failed(true))]);
        assert!(!later.result.unwrap_err().is_final);
        assert_eq!((later.reached, later.refused), (vec!["a".to_owned()], vec!["c".to_owned()]));
        assert!(outcome(&new, &[("a", failed(true)), ("b", failed(true))]).result.unwrap_err().is_final);
        assert!(!outcome(&new, &[("a", failed(true)), ("b", failed(false))]).result.unwrap_err().is_final);
        // It makes no difference in which attempt an address was refused, or had it.
        assert_eq!(
            outcome(&before(&["a"], &["c"]), &[("b", failed(true))]).result.unwrap(),
            "the others have it; not taken: `c`: refused before; `b`: 550 no"
        );
        assert_eq!(
            outcome(&before(&[], &["c"]), &[("b", taken())]).result.unwrap(),
            "250 ok; not taken: `c`: refused before"
        );
        assert!(outcome(&before(&[], &["c"]), &[("b", failed(true))]).result.unwrap_err().is_final);
    }
}
