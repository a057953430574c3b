#!/usr/bin/env python3
"""Kept beside Fides' own evaluator: the same systems and rules, written for both, judged by both.

Run by `tests/peers/fides/run`, with the Python of an environment that has `ethyca-fides`. See docs/peers/fides.md.

A Fides system that uses categories of data for a use is, for Kept, a vendor that receives them for that purpose; a
rule "these categories are not used for these uses" is a COMMITMENT with `neverPurposes`, a rule with `matches: OTHER`
for its uses is one with `onlyPurposes`. A declaration's datasets add the categories of their fields.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import time

from fideslang.default_taxonomy import DEFAULT_TAXONOMY

CATEGORIES = """user.contact.email user.contact.phone_number user.contact.address.city user.name.first user.name.last
user.account.username user.device.ip_address user.device.cookie_id user.financial.credit_card user.financial.bank_account
user.behavior.browsing_history user.behavior.purchase_history user.location.precise user.location.imprecise
user.demographic.gender user.content.private""".split()
BROAD_CATEGORIES = "user.contact user.behavior user.location user.financial user.device".split()
USES = """analytics.reporting essential.service.operations.support essential.service.security marketing.advertising.first_party
marketing.advertising.third_party.targeted marketing.communications.email personalize.content train_ai_system
essential.fraud_detection finance""".split()
BROAD_USES = "marketing analytics essential.service personalize".split()
SUBJECTS = "customer employee prospect visitor".split()


def draw(rng, narrow, broad):
    """Mostly a narrow term; one declaration in ten says it broadly."""
    return rng.choice(broad if rng.random() < 0.1 else narrow)


def generate(seed, systems, rules):
    rng = random.Random(seed)
    datasets = [
        {"key": f"dataset_{n:05}", "categories": rng.sample(CATEGORIES, 3)} for n in range(max(1, systems // 3))
    ]
    made = []
    for n in range(systems):
        declarations = []
        for d in range(3):
            own = sorted({draw(rng, CATEGORIES, BROAD_CATEGORIES) for _ in range(3)})
            declarations.append({
                "key": f"system_{n:05}_{d}",
                "categories": own,
                "use": draw(rng, USES, BROAD_USES),
                "subject": rng.choice(SUBJECTS),
                "dataset": rng.choice(datasets) if rng.random() < 0.3 else None,
            })
        made.append({"key": f"system_{n:05}", "declarations": declarations})
    limits = []
    for n in range(rules):
        only = n % 4 == 3
        limits.append({
            "key": f"rule_{n:03}",
            "categories": sorted({draw(rng, CATEGORIES, BROAD_CATEGORIES) for _ in range(2)}),
            "uses": sorted(rng.sample(USES + BROAD_USES, 10 if only else 2)),
            "only": only,
            "subjects": sorted(rng.sample(SUBJECTS, 2)),
        })
    return made, datasets, limits


def write_fides(folder, systems, datasets, rules):
    folder.mkdir(parents=True)
    # JSON is YAML, and its writer is quick.
    (folder / "systems.yml").write_text(json.dumps({"system": [
        {
            "fides_key": system["key"], "name": system["key"], "system_type": "Service",
            "privacy_declarations": [
                {
                    "name": declaration["key"], "data_categories": declaration["categories"],
                    "data_use": declaration["use"], "data_subjects": [declaration["subject"]],
                    **({"dataset_references": [declaration["dataset"]["key"]]} if declaration["dataset"] else {}),
                }
                for declaration in system["declarations"]
            ],
        }
        for system in systems
    ]}))
    (folder / "datasets.yml").write_text(json.dumps({"dataset": [
        {
            "fides_key": dataset["key"], "name": dataset["key"],
            "collections": [{"name": "records", "fields": [
                {"name": f"field_{n}", "data_categories": [category]}
                for n, category in enumerate(dataset["categories"])
            ]}],
        }
        for dataset in datasets
    ]}))
    (folder / "policy.yml").write_text(json.dumps({"policy": [{
        "fides_key": "policy", "name": "policy", "rules": [
            {
                "fides_key": rule["key"], "name": rule["key"],
                "data_categories": {"matches": "ANY", "values": rule["categories"]},
                "data_uses": {"matches": "OTHER" if rule["only"] else "ANY", "values": rule["uses"]},
                "data_subjects": {"matches": "ANY", "values": rule["subjects"]},
            }
            for rule in rules
        ],
    }]}))


def received(declaration):
    dataset = declaration["dataset"]
    return sorted({*declaration["categories"], *(dataset["categories"] if dataset else [])})


def write_kept(folder, systems, rules):
    folder.mkdir(parents=True)
    document = {
        "kept": 1,
        "parties": [{"key": "us", "name": "Us", "kind": "SELF"}]
        + [{"key": system["key"], "name": system["key"], "kind": "VENDOR"} for system in systems],
        "flows": [
            {
                "key": f"flow_{declaration['key']}", "source": "us", "recipient": system["key"],
                "categories": received(declaration), "purposes": [declaration["use"]],
                "subjects": [declaration["subject"]], "startedOn": "2026-01-01",
            }
            for system in systems for declaration in system["declarations"]
        ],
        "notices": [{
            "key": "policy", "title": "The policy", "effectiveOn": "2026-01-01", "promises": [
                {
                    "key": rule["key"], "kind": "COMMITMENT",
                    "scope": {"categories": rule["categories"], "subjects": rule["subjects"]},
                    "limits": {"onlyPurposes" if rule["only"] else "neverPurposes": rule["uses"]},
                }
                for rule in rules
            ],
        }],
    }
    (folder / "register.json").write_text(json.dumps(document))


def run(command):
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    return time.monotonic() - started, done


def fides_violations(done):
    """(rule, declaration) of every violation it prints."""
    # It breaks long lines as Python does, in the middle of a string.
    text = re.sub(r"['\"]\s*\n\s*['\"]", "", done.stdout + done.stderr)
    found = re.findall(r"Declaration \((\w+)\) of system \(\w+\) failed rule \((\w+)\)", text)
    if "Evaluation passed" not in text and not found:
        sys.exit(f"fides neither passed nor failed:\n{text[-3000:]}")
    return {(rule, declaration) for declaration, rule in found}


def kept_verdicts(done):
    if done.returncode not in (0, 1):
        sys.exit(f"kept check failed:\n{done.stderr[-3000:]}")
    verdicts = {}
    for finding in json.loads(done.stdout)["findings"]:
        if finding["rule"] == "commitment-broken":
            flow = finding["subject"].removeprefix("flow:flow_")
            verdicts[finding["promise"].removeprefix("promise:"), flow] = finding["verdict"]
    return verdicts


def above(term, others):
    return any(other != term and other.startswith(term + ".") for other in others)


def parents():
    found = {}
    for entry in [*DEFAULT_TAXONOMY.data_category, *DEFAULT_TAXONOMY.data_use]:
        found[str(entry.fides_key)] = str(entry.parent_key) if entry.parent_key else None
    return found


def says_it_broadly(declaration, rule):
    """Whether the declaration is broader than the rule, in its categories or in its use."""
    return any(above(category, rule["categories"]) for category in received(declaration)) or above(
        declaration["use"], rule["uses"]
    )


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--fides", required=True)
    options.add_argument("--kept", required=True)
    options.add_argument("--work", required=True, type=pathlib.Path, help="an empty folder for what is generated")
    options.add_argument("--systems", default="100,1000,3000")
    options.add_argument("--rules", type=int, default=4)
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()
    known = parents()
    for term in CATEGORIES + BROAD_CATEGORIES + USES + BROAD_USES:
        if term not in known:
            sys.exit(f"`{term}` is no term of fideslang")

    print("| systems | rules | declarations | Fides | Kept | times | both: broken | both: fine "
          "| Kept unproven, Fides passes | Kept unproven, Fides fails | disagree |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    unexplained = 0
    for count in map(int, options.systems.split(",")):
        systems, datasets, rules = generate(options.seed, count, options.rules)
        folder = options.work / str(count)
        write_fides(folder / "fides", systems, datasets, rules)
        write_kept(folder / "kept", systems, rules)
        fides_time, fides = run([options.fides, "--local", "evaluate", "--dry", str(folder / "fides")])
        kept_time, kept = run([options.kept, "check", "--format", "json", "--as-of", "2026-06-01", str(folder / "kept")])
        violations, verdicts = fides_violations(fides), kept_verdicts(kept)
        tally = {"broken": 0, "fine": 0, "passes": 0, "fails": 0, "disagree": 0}
        for rule in rules:
            for system in systems:
                for declaration in system["declarations"]:
                    pair = (rule["key"], declaration["key"])
                    violated, verdict = pair in violations, verdicts.get(pair, "KEPT")
                    if verdict == "UNPROVEN":
                        tally["fails" if violated else "passes"] += 1
                        agreed = says_it_broadly(declaration, rule)
                    else:
                        tally["broken" if violated else "fine"] += 1
                        agreed = violated == (verdict == "BROKEN")
                    if not agreed:
                        tally["disagree"] += 1
                        if unexplained < 5:
                            print("disagree:", rule, declaration, "Fides", violated, "Kept", verdict, file=sys.stderr)
                        unexplained += 1
        print(f"| {count:,} | {len(rules)} | {count * 3:,} | {fides_time:.1f} s | {kept_time:.2f} s "
              f"| {fides_time / kept_time:.0f} | {tally['broken']:,} | {tally['fine']:,} | {tally['passes']:,} "
              f"| {tally['fails']:,} | {tally['disagree']:,} |", flush=True)
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
