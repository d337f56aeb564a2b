"""Runs the tests that take minutes and the benchmark of samples, and notes their result with date and code hash: `python -m benchmarks.slow`."""

import json
import re
import subprocess
import sys
from pathlib import Path

from benchmarks import sampling
from benchmarks.machine import description

FILE = Path(__file__).parent / "results" / "slow.json"


def main() -> int:
    """Exit code of pytest."""
    command = [sys.executable, "-m", "pytest", "-m", "slow", "--timeout", "1800", "-q", "--durations=0", *sys.argv[1:]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    print(done.stdout)
    lines = [line for line in done.stdout.splitlines() if re.search(r"\d+ (passed|failed|error)|::", line)]
    FILE.write_text(json.dumps({**description(), "exit": done.returncode, "result": lines}, indent=1) + "\n", encoding="utf-8", newline="\n")
    sampling.main()
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
