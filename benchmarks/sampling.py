"""How far a sample of villages is from the whole: `python -m benchmarks.sampling` compares 1, 5 and 10 % samples with the 1:1 run of the same seed of life.

Writes benchmarks/results/sampling.json: by measure the value of the whole, the mean bias over sample seeds and their standard deviation.
"""

import json
from pathlib import Path

import pandas as pd

from benchmarks.machine import description
from sim.api import load_scenario
from sim.ensemble.request import Request
from sim.ensemble.simulate import simulate

FRACTIONS, SAMPLE_SEEDS, YEAR = (0.01, 0.05, 0.1), range(1, 6), 2019
MEASURES = (
    ("resident", "all", "", "income_mean"), ("resident", "all", "", "gini"), ("resident", "all", "", "q5_q1"), ("resident", "source:wage", "", "income_share"),
    ("resident", "all", "county50_floating", "poverty_h"), ("hukou", "all", "county50_floating", "poverty_h"), ("hukou", "all", "county50_floating", "poverty_pg"),
    ("hukou", "all", "county50_anchored2019", "line_value"), ("hukou", "all", "", "listed_households"), ("resident", "all", "", "persons"),
)  # fmt: skip
FILE = Path(__file__).parent / "results" / "sampling.json"


def values(annual: pd.DataFrame) -> dict[str, float]:
    """The measures of the city in YEAR."""
    rows = annual[(annual["area"] == "350400") & (annual["year"] == YEAR)]
    keys = ["universe", "group", "line", "measure"]
    found = {tuple(map(str, key)): value for key, value in zip(rows[keys].itertuples(index=False), rows["value"], strict=True)}
    return {" ".join(filter(None, key)): float(found[key]) for key in MEASURES}


def main() -> None:
    """Run the whole once and each sample under five sample seeds; print and write the table."""
    scenario = load_scenario("current_policy")
    whole = values(simulate(Request(scenario, sample=1.0, end=YEAR)).annual)
    table = {}
    for fraction in FRACTIONS:
        runs = pd.DataFrame([values(simulate(Request(scenario, sample=fraction, sample_seed=seed, end=YEAR)).annual) for seed in SAMPLE_SEEDS])
        bias = runs - pd.Series(whole)
        table[str(fraction)] = {name: {"bias": bias[name].mean(), "sd": bias[name].std()} for name in whole}
    FILE.write_text(json.dumps({**description(), "year": YEAR, "whole": whole, "samples": table}, indent=1) + "\n", encoding="utf-8", newline="\n")
    shown = pd.DataFrame({"whole": whole, **{f"{f} {k}": {n: v[k] for n, v in table[f].items()} for f in table for k in ("bias", "sd")}})
    print(shown.to_string(float_format="{:.4g}".format))


if __name__ == "__main__":
    main()
