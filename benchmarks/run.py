"""Measure the model and its peers: `python -m benchmarks.run [--peers] [--json FILE]`.

Each measurement is a fresh process with one thread; rounds go over all of them in turn, so that a busy spell of a shared
machine falls on all. Medians count, and of them the ratios to the NumPy reference month, not the single times.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.configurations import MODEL, PEERS, Configuration
from benchmarks.machine import description

ROOT = Path(__file__).parents[1]
LATEST = ROOT / "benchmarks" / "results" / "latest.json"
ONE_THREAD = {
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "passive",
}  # fmt: skip


def command(job: Configuration) -> list[str]:
    """The command line that measures one configuration and prints a line of JSON."""
    module = ["benchmarks.model", "--sample"] if job.engine == "model" else ["benchmarks.peer", job.engine, "--households"]
    return [sys.executable, "-m", *module, str(job.size), "--months", str(job.months)]


def measure(job: Configuration) -> dict:
    """Run one configuration in its own process; adds `process_s`, its wall time from start to end."""
    began = time.perf_counter()
    done = subprocess.run(command(job), cwd=ROOT, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return {**json.loads(done.stdout.splitlines()[-1]), "process_s": time.perf_counter() - began}


def middle(repeats: list) -> object:
    """Median of each figure over repeats, also inside `per_process`."""
    if isinstance(repeats[0], dict):
        return {key: middle([one[key] for one in repeats]) for key in repeats[0]}
    return None if None in repeats else median(repeats)


def measure_all(jobs: tuple[Configuration, ...]) -> list[dict]:
    """One row a configuration: engine, repeats and the medians."""
    seen: dict[Configuration, list[dict]] = {job: [] for job in jobs}
    for turn in range(max(job.repeats for job in jobs)):
        for job in jobs:
            if turn < job.repeats:
                print(f"{turn + 1}/{job.repeats} {job.engine} {job.size:,}", file=sys.stderr)
                seen[job].append(measure(job))
    return with_ratios([{"engine": job.engine, "repeats": len(runs), **middle(runs)} for job, runs in seen.items()])


def with_ratios(rows: list[dict]) -> list[dict]:
    """Adds `ratio`: ns over that of the NumPy reference month of the nearest size in this run.

    The ns of the model hold its draws and those of the NumPy month do not, so the ratio errs against the model.
    """
    numpy = [row for row in rows if row["engine"] == "numpy"]
    for row in rows:
        nearest = min(numpy, key=lambda peer: abs(math.log(peer["households"] / row["households"])))
        row["ratio"] = row["ns"] / nearest["ns"]
    return rows


def table(rows: list[dict]) -> str:
    """The rows as text; ns a household and month, seconds, MiB."""
    head = f"{'engine':7}{'households':>11}{'months':>7}{'ns':>8}{'draws':>7}{'x numpy':>9}{'step s':>8}{'build s':>8}{'process s':>10}{'MiB':>7}"
    return "\n".join([head, *map(_line, rows)])


def _line(row: dict) -> str:
    draws = f"{row['per_process']['draws']:.0f}" if row["engine"] != "model" else "in ns"
    peak = f"{row['peak_mib']:.0f}" if row["peak_mib"] else "-"
    return (
        f"{row['engine']:7}{row['households']:>11,.0f}{row['months']:>7.0f}{row['ns']:>8.0f}{draws:>7}{row['ratio']:>9.2f}"
        f"{row['seconds_step']:>8.2f}{row['build_s']:>8.2f}{row['process_s']:>10.2f}{peak:>7}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", action="store_true", help="the peers alone, without the model")
    parser.add_argument("--json", type=Path, metavar="FILE", help=f"default with the model: {LATEST.relative_to(ROOT)}")
    chosen = parser.parse_args()
    has_model = not chosen.peers and importlib.util.find_spec("benchmarks.model") is not None
    rows = measure_all(PEERS + MODEL if has_model else PEERS)
    print(table(rows))
    if target := chosen.json or (LATEST if has_model else None):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps({**description(), "rows": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
