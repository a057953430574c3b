//! Runs `tests/scenarios/*.yaml` (documents, questions, expected answers; see its README) and holds
//! the companies of `seeds/` to what is said of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod german;
mod seeds;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use kept_engine::questions::{Desk, Sharing, chokepoints, explain, exposure};
use kept_engine::{Acceptances, Evaluation, Finding, Options, PathQuery, Repair, Report, Said, SharingGraph, evaluate};
use kept_schema::document::{SourceFile, read_onto};
use kept_schema::{Day, Register, TermKey};
use serde_json::{Value, json};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

fn day(value: &Value) -> Day {
    value.as_str().unwrap_or_else(|| panic!("a day is needed, found {value}")).parse().unwrap()
}

fn terms(value: &Value) -> Vec<TermKey> {
    list(value).iter().map(|term| term.as_str().unwrap().parse().unwrap()).collect()
}

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The findings of a report with their witnesses verified, as the JSON that people see.
fn findings(register: &Register, report: &Report) -> Vec<Value> {
    let acceptances = Acceptances::of(register);
    let verified = |finding: &Finding| {
        if let Err(error) = finding.witness.verify(register, report.as_of, finding) {
            panic!("the witness of {finding:#?} does not verify: {error:?}");
        }
        let mut shown = serde_json::to_value(finding).unwrap();
        let accepted = acceptances.holding(finding, report.as_of).is_some();
        shown["state"] = json!(if accepted { "ACCEPTED" } else { "OPEN" });
        shown
    };
    report.findings.iter().map(verified).collect()
}

/// Whether `actual` has every field of `expected`, with the same values; so do the entries of lists, one by one.
fn agrees(actual: &Value, expected: &Value) -> bool {
    match (actual, expected) {
        (Value::Object(actual), Value::Object(expected)) => {
            expected.iter().all(|(field, value)| agrees(actual.get(field).unwrap_or(&Value::Null), value))
        }
        (Value::Array(actual), Value::Array(expected)) => {
            actual.len() == expected.len()
                && actual.iter().zip(expected).all(|(actual, expected)| agrees(actual, expected))
        }
        (actual, expected) => actual == expected,
    }
}

/// A repair as people apply it.
fn written(repair: &Repair) -> SourceFile {
    SourceFile { name: "repair.yaml".to_owned(), bytes: json!(repair.document()).to_string().into_bytes() }
}

struct Asked<'a> {
    register: &'a Register,
    graph: SharingGraph,
    on: Day,
}

