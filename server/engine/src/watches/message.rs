//! What is said of a commitment that a flow does not keep.

use kept_schema::{Flow, Limits, RecipientSelector, TermList};

use crate::language::said;
use crate::prose;
use crate::scene::Told;
use crate::{Aspect, Said, Verdict};

/// What the flow does and what the promise says.
pub(crate) fn message(
    aspect: Aspect,
    limits: &Limits,
    told: &Told<'_>,
    (source, who): (&str, &str),
    breach: Verdict,
) -> Said {
    let (does, says) = match aspect {
        Aspect::Category | Aspect::Subject | Aspect::Clause => (received(told, who), Said::default()),
        Aspect::Contract => (uncovered(told, who, breach), promised(aspect, limits)),
        Aspect::Onward => (passed(told, source, who), promised(aspect, limits)),
        _ => (declared(aspect, told, who), promised(aspect, limits)),
    };
    let doubt = &told.doubt;
    said!("{does}{says}{doubt}", "{does}{says}{doubt}"; does, says, doubt)
}

fn received(told: &Told<'_>, who: &str) -> Said {
    let (receives, data) = (told.receives(), told.data());
    said!("{who} {receives} {data}", "{who} {receives} {data}"; who, receives, data)
}

fn uncovered(told: &Told<'_>, who: &str, breach: Verdict) -> Said {
    let (receives, data) = (told.receives(), told.data());
    let provably = match breach {
        Verdict::Unproven => Said::new("provably ", " nachweislich"),
        _ => Said::new("", ""),
    };
    said!(
        "{who} {receives} {data}, which contracts do not {provably}cover",
        "{who} {receives} {data}, und kein Vertrag deckt das{provably}";
        who, receives, data, provably
    )
}

fn passed(told: &Told<'_>, source: &str, who: &str) -> Said {
    let (passes, data) = (told.passes(), told.data());
    said!("{source} {passes} {data} on to {who}", "{source} {passes} {data} an {who} weiter"; source, passes, data, who)
}

/// What the flow declares, or that it does not.
fn declared(aspect: Aspect, told: &Told<'_>, who: &str) -> Said {
    let flow: &Flow = told.flow;
    let (receives, data) = (told.receives(), told.data());
    // At the end of a clause.
    let getting = told.verb(Said::new("receives", "erhält"), Said::new("may receive", "möglicherweise erhält"));
    match aspect {
        Aspect::Purpose if flow.purposes.is_recorded() => {
            let list = prose::all(&flow.purposes);
            said!("{who} {receives} {data} for {list}", "{who} {receives} {data} für {list}"; who, receives, data, list)
        }
        Aspect::Purpose => said!(
            "It is not recorded what {who} {getting} {data} for",
            "Es ist nicht erfasst, wofür {who} {data} {getting}";
            who, getting, data
        ),
        Aspect::Region if flow.regions.is_recorded() => {
            let list = prose::all(&flow.regions);
            said!("{who} {receives} {data} in {list}", "{who} {receives} {data} (Ort: {list})"; who, receives, data, list)
        }
        Aspect::Region => said!(
            "It is not recorded where {who} {getting} {data}",
            "Es ist nicht erfasst, wo {who} {data} {getting}";
            who, getting, data
        ),
        Aspect::Retention => match flow.retention.map(prose::duration) {
            Some(long) => {
                let keeps = told.verb(Said::new("keeps", ""), Said::new("may keep", "möglicherweise "));
                said!("{who} {keeps} {data} for {long}", "{who} bewahrt {data} {keeps}{long} auf"; who, keeps, data, long)
            }
            None => {
                let keeps =
                    told.verb(Said::new("keeps", "aufbewahrt"), Said::new("may keep", "möglicherweise aufbewahrt"));
                said!(
                    "It is not recorded how long {who} {keeps} {data}",
                    "Es ist nicht erfasst, wie lange {who} {data} {keeps}";
                    who, keeps, data
                )
            }
        },
        Aspect::Safeguard if flow.safeguards.is_recorded() => {
            let list = prose::all(&flow.safeguards);
            said!(
                "{who} {receives} {data} protected by {list}",
                "{who} {receives} {data}, geschützt durch {list}";
                who, receives, data, list
            )
        }
        Aspect::Safeguard => said!(
            "It is not recorded how {data} is protected that {who} {getting}",
            "Es ist nicht erfasst, wie geschützt ist, was {who} {getting}: {data}";
            data, who, getting
        ),
        Aspect::Consent => match flow.consent {
            Some(consent) => said!(
                "{who} {receives} {data} with consent {consent}",
                "{who} {receives} {data} (Einwilligung: {consent})";
                who, receives, data, consent
            ),
            None => said!(
                "It is not recorded with what consent {who} {getting} {data}",
                "Es ist nicht erfasst, mit welcher Einwilligung {who} {data} {getting}";
                who, getting, data
            ),
        },
        Aspect::Sale => match flow.consideration {
            Some(consideration) => said!(
                "{who} {receives} {data} for {consideration}",
                "{who} {receives} {data} (Gegenleistung: {consideration})";
                who, receives, data, consideration
            ),
            None => said!(
                "It is not recorded what {who} gives in return for {data}",
                "Es ist nicht erfasst, was {who} als Gegenleistung gibt für {data}";
                who, data
            ),
        },
        _ => received(told, who),
    }
}

