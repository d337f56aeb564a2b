"""The first month in which two resolved scenarios differ: the policy date of their comparison."""

from sim.core.clock import month_index
from sim.scenario.content import OPEN, Scenario, StandIn
from sim.scenario.known import modelled_levers

ROLLED_OUT = (  # rooms that act only where the mechanism has begun
    "recognition", "procedure", "plans", "capacity", "applying", "assets", "registers", "favour", "complaints", "appeals", "splitting", "attention",
    "learning", "visits", "pressure", "classes", "review", "monitoring", "early_warning",
)  # fmt: skip


def first_difference(a: Scenario, b: Scenario, start: int = 2016) -> int | None:
    """Running month from which the two may differ in a run that begins in January of `start`, or None if nothing differs.

    A changed value counts from the start; one of a lever from the first month in which that lever is on in either; one of `recognition`
    from the first roll-out month of either. A value of something that never begins changes nothing.
    """
    begin = month_index(start)
    months = [*_levers(a, b), *_rollout(a, b), *_stand_ins(a, b), *_values(a, b, begin)]
    months += _begun(a, b) if (a.package, a.cadre) != (b.package, b.cadre) else []
    months += [begin] if (a.growth, a.ridge, a.money) != (b.growth, b.ridge, b.money) else []
    return max(begin, min(months)) if months else None


def _span(x: tuple[int, int] | None, y: tuple[int, int] | None, same: bool = True) -> list[int]:
    """First month in which two spans of months differ; spans with other content (not `same`) differ from their first month on."""
    if x == y and same:
        return []
    if x is None or y is None or not same or x[0] != y[0]:
        return [min(s[0] for s in (x, y) if s is not None)]
    return [min(x[1], y[1]) + 1]


def _levers(a: Scenario, b: Scenario) -> list[int]:
    names = a.levers.keys() | b.levers.keys()
    return [month for name in names for month in _span(a.levers.get(name), b.levers.get(name))]


def _rollout(a: Scenario, b: Scenario) -> list[int]:
    pairs = [(a.rollout[code], b.rollout[code]) for code in a.rollout]
    return [min(month for month in pair if month >= 0) for pair in pairs if pair[0] != pair[1]]


def _stand_ins(a: Scenario, b: Scenario) -> list[int]:
    left, right = ({s.name: s for s in scenario.stand_ins} for scenario in (a, b))
    return [month for name in left.keys() | right.keys() for month in _volume(left.get(name), right.get(name))]


def _volume(x: StandIn | None, y: StandIn | None) -> list[int]:
    same = x is None or y is None or x.money() == y.money()
    left, right = ((s.first, s.last) if s else None for s in (x, y))
    return _span(left, right, same)


def _values(a: Scenario, b: Scenario, begin: int) -> list[int]:
    names = [n for n in a.values.keys() | b.values.keys() if a.values.get(n, (None,))[0] != b.values.get(n, (None,))[0]]
    months = [_acts_from(name.partition(".")[0], a, b, begin) for name in names]
    return [month for month in months if month < OPEN]


def _acts_from(owner: str, a: Scenario, b: Scenario, begin: int) -> int:
    """The first month in which a parameter of `owner` can act in either scenario."""
    if owner in modelled_levers():
        return min((s.levers[owner][0] for s in (a, b) if owner in s.levers), default=OPEN)
    return min(_begun(a, b), default=OPEN) if owner in ROLLED_OUT else begin


def _begun(a: Scenario, b: Scenario) -> list[int]:
    """Months in which the mechanism begins in a county of either."""
    return [month for scenario in (a, b) for month in scenario.rollout.values() if month >= 0]
