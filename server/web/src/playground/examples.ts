/**
 * The questions the playground opens with. This is the only place that names fields of the schema:
 * `npm run test` checks every query here against ../../../../schema/graphql/schema.graphql.
 *
 * The tab's title is the operation's name (GraphiQL takes it from the query).
 * GraphiQL does not show the variables of the very first tab: give that one none.
 */
export interface Example {
  title: string;
  /** What it answers, in a sentence. */
  answers: string;
  query: string;
  variables?: Record<string, unknown>;
  /** Opens in a tab of its own on the first visit; the others are in the Examples panel. */
  tab?: boolean;
}

/** The legal day (UTC) so many days from now. */
export function day(fromToday: number, now = new Date()): string {
  return new Date(now.getTime() + fromToday * 86_400_000).toISOString().slice(0, 10);
}

/** As text for an editor: the question as a comment, then the query. */
export function text(example: Example): string {
  return `# ${example.title}\n# ${example.answers}\n${example.query.trim()}\n`;
}

export const examples: Example[] = [
  {
    title: "Who gets user.contact.email?",
    answers: "Everyone it reaches today, directly or passed on, each with a shortest path.",
    tab: true,
    query: `
query WhoGetsEmail {
  recipients(of: ["user.contact.email"], first: 50) {
    totalCount
    nodes {
      party { key name }
      certainty
      hops
      path { key }
    }
  }
}`,
  },
  {
    title: "Is every promise kept?",
    answers: "The verdict on each promise today, and what is wrong, with the path that proves it.",
    tab: true,
    query: `
query PromisesKept {
  report {
    asOf
    revision
    complete
    counts { kept broken unproven findings }
    promises {
      promise { key quote }
      verdict
    }
    findings(first: 20) {
      totalCount
      nodes {
        rule
        aspect
        verdict
        severity
        message
        path { key }
      }
    }
  }
}`,
  },
  {
    title: "Which contracts need action?",
    answers: "In force today, with a notice deadline in the next 90 days.",
    tab: true,
    query: `
query ContractsDue($today: Date!, $until: Date!) {
  contracts(filter: { inForceOn: $today, noticeBefore: $until }, first: 50) {
    totalCount
    nodes {
      key
      kind
      parties { party { key name } role }
      endsOn
      noticeDeadline
    }
  }
}`,
    variables: { today: day(0), until: day(90) },
  },
  {
    title: "How does it get there?",
    answers:
      "The paths by which a category reaches one party, shortest first. Put your keys in the variables.",
    tab: true,
    query: `
query HowItGetsThere($to: String!, $category: String!) {
  sharingPaths(to: $to, category: $category, maxHops: 8, first: 10) {
    complete
    paths {
      certainty
      flows {
        key
        source { name }
        recipient { name }
        purposes
        contract { key }
      }
      explanation
    }
  }
}`,
    variables: { to: "mailer", category: "user.contact.email" },
  },
  {
    title: "What would change?",
    answers: "A dry run: what applying these documents would do. Nothing is saved.",
    tab: true,
    query: `
mutation DryRun($document: JSON!) {
  apply(document: $document, dryRun: true) {
    counts { created updated deleted }
    changes { id kind fields { field before after } }
    findingsAppeared { rule severity message }
    findingsDisappeared { rule severity message }
    promiseVerdicts { promise { key quote } before after }
  }
}`,
    variables: {
      document: {
        kept: 1,
        parties: [
          { key: "example-us", name: "Example company", kind: "SELF", country: "DE" },
          { key: "example-shop", name: "Example shop", kind: "SYSTEM", operator: "example-us" },
          { key: "example-mailer", name: "Example mailer", kind: "VENDOR", country: "US" },
        ],
        flows: [
          {
            key: "example-shop-mailer",
            source: "example-shop",
            recipient: "example-mailer",
            categories: ["user.contact.email"],
            purposes: ["marketing.communications.email"],
            regions: ["US"],
            startedOn: day(0),
          },
        ],
      },
    },
  },
  {
    title: "What was changed?",
    answers: "The register's change log, oldest first. Ask again with after: the last sequence you saw.",
    tab: true,
    query: `
query ChangeLog {
  changes(first: 20) {
    nodes { seq at actor summary }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: "Tell me when it changes",
    answers: "Waits, and shows each change as it is recorded. Press the button again to stop.",
    tab: true,
    query: `
subscription Watch {
  changeRecorded { seq at actor summary }
}`,
  },
  {
    title: "What does this party receive?",
    answers: "What reaches it of our data, by which flows, and what is wrong with that.",
    query: `
query Vendor($key: String!) {
  party(key: $key) {
    name
    kind
    country
    received {
      flow { key purposes regions retention verdict }
      source { name }
      categories { term name certainty }
    }
    contracts { nodes { key kind inForce noticeDeadline } }
    findings { nodes { rule severity message } }
  }
}`,
    variables: { key: "mailer" },
  },
  {
    title: "What is it called?",
    answers: "Find anything in the register, or a term of a taxonomy, by words of its name.",
    query: `
query Find($text: String!) {
  search(text: $text, first: 20) {
    totalCount
    nodes { kind id title }
  }
}`,
    variables: { text: "email" },
  },
  {
    title: "May this be shared?",
    answers:
      "ALLOW, DENY or UNPROVEN, which is not a yes; with what speaks against it. Put your keys in the variables.",
    query: `
query MayShare($source: String!, $recipient: String!, $categories: [String!]!, $purposes: [String!]!) {
  mayShare(source: $source, recipient: $recipient, categories: $categories, purposes: $purposes) {
    decision
    asOf
    revision
    flows { key }
    reasons { verdict ground aspect message }
  }
}`,
    variables: {
      source: "shop",
      recipient: "mailer",
      categories: ["user.contact.email"],
      purposes: ["marketing.communications.email"],
    },
  },
  {
    title: "What will change?",
    answers: "The days of the next year on which a verdict or a finding changes if nothing is done, and why.",
    query: `
query Forecast($until: Date!) {
  forecast(until: $until) {
    on
    actBy
    causes { kind subjectId }
    findingsAppeared { rule severity message }
    findingsDisappeared { rule severity message }
    promiseVerdicts { promise { key } before after }
  }
}`,
    variables: { until: day(365) },
  },
  {
    title: "What would a breach expose?",
    answers:
      "At this party and its systems: which data of whom, who got it from there, and how soon it must be told.",
    query: `
query Breach($of: String!) {
  exposure(of: $of) {
    parties { key name }
    categories { name certainty }
    subjects
    subjectsComplete
    noticeHours
    contracts { contract { key } with { name } hours }
    downstream { party { key name } certainty hops path { key } }
    promises { promise { key quote } certainty }
  }
}`,
    variables: { of: "mailer" },
  },
  {
    title: "Where can it be stopped?",
    answers: "The fewest flows whose end keeps a category from a party.",
    query: `
query WhereToStop($to: String!, $category: String!) {
  chokepoints(to: $to, category: $category) {
    key
    source { name }
    recipient { name }
  }
}`,
    variables: { to: "mailer", category: "user.contact.email" },
  },
];
