//! How findings are made: their severity, their fingerprint and their order.

use std::cmp::Reverse;
use std::fmt::Write;

use kept_schema::{ClauseKind, ContractKey, NodeId, PromiseKey, TermKey};
use sha2::{Digest, Sha256};

use crate::witness::Fact;
use crate::{Aspect, Certainty, Finding, FindingId, Rule, Severity, Verdict};

/// A breach of data that travels only possibly is not certain.
pub(crate) fn capped(breach: Verdict, certainty: Certainty) -> Verdict {
    match certainty {
        Certainty::Certain => breach,
        Certainty::Possible => breach.min(Verdict::Unproven),
    }
}

/// The severity of a finding that is BROKEN or UNPROVEN; deadlines have their own.
pub(crate) const fn severity(rule: Rule, aspect: Option<Aspect>, verdict: Verdict) -> Severity {
    let (broken, unproven) = match (rule, aspect) {
        (Rule::CommitmentBroken | Rule::LegacyCommitmentBroken, Some(Aspect::Sale)) => {
            (Severity::Critical, Severity::High)
        }
        (
            Rule::FlowOutsideContract
            | Rule::UndisclosedSharing
            | Rule::ContractClauseMissing
            | Rule::OnwardWeakerTerms,
            _,
        ) => (Severity::Medium, Severity::Low),
        (Rule::FlowUnverified, _) => (Severity::Low, Severity::Low),
        _ => (Severity::High, Severity::Medium),
    };
    match verdict {
        Verdict::Broken => broken,
        Verdict::Unproven => unproven,
        Verdict::Kept => Severity::Info,
    }
}

/// What makes a finding the same on another day or in another revision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity<'f> {
    pub(crate) rule: Rule,
    pub(crate) aspect: Option<Aspect>,
    pub(crate) subject: &'f NodeId,
    pub(crate) promise: Option<&'f PromiseKey>,
    /// For deadlines only: what covers a flow nearly changes more often than that something is wrong.
    pub(crate) contract: Option<&'f ContractKey>,
    /// For undisclosed sharings only.
    pub(crate) category: Option<&'f TermKey>,
    /// For missing clauses only.
    pub(crate) clause: Option<ClauseKind>,
    /// For certifications only.
    pub(crate) scheme: Option<&'f str>,
}

impl<'f> Identity<'f> {
    /// The identity of a finding, from what it says.
    pub(crate) fn of(finding: &'f Finding) -> Self {
        let deadline = matches!(finding.rule, Rule::ContractExpiring | Rule::NoticeDeadline);
        let by_category = finding.rule == Rule::UndisclosedSharing;
        Self {
            rule: finding.rule,
            aspect: finding.aspect,
            subject: &finding.subject,
            promise: finding.promise.as_ref(),
            contract: finding.contract.as_ref().filter(|_| deadline),
            category: finding.categories.first().filter(|_| by_category),
            clause: finding.clause,
            scheme: match &finding.witness.fact {
                Fact::Certification { scheme, .. } => Some(scheme),
                _ => None,
            },
        }
    }

    pub(crate) fn id(self) -> FindingId {
        let mut text = String::with_capacity(160);
        text.push_str(self.rule.code());
        text.push('\0');
        text.push_str(self.aspect.map_or("", Aspect::code));
        text.push('\0');
        let _ = write!(text, "{}\0", self.subject);
        if let Some(promise) = self.promise {
            let _ = write!(text, "promise:{promise}");
        }
        text.push('\0');
        if let Some(contract) = self.contract {
            let _ = write!(text, "contract:{contract}");
        }
        text.push('\0');
        text.push_str(self.category.map_or("", TermKey::as_str));
        text.push('\0');
        // What has none keeps the id it had before there were clauses.
        if let Some(clause) = self.clause {
            let _ = write!(text, "{clause}\0");
        }
        if let Some(scheme) = self.scheme {
            let _ = write!(text, "scheme:{scheme}\0");
        }
        let mut id = [0; 8];
        for (to, from) in id.iter_mut().zip(Sha256::digest(text.as_bytes())) {
            *to = from;
        }
        FindingId::new(id)
    }
}

/// The gravest first, then by rule, subject and what else tells findings apart.
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let head = |finding: &Finding| (Reverse(finding.severity), finding.rule);
        head(a)
            .cmp(&head(b))
            .then_with(|| a.subject.cmp(&b.subject))
            .then_with(|| {
                (a.aspect, &a.promise, &a.contract, a.clause).cmp(&(b.aspect, &b.promise, &b.contract, b.clause))
            })
            .then_with(|| a.categories.cmp(&b.categories))
    });
}
