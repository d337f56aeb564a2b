"""The parts sum to the gap; what binds pilots and roll-out alike makes none; a small comparison from end to end."""

import numpy as np
import pytest
from scipy.stats import t

from sim.analysis.cohorts import MEASURES
from sim.analysis.costs import STATED
from sim.analysis.decompose import CHANNELS, Channel, channels, interval, key, settings, split, table
from sim.analysis.gap import Question, Tally, answer, begun, settled, span
from sim.analysis.shapley import coalitions
from sim.core.clock import month_index
from sim.core.errors import InputError
from sim.ensemble.request import Request
from sim.model import parameters

TWO = ("cadre", "market")


def tally(rollout: float, cells: float, crude: float = 0.0) -> Tally:
    """The same number in every measure and both years; 100 persons."""
    shape = (len(MEASURES), 2)
    return Tally(np.full(shape, rollout), np.full(shape, cells), np.full(shape, crude), 100.0, 40.0)


def made() -> dict[str, Tally]:
    """Cadres bind in the roll-out alone (8 with, 14 without); markets lift pilots and roll-out alike by 3."""
    return {key(frozenset(inside)): tally(14.0 - 6.0 * ("cadre" in inside) + 3.0 * ("market" in inside), 10.0 + 3.0 * ("market" in inside), 12.0)
            for inside in coalitions(TWO)}  # fmt: skip


def test_parts_by_hand():
    found = split(made(), TWO)
    years = {part: values[0, 1:].tolist() for part, values in found.items()}
    assert years["cadre"] == [-6.0, -6.0] and years["market"] == [0.0, 0.0] and years["remainder"] == [4.0, 4.0]
    assert years["multiplied_crude"] == [12.0, 12.0] and years["composition"] == [1.0, 1.0] and years["multiplied"] == [13.0, 13.0]
    assert years["rollout"] == [11.0, 11.0] and years["gap"] == [-2.0, -2.0]
    assert found["cadre"][0, 0] == -12.0  # both years
    poverty = MEASURES.index("poverty_h")
    assert found["cadre"][poverty].tolist() == pytest.approx([-0.06] * 3)  # a share of 100 persons, the mean over the years first


def test_every_set_of_channels_has_its_setting():
    found = dict(settings([Channel("a", (("x.a", 1.0),)), Channel("b", (("x.b", False), ("x.c", 2.0)))]))
    assert found == {"a+b": (), "a": (("x.b", False), ("x.c", 2.0)), "b": (("x.a", 1.0),), "": (("x.a", 1.0), ("x.b", False), ("x.c", 2.0))}
    assert list(found)[0] == "a+b"


def test_the_model_declares_every_channel():
    assert channels(parameters()) == CHANNELS
    assert channels([p for p in parameters() if p.name != "markets.on"]) == CHANNELS[:-1]


def test_intervals_are_those_of_student():
    values = np.array([1.0, 2.0, 6.0])
    mean, error, low, high = interval(values)
    assert (mean, error) == (3.0, pytest.approx(values.std(ddof=1) / 3**0.5))
    assert (low, high) == pytest.approx(t.interval(0.95, 2, mean, error))
    assert np.isnan(interval(values[:1])[1:]).all()


def test_who_begins_where(scenarios):
    without, current, rollout = (scenarios[name] for name in ("no_pilots", "current_policy", "city_rollout"))
    years, pilots, added = span(without, current, rollout, 2025)
    assert years == 5 and len(pilots) == 4 and len(added) == 8 and not pilots.keys() & added.keys()
    assert pilots[350423] == month_index(2019, 1) and added[350402] == month_index(2020, 12)
    assert begun(current, rollout) == {}
    with pytest.raises(InputError, match="no roll-out beyond the pilots"):
        span(without, current, without, 2025)
    with pytest.raises(InputError, match="one whole year"):
        span(without, current, rollout, 2020)


def test_a_setting_changes_values_alone(scenarios):
    found = settled(scenarios["city_rollout"], {"capacity.level": 3.0})
    assert found.values["capacity.level"] == (3.0, "decomposition") and found.rollout == scenarios["city_rollout"].rollout
    assert found.digest != scenarios["city_rollout"].digest


@pytest.fixture(scope="module")
def answers(scenarios):
    current = scenarios["current_policy"]
    request = Request(current, sample=0.01, end=2021, keep_from=month_index(2018, 12))
    asked = settings([channel for channel in CHANNELS if channel.name == "cadre"])
    return [answer(Question(request.with_(seed=seed), scenarios["no_pilots"], (scenarios["city_rollout"],), asked, STATED))[1] for seed in (1, 2)]


def test_a_small_decomposition_sums_to_its_gap(answers):
    found = table(answers, ("cadre",), ["city_rollout"])
    wide = found.pivot_table(index=["measure", "since"], columns="part", values="value")
    np.testing.assert_allclose(wide["cadre"] + wide["remainder"], wide["gap"], atol=1e-6)
    np.testing.assert_allclose(wide["multiplied"] + wide["gap"], wide["rollout"], atol=1e-6)
    np.testing.assert_allclose(wide["multiplied_crude"] + wide["composition"], wide["multiplied"], atol=1e-6)
    sums = wide.drop(index=[(m, 0) for m in MEASURES]).groupby("measure").sum()
    np.testing.assert_allclose(sums.loc["spending"], wide.loc["spending", 0], rtol=1e-9, atol=1e-6)
    assert (wide.loc["spending", 0]["rollout"] > 0) and set(found["seeds"]) == {2} and set(found["horizon"]) == {1}