/// The end of the sentence: what is promised.
fn promised(aspect: Aspect, limits: &Limits) -> Said {
    match aspect {
        Aspect::Purpose => {
            let (only, never) = (&limits.only_purposes, &limits.never_purposes);
            only_never((listed(only), Said::new("allows only", "nur")), (listed(never), Said::new("rules out", "nie")))
        }
        Aspect::Region => {
            let (only, never) = (&limits.only_regions, &limits.never_regions);
            only_never(
                (listed(only), Said::new("keeps it in", "nur")),
                (listed(never), Said::new("keeps it out of", "nie")),
            )
        }
        Aspect::Recipient => {
            let selected = |selector: &RecipientSelector| (!selector.is_empty()).then(|| prose::selected(selector));
            let (only, never) = (selected(&limits.only_recipients), selected(&limits.never_recipients));
            only_never((only, Said::new("allows only", "nur an")), (never, Said::new("rules out", "nie an")))
        }
        Aspect::Retention => {
            let limit = prose::duration(limits.max_retention.unwrap_or_default());
            said!("; the promise allows at most {limit}", "; versprochene Höchstdauer: {limit}"; limit)
        }
        Aspect::Safeguard => {
            let list = prose::all(&limits.safeguards);
            said!("; the promise asks for {list}", "; versprochen ist {list}"; list)
        }
        Aspect::Consent => {
            let limit = limits.consent.map_or("", |consent| consent.as_str());
            said!("; the promise asks for {limit}", "; versprochen ist als Einwilligung: {limit}"; limit)
        }
        Aspect::Sale => said!(
            "; the promise is that it is never sold or shared for advertising",
            "; versprochen ist, dass nie verkauft oder für Werbung weitergegeben wird"
        ),
        Aspect::Contract => said!("; the promise asks for a contract", "; versprochen ist ein Vertrag"),
        Aspect::Onward => {
            said!("; the promise forbids passing it on", "; versprochen ist, dass nicht weitergegeben wird")
        }
        Aspect::Category | Aspect::Subject | Aspect::Clause => Said::default(),
    }
}

fn listed(terms: &TermList) -> Option<Said> {
    let list = prose::all(terms);
    terms.is_recorded().then(|| said!("{list}", "{list}"; list))
}

/// What is promised of which words, each with the word before it.
fn only_never(
    (only, only_word): (Option<Said>, Said<&'static str>),
    (never, never_word): (Option<Said>, Said<&'static str>),
) -> Said {
    let only = only.map(|list| said!("{only_word} {list}", "{only_word} {list}"; only_word, list));
    let never = never.map(|list| said!("{never_word} {list}", "{never_word} {list}"; never_word, list));
    let says: Vec<Said> = only.into_iter().chain(never).collect();
    let says = prose::all(&says);
    said!("; the promise {says}", "; versprochen ist: {says}"; says)
}
