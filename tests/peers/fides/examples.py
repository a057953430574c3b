#!/usr/bin/env python3
"""Where Fides' evaluator and Kept judge differently: each file of `examples/` by both, and what was expected of them."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

DAY = "2026-06-01"


def main(fides, kept):
    wrong = 0
    for file in sorted((pathlib.Path(__file__).parent / "examples").glob("*.yaml")):
        example = yaml.safe_load(file.read_text())
        with tempfile.TemporaryDirectory() as folder:
            for side in ("fides", "kept"):
                place = pathlib.Path(folder) / side
                place.mkdir()
                (place / "document.yml").write_text(yaml.safe_dump(example[side]))
            done = subprocess.run([fides, "--local", "evaluate", "--dry", f"{folder}/fides"], capture_output=True, text=True)
            output = re.sub(r"['\"]\s*\n\s*['\"]", "", done.stdout + done.stderr)
            says = "passes" if "Evaluation passed" in output else "fails" if "failed rule" in output else output[-1000:]
            done = subprocess.run([kept, "check", "--format", "json", "--as-of", DAY, f"{folder}/kept"], capture_output=True, text=True)
            if done.returncode not in (0, 1):
                sys.exit(done.stderr)
            verdicts = {promise["key"]: promise["verdict"] for promise in json.loads(done.stdout)["promises"]}
        as_expected = {"fides": says, "kept": verdicts} == example["expect"]
        wrong += not as_expected
        kept_says = ", ".join(f"{key} {verdict}" for key, verdict in verdicts.items())
        print(f"{file.stem:28} Fides {says}; Kept: {kept_says}{'' if as_expected else '   NOT AS EXPECTED'}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