impl Asked<'_> {
    fn report(&self) -> Report {
        evaluate(self.register, &self.graph, self.on, &Options::default())
    }

    /// The answer to a question, and whether its order matters.
    fn answer(&self, question: &Value) -> (Value, bool) {
        if let Some(of) = question.get("who") {
            let found = self.graph.recipients(self.register, &terms(of), self.on, &terms(&question["subjects"]));
            let lines = found.iter().map(|recipient| {
                json!({ "party": recipient.party, "certainty": recipient.certainty, "hops": recipient.hops, "path": recipient.path })
            });
            return (lines.collect(), true);
        }
        if let Some(paths) = question.get("paths") {
            let text = |field: &str| paths[field].as_str().map(str::to_owned);
            let query = PathQuery {
                to: text("to").unwrap().parse().unwrap(),
                from: text("from").map(|from| from.parse().unwrap()),
                category: text("category").unwrap().parse().unwrap(),
                day: self.on,
                max_hops: 8,
                first: 10,
            };
            let result = self.graph.sharing_paths(self.register, &query);
            assert!(result.complete, "the search stopped at a bound");
            let lines = result.paths.iter().map(|path| json!({ "certainty": path.certainty, "flows": path.flows }));
            return (lines.collect(), true);
        }
        if let Some(by) = question.get("received") {
            let by = by.as_str().unwrap().parse().unwrap();
            let lines = self.graph.received(self.register, &by, self.on).into_iter().map(|receipt| {
                let categories: Vec<Value> =
                    receipt.categories.iter().map(|(term, certainty)| json!({ "term": term, "certainty": certainty })).collect();
                json!({ "flow": receipt.flow, "source": receipt.source, "categories": categories, "path": receipt.path })
            });
            return (lines.collect(), true);
        }
        if let Some(of) = question.get("exposure") {
            let of = of.as_str().unwrap().parse().unwrap();
            let found = exposure(self.register, &self.graph, &of, self.on).expect("no such party");
            return (json!([found]), true);
        }
        if let Some(asked) = question.get("chokepoints") {
            let text = |field: &str| asked[field].as_str().unwrap();
            let (to, category) = (text("to").parse().unwrap(), text("category").parse().unwrap());
            let found = chokepoints(&self.graph, &to, &category, self.on).expect("this party holds everything");
            return (json!([found]), true);
        }
        if let Some(asked) = question.get("mayShare") {
            let text = |field: &str| asked[field].as_str().unwrap().parse().unwrap();
            let sharing = Sharing {
                source: text("source"),
                recipient: text("recipient"),
                categories: terms(&asked["categories"]),
                purposes: terms(&asked["purposes"]),
            };
            let answer = Desk::new(self.register, &self.graph, self.on).may_share(&sharing);
            let said: Vec<Said> = answer.reasons.iter().map(|reason| reason.message.clone()).collect();
            german::speaks(self.register, &self.report(), &said).unwrap();
            let reasons: Vec<Value> = answer.reasons.iter().map(|reason| json!(reason)).collect();
            return (json!([{ "decision": answer.decision, "flows": answer.flows, "reasons": reasons }]), true);
        }
        if let Some(until) = question.get("forecast") {
            let evaluation = Evaluation::new(self.register.clone(), self.on);
            let told = |findings: &[Finding]| -> Vec<String> {
                findings.iter().map(|finding| format!("{} {}", finding.rule, finding.subject)).collect()
            };
            let steps = evaluation.forecast(day(until));
            let lines = steps.iter().map(|step| {
                let causes: Vec<Value> = step.causes.iter().map(|cause| json!(cause)).collect();
                let open = step.delta.appeared.iter().chain(&step.reopened);
                let deadlines: Vec<String> = open
                    .map(|finding| format!("{} {} by {}", finding.rule, finding.subject, step.act_by_of(finding)))
                    .collect();
                json!({ "on": step.on, "actBy": step.act_by, "causes": causes, "deadlines": deadlines,
                    "appeared": told(&step.delta.appeared), "disappeared": told(&step.delta.disappeared),
                    "reopened": told(&step.reopened), "accepted": told(&step.accepted) })
            });
            return (lines.collect(), true);
        }
        if let Some(filter) = question.get("repairs") {
            let mut evaluation = Evaluation::new(self.register.clone(), self.on);
            let found = self.report().findings.into_iter().filter(|finding| agrees(&json!(finding), filter));
            let [finding] = found.collect::<Vec<_>>().try_into().expect("ask for the repairs of one finding");
            let lines = evaluation.repairs(&finding).into_iter().map(|repair| {
                let (_, applied, _) = read_onto(self.register, vec![written(&repair)], 1).unwrap();
                let after = evaluate(&applied, &SharingGraph::new(&applied), self.on, &Options::default());
                assert!(after.findings.iter().all(|other| other.id != finding.id), "it does not help: {repair:?}");
                let appeared: Vec<String> =
                    repair.delta.appeared.iter().map(|new| format!("{} {}", new.rule, new.subject)).collect();
                json!({ "kind": repair.kind, "title": repair.title, "appeared": appeared })
            });
            return (lines.collect(), true);
        }
        if let Some(path) = question.get("explain") {
            let path: Vec<_> = list(path).iter().map(|flow| flow.as_str().unwrap().parse().unwrap()).collect();
            return (json!(explain(self.register, &path, &terms(&question["categories"]), self.on)), true);
        }
        if let Some(filter) = question.get("findings") {
            let found = findings(self.register, &self.report());
            return (found.into_iter().filter(|finding| agrees(finding, filter)).collect(), false);
        }
        if question.get("promises").is_some() {
            return (serde_json::to_value(&self.report().promises).unwrap(), false);
        }
        panic!("this is no question: {question:#}")
    }
}

