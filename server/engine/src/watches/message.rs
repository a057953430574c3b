//! What is said of a commitment that a flow does not keep.

use kept_schema::{Flow, Limits, TermList};

use crate::scene::Told;
use crate::{Aspect, Verdict, prose};

/// What the flow does and what the promise says.
pub(crate) fn message(
    aspect: Aspect,
    limits: &Limits,
    told: &Told<'_>,
    (source, who): (&str, &str),
    breach: Verdict,
) -> String {
    let data = told.data();
    let receives = told.verb("receives", "may receive");
    let flow: &Flow = told.flow;
    let list = |terms: &TermList| prose::all(terms);
    let only_never = |only: &TermList, never: &TermList, keeps: (&str, &str)| {
        let only = only.is_recorded().then(|| format!("{} {}", keeps.0, list(only)));
        let never = never.is_recorded().then(|| format!("{} {}", keeps.1, list(never)));
        [only, never].into_iter().flatten().collect::<Vec<_>>().join(" and ")
    };
    let fully = if breach == Verdict::Unproven { "provably " } else { "" };
    let text = match aspect {
        Aspect::Purpose => {
            let does = if flow.purposes.is_recorded() {
                format!("{who} {receives} {data} for {}", list(&flow.purposes))
            } else {
                format!("It is not recorded what {who} {receives} {data} for")
            };
            let says = only_never(&limits.only_purposes, &limits.never_purposes, ("allows only", "rules out"));
            format!("{does}; the promise {says}")
        }
        Aspect::Region => {
            let does = if flow.regions.is_recorded() {
                format!("{who} {receives} {data} in {}", list(&flow.regions))
            } else {
                format!("It is not recorded where {who} {receives} {data}")
            };
            let says = only_never(&limits.only_regions, &limits.never_regions, ("keeps it in", "keeps it out of"));
            format!("{does}; the promise {says}")
        }
        Aspect::Retention => {
            let keeps = told.verb("keeps", "may keep");
            let does = match flow.retention {
                Some(retention) => format!("{who} {keeps} {data} for {}", prose::duration(retention)),
                None => format!("It is not recorded how long {who} {keeps} {data}"),
            };
            let limit = limits.max_retention.map_or_else(String::new, prose::duration);
            format!("{does}; the promise allows at most {limit}")
        }
        Aspect::Safeguard => {
            let does = if flow.safeguards.is_recorded() {
                format!("{who} {receives} {data} protected by {}", list(&flow.safeguards))
            } else {
                format!("It is not recorded how {data} is protected that {who} {receives}")
            };
            format!("{does}; the promise asks for {}", list(&limits.safeguards))
        }
        Aspect::Recipient => {
            let only = (!limits.only_recipients.is_empty())
                .then(|| format!("allows only {}", prose::selected(&limits.only_recipients)));
            let never = (!limits.never_recipients.is_empty())
                .then(|| format!("rules out {}", prose::selected(&limits.never_recipients)));
            let says = [only, never].into_iter().flatten().collect::<Vec<_>>().join(" and ");
            format!("{who} {receives} {data}; the promise {says}")
        }
        Aspect::Consent => {
            let does = match flow.consent {
                Some(consent) => format!("{who} {receives} {data} with consent {consent}"),
                None => format!("It is not recorded with what consent {who} {receives} {data}"),
            };
            let limit = limits.consent.map_or("", |consent| consent.as_str());
            format!("{does}; the promise asks for {limit}")
        }
        Aspect::Sale => match flow.consideration {
            Some(consideration) => {
                format!(
                    "{who} {receives} {data} for {consideration}; the promise is that it is never sold or shared for advertising"
                )
            }
            None => format!(
                "It is not recorded what {who} gives in return for {data}; the promise is that it is never sold or shared for advertising"
            ),
        },
        Aspect::Contract => {
            format!("{who} {receives} {data}, which contracts do not {fully}cover; the promise asks for a contract")
        }
        Aspect::Onward => {
            let passes = told.verb("passes", "may pass");
            format!("{source} {passes} {data} on to {who}; the promise forbids passing it on")
        }
        Aspect::Category | Aspect::Subject | Aspect::Clause => format!("{who} {receives} {data}"),
    };
    format!("{text}{}", told.doubt)
}
