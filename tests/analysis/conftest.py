"""A run of three households and six persons, written out by hand, of the same shape as the output of a real run."""

import numpy as np
import pandas as pd
import pytest

from sim.results import RunOutput

POLICY = 2020 * 12 + 6  # 2020-07
MONTHS = 40  # from the policy date on: to 2023-10
YEARS = np.arange(2019, 2024)
A, B, C = 101, 102, 201
LEDGER = ["year", "month", "payer", "payee", "purpose", "lever", "county", "amount_yuan"]


def persons(*households: int) -> tuple[np.ndarray, np.ndarray]:
    """A roster from the household row of persons 1 to 6, -1 for the dead; sorted by household row as a run keeps it."""
    ids, rows = np.arange(1, len(households) + 1, dtype=np.int64), np.array(households, np.int32)
    order = np.argsort(rows, kind="stable")
    order = order[rows[order] >= 0]
    return ids[order], rows[order]


PRICE = np.array([1.0, 1.02, 1.03, 1.05, 1.04])


def current_lines(floating: float = 6000.0, anchored: float = 5000.0) -> dict:
    """Lines in current yuan of both counties, from their value at the prices of 2019."""
    values = {"county50_anchored2019": anchored, "county50_floating": floating}
    return {(name, "hukou"): np.outer(PRICE, [value, value]) for name, value in values.items()}


def annual_frame(supported: float = 0.0, cadre_days: float = 0.0) -> pd.DataFrame:
    """Supported households and cadre days of 350421 and the city in 2021."""
    rows = [
        (area, measure, value)
        for area in ("350421", "350400")
        for measure, value in (("supported_households", supported), ("cadre_days", cadre_days))
    ]
    frame = pd.DataFrame(rows, columns=["area", "measure", "value"]).assign(universe="hukou", group="all", line="", year=2021)
    central = dict.fromkeys(("structure", "growth", "ridge", "money", "cadre"), "central")
    return frame.assign(draw=0, **central)


def make_run(
    welfare: dict[int, list[float]] | None = None, income: list[list[float]] | None = None, name: str = "base", seed: int = 1, **changes
) -> RunOutput:
    """A run in which A and B (4,000) are poor and C (9,000) is not, unless monthly `welfare` of a household row or yearly `income` says otherwise."""
    level = np.tile(np.array([4000.0, 4000.0, 9000.0], np.float32), (MONTHS + 1, 1))
    for row, values in (welfare or {}).items():
        level[1:, row] = values
    yearly = np.tile(np.array([4000.0, 2000.0, 9000.0], np.float32), (len(YEARS), 1)) if income is None else np.array(income, np.float32)
    known = {
        "annual": annual_frame(),
        "ledger": pd.DataFrame([], columns=LEDGER).astype({"amount_yuan": float, "year": int, "month": int}),
        "panel": {"income_hukou": yearly, "size": np.tile(np.array([3, 2, 1], np.int16), (len(YEARS), 1))},
        "trace": {
            "months": np.arange(POLICY - 1, POLICY + MONTHS), "welfare": level, "size": np.tile(np.array([3, 2, 1], np.int16), (MONTHS + 1, 1)),
            "class": np.tile(np.array([0, 1, 2], np.int8), (len(YEARS), 1)),
        },
        "roster": [persons(0, 0, 0, 1, 1, 2)] * len(YEARS),
        "roster_years": list(YEARS),
        "households": {
            "id": np.array([A, B, C]),
            "county": np.array([0, 0, 1], np.int8),
            "weight": np.array([10.0, 10.0, 5.0]),
            "class": np.array([0, 1, -1]),
        },
        "record": {"classes": ("labour", "no_labour")},
        "years": YEARS,
        "adcodes": np.array([350421, 350423]),
        "price": PRICE,
        "dibao_standard": 3000.0 * PRICE,
        "lines": current_lines(),
    }
    run = RunOutput(**{**known, **changes})
    run.annual = run.annual.assign(scenario=name, seed=seed)
    return run


@pytest.fixture(scope="session")
def hand():
    """The builders of hand-made runs."""

    class Hand:
        run = staticmethod(make_run)
        roster = staticmethod(persons)
        annual = staticmethod(annual_frame)
        lines = staticmethod(current_lines)
        policy, months, years, ledger = POLICY, MONTHS, YEARS, LEDGER

    return Hand