fn check(question: &Value, actual: &Value, in_order: bool) -> Result<(), String> {
    let (mut actual, expected) = (list(actual), list(&question["expect"]));
    let all_agree = actual.len() == expected.len()
        && expected.iter().enumerate().all(|(index, expected)| {
            let position =
                if in_order { Some(index) } else { actual.iter().position(|actual| agrees(actual, expected)) };
            position.is_some_and(|position| {
                let agreed = agrees(&actual[position], expected);
                if !in_order {
                    actual.remove(position);
                }
                agreed
            })
        });
    if all_agree {
        return Ok(());
    }
    Err(format!(
        "{}\nanswered (less what agreed):\n{:#}",
        serde_json::to_string_pretty(question).unwrap(),
        Value::Array(actual)
    ))
}

/// The fields of a scenario and of a stage; a misspelt one would ask nothing.
const FIELDS: [&str; 6] = ["name", "about", "document", "on", "questions", "stages"];
const STAGE_FIELDS: [&str; 4] = ["about", "change", "on", "questions"];

fn only(fields: &[&str], value: &Value) -> Result<(), String> {
    let given = value.as_object().ok_or("this is no scenario")?.keys();
    let unknown: Vec<&String> = given.filter(|field| !fields.contains(&field.as_str())).collect();
    if unknown.is_empty() { Ok(()) } else { Err(format!("there are no fields {unknown:?}")) }
}

/// The register with a document added to it.
fn grown(register: &Register, document: &Value, name: &str, revision: u64) -> Result<Register, String> {
    let mut document = document.clone();
    document["kept"] = json!(1);
    let file = SourceFile { name: name.to_owned(), bytes: document.to_string().into_bytes() };
    let (_, register, _) = read_onto(register, vec![file], revision).map_err(|problems| problems.to_string())?;
    Ok(register)
}

/// Semantics 12 and 13, of every register and day that is asked about, whatever the question: each finding proves itself, the
/// search was complete, who evaluates again reads the same bytes, and all that is said is said in German too.
fn prove(register: &Register, on: Day) -> Result<(), String> {
    let evaluated = || evaluate(register, &SharingGraph::new(register), on, &Options::default());
    let report = evaluated();
    findings(register, &report);
    let bytes = |report: &Report| serde_json::to_string(report).unwrap();
    if !report.complete {
        return Err(format!("the report of {on} is not complete"));
    }
    if bytes(&report) != bytes(&evaluated()) {
        return Err(format!("the report of {on} is not the same when it is made again"));
    }
    german::speaks(register, &report, &german::repairs(register, on))?;
    Ok(())
}

/// Asks the questions of a scenario or of one of its stages.
fn ask(register: &Register, stage: &Value, scenario: &Value) -> Result<usize, String> {
    let questions = list(&stage["questions"]);
    let mut days = BTreeSet::new();
    for question in &questions {
        let on = day(question.get("on").or(stage.get("on")).or(scenario.get("on")).ok_or("say on which day")?);
        if days.insert(on) {
            prove(register, on)?;
        }
        let asked = Asked { register, graph: SharingGraph::new(register), on };
        let (actual, in_order) = asked.answer(question);
        check(question, &actual, in_order)?;
    }
    if questions.is_empty() { Err("it asks nothing".to_owned()) } else { Ok(questions.len()) }
}

fn run(path: &Path) -> Result<usize, String> {
    let scenario = read(path);
    only(&FIELDS, &scenario)?;
    let name = path.display().to_string();
    let mut register = grown(&Register::default(), &scenario["document"], &name, 0)?;
    let mut questions = ask(&register, &scenario, &scenario)?;
    for (number, stage) in (1..).zip(list(&scenario["stages"])) {
        let at = |failure: String| format!("stage {number}: {failure}");
        only(&STAGE_FIELDS, &stage).map_err(at)?;
        register = grown(&register, &stage["change"], &name, number).map_err(at)?;
        questions += ask(&register, &stage, &scenario).map_err(at)?;
    }
    Ok(questions)
}

#[test]
fn every_scenario_is_answered_as_expected() {
    let folder = workspace().join("tests/scenarios");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    assert!(files.len() >= 10, "scenarios are missing from {}", folder.display());
    let mut failures = Vec::new();
    for file in &files {
        match run(file) {
            Ok(questions) => assert!(questions > 0, "{} asks nothing", file.display()),
            Err(failure) => failures.push(format!("{}: {failure}", file.display())),
        }
    }
    assert!(failures.is_empty(), "{} of {} scenarios fail:\n\n{}", failures.len(), files.len(), failures.join("\n\n"));
}
