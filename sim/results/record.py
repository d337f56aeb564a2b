"""The record of a run or comparison: everything needed to know what was run and to repeat it."""

import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from sim import __version__
from sim.core.clock import month_text
from sim.core.code_hash import code_hash
from sim.core.parameters import ParameterSet

PACKAGES = ("mesa", "numpy", "numba", "scipy", "pandas", "pyarrow")


def now() -> str:
    """Time in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def versions() -> dict[str, str]:
    """Versions of the libraries that results depend on."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found


def environment() -> dict:
    """Code, interpreter, libraries and platform."""
    return {
        "version": __version__, "code_hash": code_hash(), "python": sys.version.split()[0], "packages": versions(),
        "platform": platform.platform(), "machine": platform.machine(),
    }  # fmt: skip


def scenario_record(scenario, values: ParameterSet) -> dict:
    """A resolved scenario: every value and who set it, levers, roll-out, outside volumes."""
    return {
        "name": scenario.name, "title": dict(scenario.title), "clause": list(scenario.clause), "digest": scenario.digest, "growth": scenario.growth,
        "ridge": scenario.ridge, "money": scenario.money, "cadre": scenario.cadre,
        "levers": {name: [month_text(first), month_text(last)] for name, (first, last) in scenario.levers.items()},
        "rollout": {code: month_text(month) if month >= 0 else "never" for code, month in scenario.rollout.items()},
        "rollout_status": scenario.rollout_status,
        "stand_in": [
            {"name": s.name, "lever": s.lever, "payer": s.payer, "to": s.to, "households": s.households, "yuan": s.yuan, "from": month_text(s.first),
             "until": month_text(s.last), "counts_as_income": s.counts_as_income, "source": list(s.source), "status": s.status}
            for s in scenario.stand_ins
        ],
        "values": {name: {"value": setting.value, "by": setting.by} for name, setting in values.settings.items()},
    }  # fmt: skip
