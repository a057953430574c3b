export default {
  title: "Findings",
  lead: "{{open}} open, {{accepted}} accepted.",
  leadOrder: "The gravest first, then what is due next.",
  leadPart: "Some searches were stopped before their end: findings may be missing.",
  count_one: "{{count}} finding",
  count_other: "{{count}} findings",
  none: "Nothing is wrong on this day",
  noneHint:
    "Every flow, contract and promise in the register is as it should be. What breaks, or has to be seen to in time, will be listed here.",
  noneOpen: "No open finding",
  noneOpenHint: "All findings of this day are accepted for now.",
  showAccepted: "Show accepted ones",
  tryOut: "Try a change",
  nothing: "No finding matches these filters",
  showOpen: "Show all open findings",
  views: { open: "Open", grave: "High or graver", nobody: "Nobody sees to it", accepted: "Accepted" },
  filter: {
    severity: "How grave",
    anySeverity: "all",
    orGraver: "{{severity}} or graver",
    rule: "Rule",
    verdict: "Verdict",
    state: "State",
    stateHint: "Without it only open ones are listed.",
    about: "About",
    who: "Who sees to it",
    nobody: "Nobody yet",
    subject: "Concerns",
  },
  state: { OPEN: "open", ACCEPTED: "accepted", ALL: "open and accepted" },
  subjectKind: {
    flow: "a flow",
    contract: "a contract",
    promise: "a promise",
    party: "a party",
    notice: "a notice",
    observation: "something seen",
  },
  column: {
    severity: "Severity",
    what: "What is wrong",
    about: "About",
    verdict: "Verdict",
    due: "Due",
    since: "Seen since",
    promise: "Promise",
    state: "State",
    who: "Seen to by",
  },
  select: "Select “{{message}}”",
  onlyToday: "Findings are accepted and assigned as of today. Go back to today first.",
  keys: "<0>j</0> <1>k</1> move · <2>o</2> open · <3>x</3> select · <4>a</4> accept · <5>s</5> assign",
  aspect: {
    category: "data",
    purpose: "purpose",
    subject: "people",
    recipient: "recipient",
    region: "place",
    retention: "how long it is kept",
    safeguard: "protection",
    consent: "consent",
    sale: "sale",
    contract: "contract",
    onward: "passing on",
    clause: "clause",
  },
  accept: {
    action: "Accept the risk",
    again: "Accept for longer",
    title: "Accept the risk",
    lead_one:
      "It stays listed as accepted, and promises stay as they are judged. If it becomes graver, it is open again.",
    lead_other:
      "They stay listed as accepted, and promises stay as they are judged. Any that becomes graver is open again.",
    reason: "Why is it acceptable?",
    reasonHint: "Auditors read this. Say what limits the harm, or what is under way.",
    owner: "Who answers for it",
    until: "Until and including",
    days: "{{count}} days",
    submit_one: "Accept the risk",
    submit_other: "Accept {{count}} risks",
    more_one: "and {{count}} more",
    more_other: "and {{count}} more",
    needReason: "Say why the risk is acceptable.",
    needOwner: "Say who answers for it.",
    needUntil: "Choose today or a later day.",
    done_one: "The risk is accepted until {{day}}.",
    done_other: "{{count}} risks are accepted until {{day}}.",
    failed_one: "{{count}} was not accepted: {{message}}",
    failed_other: "{{count}} were not accepted: {{message}}",
    today: "A risk can only be accepted for what is found today.",
    by: "Accepted by {{owner}} until {{day}}",
  },
  assign: {
    action: "Assign",
    again: "Assign to someone else",
    title: "Who sees to it?",
    to: "Who sees to it",
    toHint: "A person, a role or a team.",
    dueOn: "By when",
    dueHint: "Leave it empty if there is no hurry.",
    note: "What is to be done",
    needTo: "Say who sees to it.",
    submit_one: "Assign",
    submit_other: "Assign {{count}} findings",
    done_one: "{{to}} sees to it.",
    done_other: "{{to}} sees to {{count}} findings.",
    failed_one: "{{count}} could not be changed: {{message}}",
    failed_other: "{{count}} could not be changed: {{message}}",
    nobody_one: "Nobody sees to it any more.",
    nobody_other: "Nobody sees to these {{count}} findings any more.",
    undone_one: "It is as it was.",
    undone_other: "All {{count}} are as they were.",
    undoFailed: "That could not be undone: {{message}}",
    by: "{{to}} sees to it",
    until: "by",
    take: "Take it back",
  },
  reopen: {
    action: "Open again",
    done_one: "The finding is open again.",
    done_other: "{{count}} findings are open again.",
    failed: "It could not be opened again: {{message}}",
  },
  page: {
    name: "Finding",
    promised: "What users were promised",
    section: "section {{section}}",
    path: "How the data gets there",
    why: "Hop by hop",
    law: "What the law or the contract says",
    inContract: "In {{title}}",
    clause: "Clause “{{clause}}”: {{presence}}",
    clauseUnknown: "Clause “{{clause}}”: nobody recorded whether it is there",
    cite: "What stands behind this rule. No legal advice.",
    repairs: "Ways to mend it",
    repairsLead: "Each was tried on the register of this day. Nothing is changed until you apply it.",
    noRepairs: "No single change mends this. It may need two, or an agreement that only people can make.",
    try: "Try in What if",
    staged: "Already in What if",
    takes_one: "takes away {{count}} finding",
    takes_other: "takes away {{count}} findings",
    brings_one: "brings {{count}}",
    brings_other: "brings {{count}}",
    bringsNone: "brings none",
    facts: "Facts",
    about: "About",
    contract: "Contract",
    promise: "Promise",
    data: "Data",
    due: "Act by",
    since: "Seen since",
    first: "First seen",
    notSeen: "not seen yet on this day",
    rule: "Rule",
    id: "Reference",
    history: "What was changed of {{title}}",
    gone: "This finding is gone",
    goneOn: "This finding is not there on {{day}}",
    goneHint:
      "It was mended, or what it was about has changed. If what is wrong now is something else, the list has it as another finding.",
    goneList: "All findings",
    goneChanges: "What was changed",
  },
  presence: {
    PRESENT: "it is there",
    ABSENT: "it is missing",
    UNKNOWN: "not looked at",
    NOT_APPLICABLE: "does not apply",
  },
  /** What a rule asks for, and what stands behind it, a line each. */
  law: {
    "flow-without-contract": {
      asks: "Data of ours goes from one organisation to another, so a contract between the two has to cover it. None has started.",
      cites:
        "GDPR Art. 28(3) and (9): a processor acts under a contract, in writing\nGDPR Art. 26(1): joint controllers have an arrangement\nCCPA, Cal. Civ. Code § 1798.100(d): an agreement with whoever personal information is sold to, shared with or disclosed to\nDORA Art. 28(3) and 30(1): financial entities keep a register of their ICT contracts, in writing",
    },
    "flow-outside-contract": {
      asks: "A contract is in force, but it does not admit all that is shared: which data, what for, whose, where, how long and how protected.",
      cites:
        "GDPR Art. 28(3): the contract sets out subject matter, duration, nature and purpose, the data and the people\nGDPR Art. 5(1)(b) and (e): purpose limitation, storage limitation\nCCPA, Cal. Civ. Code § 1798.100(d)(1): only for limited and specified purposes\nDORA Art. 30(2)(b): the contract names where data is processed",
    },
    "contract-clause-missing": {
      asks: "The law asks for this clause in a contract of this kind, and it is missing or nobody recorded whether it is there.",
      cites:
        "GDPR Art. 28(3)(a) to (h): what a contract with a processor says\nGDPR Art. 33(2): the processor tells of breaches without undue delay\nGDPR Art. 26(1): the arrangement of joint controllers\nCCPA, Cal. Civ. Code § 1798.100(d) and § 1798.140(ag)(1), 11 CCR § 7051(a): what a contract with a service provider says",
    },
    "subprocessor-not-authorised": {
      asks: "A processor hands our data on to someone whom its contract does not let it engage.",
      cites:
        "GDPR Art. 28(2) and (3)(d): prior specific or general written authorisation\nDecision (EU) 2021/914, clause 9 of modules 2 and 3: use of sub-processors\nCCPA, Cal. Civ. Code § 1798.140(ag)(2): a service provider gives notice of whom it engages",
    },
    "onward-weaker-terms": {
      asks: "Whoever works for another hands data on under terms no weaker than its own.",
      cites:
        "GDPR Art. 28(4): the same data protection obligations on the other processor\nDecision (EU) 2021/914, clauses 8.8 and 9 of modules 2 and 3: onward transfers, sub-processors\nCCPA, Cal. Civ. Code § 1798.140(ag)(2): a written contract binds whom a service provider engages to the same",
    },
    "transfer-without-mechanism": {
      asks: "Data leaves the protection of the GDPR, and no contract in force has something that allows it.",
      cites:
        "GDPR Art. 44 to 47 and 49: adequacy, standard clauses, binding corporate rules, derogations\nDecision (EU) 2021/914: standard contractual clauses, modules 1 to 4\nDecision (EU) 2023/1795: EU-US Data Privacy Framework, only for certified recipients",
    },
    "contract-expiring": {
      asks: "The contract ends and will not be renewed. What flows under it then has none.",
      cites:
        "GDPR Art. 28(3): a contract governs the processing for as long as it lasts\nGDPR Art. 24(1): measures are reviewed and updated where necessary\nDORA Art. 28(8): exit strategies for services that support critical or important functions",
    },
    "notice-deadline": {
      asks: "The contract renews itself unless notice is given in time.",
      cites:
        "The renewal clause of the contract itself; data protection law does not set this day\nDORA Art. 30(2)(h): termination rights with minimum notice periods",
    },
    "flow-after-contract": {
      asks: "Data still goes there although no contract between the two is in force any more.",
      cites:
        "GDPR Art. 28(3): a contract governs the processing and sets out its duration; (g): return or deletion at the end\nDORA Art. 30(2)(d): access to, recovery and return of data when the contract ends",
    },
    "flow-to-offboarded-party": {
      asks: "Data still goes to a party whose relation with us is over.",
      cites:
        "GDPR Art. 5(1)(b) and (c): data goes only where its purpose needs it\nGDPR Art. 28(3)(g): return or deletion at the end of the services",
    },
    "certification-expired": {
      asks: "A certification that shows how a recipient protects data has lapsed, or will soon.",
      cites:
        "GDPR Art. 28(1) and (5): only processors with sufficient guarantees; an approved certification can help to show them\nGDPR Art. 32(1)(d): security is regularly tested, assessed and evaluated\nDORA Art. 28(5): only providers with appropriate information security standards",
    },
    "commitment-broken": {
      asks: "A promise of a notice in force binds every hop on which users’ data travels, down to the last recipient, whatever the contracts say.",
      cites:
        "GDPR Art. 5(1)(a), (b) and (e): fairness and transparency, purpose limitation, storage limitation\nGDPR Art. 13(1)(f) and (2)(a): what users are told of transfers and of how long data is kept\nFTC Act § 5, 15 U.S.C. § 45(a): not to do what one’s own notice says is a deceptive practice",
    },
    "legacy-commitment-broken": {
      asks: "An old promise binds the data that was collected under it, until it is deleted or users agree to the new notice.",
      cites:
        "GDPR Art. 5(1)(a) and (b), 6(4) and 13(3): another purpose has to be compatible, and users are told before\nFTC Act § 5, 15 U.S.C. § 45(a); In re Gateway Learning Corp., 138 F.T.C. 443 (2004): a changed notice does not reach back without consent",
    },
    "undisclosed-sharing": {
      asks: "Users are told who receives which of their data and what for. No notice in force tells of this.",
      cites:
        "GDPR Art. 13(1)(c) and (e), 14(1)(c) and (e): purposes, and recipients or their categories\nGDPR Art. 5(1)(a) and 12(1): transparency\nCCPA, Cal. Civ. Code § 1798.130(a)(5)(C): lists of the categories sold, shared or disclosed",
    },
    "unused-disclosure": {
      asks: "A notice tells of a sharing that does not take place.",
      cites: "GDPR Art. 12(1) and 5(1)(a): concise and transparent information",
    },
    "flow-unverified": {
      asks: "A declaration is looked at again once a year. Nobody did for longer than that.",
      cites:
        "GDPR Art. 5(2), 24(1) and 30(1): accountability, review, the record of processing activities. None of them names a year: that is our measure",
    },
    "undeclared-sharing": {
      asks: "Data was seen going somewhere, and nothing in the register declares it.",
      cites:
        "GDPR Art. 30(1)(d): the record of processing names the recipients\nGDPR Art. 5(2) and 24(1): the controller can show that what happens is as it should be\nGDPR Art. 13(1)(e): users are told the recipients of their data",
    },
    "service-provider-lost": {
      asks: "Without these terms the law takes the recipient for a third party, and giving it data may be a sale, which users were promised does not happen.",
      cites:
        "CCPA, Cal. Civ. Code § 1798.140(ag)(1) and (j)(1): what the contract has to prohibit\nCCPA, Cal. Civ. Code § 1798.140(ad) and (ai): what a sale is, who is a third party\nCCPA, Cal. Civ. Code § 1798.100(d), 11 CCR § 7051(a): what else it has to say",
    },
  },
};
