"""What the office sees: right in the mean of logs, with the declared spread, and less where pay from away is hidden."""

import numpy as np
import pytest

from sim.mechanism.evidence import income_seen

from sim.mechanism.steps import procedure


@pytest.fixture
def seen(world_at, small_sample, switched_off):
    """Declared over true income a head of the households of the sample, all with 10,000 yuan a head, with the pay from away given a household."""

    def ratio(error: float, hidden: float, away: float = 0.0, month: int = 3, price: float = 1.0, sources=(1, 0, 0, 0), **more) -> np.ndarray:
        values = (
            switched_off
            | {"learning.on": False, "evidence.error": error, "evidence.hidden": hidden}
            | {f"evidence.{name}": value for name, value in more.items()}
        )
        world = world_at(2016, month, values, small_sample, price=price)
        h = world.households
        world.last_sources[:] = np.array(sources, np.float32)[:, None]
        h.welfare[:] = 10000.0 * h.size
        h.migrant_base[:] = away
        rows = np.flatnonzero(h.size > 0)
        seen_now = income_seen.seen(world, rows)
        return seen_now / 10000.0

    return ratio


def test_without_error_the_office_sees_the_truth(seen):
    assert np.allclose(seen(0.0, 0.0), 1.0, rtol=1e-12)
    assert np.allclose(seen(0.0, 0.0, price=1.3), 1.3, rtol=1e-12)


@pytest.mark.parametrize("sd", [0.2, 0.45])
def test_the_error_is_unbiased_in_logs_with_the_declared_spread(seen, sd):
    log = np.log(seen(sd, 0.0))
    n = len(log)
    assert abs(log.mean()) < 5 * sd / np.sqrt(n)
    assert abs(log.std() - sd) < 5 * sd / np.sqrt(2 * n)
    assert abs((log**3).mean()) < 5 * sd**3 * np.sqrt(15 / n)


@pytest.mark.parametrize("lasting", [0.0, 0.5, 0.8])
def test_part_of_the_error_lasts_and_the_rest_belongs_to_each_look(seen, lasting):
    one, other = (np.log(seen(0.3, 0.0, month=month, lasting=lasting)) for month in (3, 4))
    assert abs(np.corrcoef(one, other)[0, 1] - lasting) < 5 / np.sqrt(len(one))


@pytest.mark.parametrize("place,name", [(0, "wage"), (1, "business"), (2, "property"), (3, "transfer")])
def test_each_kind_of_income_has_its_own_error(seen, place, name):
    only = [0, 0, 0, 0]
    only[place] = 7
    exact, double = (np.log(seen(0.2, 0.0, sources=only, **{name: ratio})) for ratio in (0.0, 2.0))
    assert np.allclose(exact, 0.0, atol=1e-12) and abs(double.std() - 0.4) < 5 * 0.4 / np.sqrt(2 * len(double))


def test_errors_of_several_kinds_partly_cancel(seen):
    one = np.log(seen(0.2, 0.0, sources=(1, 0, 0, 0), lasting=0.0)).std()
    four = np.log(seen(0.2, 0.0, sources=(1, 1, 1, 1), lasting=0.0, business=1.0, transfer=1.0)).std()
    assert abs(four / one - 0.5) < 0.05  # the mean of four errors


def test_pay_that_registers_hold_is_known_by_hand(world_at, switched_off):
    # six of twelve months for wages in an enterprise job, 0.8 of which registers hold: 0.4 of the pay is known, 0.6 misjudged
    world = world_at(2016, 3, switched_off | {"evidence.error": 0.5, "evidence.formal": 0.8})
    h, rows = world.households, np.array([3, 4])
    h.welfare[:] = 10000.0 * h.size
    h.months_job[3], h.months_local[3], h.months_away[4] = 6.0, 6.0, 12.0
    assert income_seen.known_pay(world, np.array([3, 4, 5])) == pytest.approx([0.4, 0.0, 0.0])
    wrong = income_seen.errors(world, rows, 1.0, 0)[0]
    assert income_seen.seen(world, rows) == pytest.approx(10000.0 * np.array([0.4 + 0.6 * wrong[0], wrong[1]]))


def test_own_business_is_declared_in_part(seen):
    # all income from business, of which up to 0.6 stays unseen, evenly over households: 0.4 to 1, 0.7 in the mean
    ratio = seen(0.0, 0.0, sources=(0, 3, 0, 0), under_business=0.6)
    assert ratio.min() > 0.4 and ratio.max() < 1.0 and abs(ratio.mean() - 0.7) < 5 * 0.6 / np.sqrt(12 * len(ratio))
    assert np.allclose(seen(0.0, 0.0, sources=(1, 0, 1, 1), under_business=0.6), 1.0, rtol=1e-12)


def test_a_closer_look_errs_less_and_another_look_errs_anew(world_at, small_sample, switched_off):
    world = world_at(2016, 3, switched_off | {"evidence.error": 0.4, "evidence.lasting": 0.0}, small_sample)
    world.households.welfare[:] = 10000.0 * world.households.size
    rows = np.flatnonzero(world.households.size > 0)
    first, again, close = (np.log(income_seen.seen(world, rows, *more) / 10000.0) for more in ((), (1.0, 1), (0.25, 1)))
    assert abs(np.corrcoef(first, again)[0, 1]) < 5 / np.sqrt(len(rows))
    assert np.allclose(close, 0.25 * again)
    by_household = np.log(income_seen.seen(world, rows, np.where(rows % 2, 0.0, 1.0)) / 10000.0)
    assert np.allclose(by_household, np.where(rows % 2, 0.0, first))


def test_sources_of_the_last_year_divide_the_income_of_today(world_at):
    world = world_at(2016, 3, price=1.5)
    world.households.welfare[:] = 20000.0
    world.last_sources[:, 3] = 6000.0, 3000.0, -500.0, 1000.0  # a loss in one kind leaves the proportions of the others
    assert income_seen.by_source(world, np.array([3]))[:, 0] == pytest.approx([18000.0, 9000.0, 0.0, 3000.0])
    assert income_seen.by_source(world, np.array([4]))[:, 0] == pytest.approx([30000.0, 0.0, 0.0, 0.0])


def test_only_pay_from_away_can_be_hidden(seen):
    assert np.allclose(seen(0.0, 1.0, away=0.0), 1.0, rtol=1e-12)


def test_hidden_pay_by_hand(world_at, switched_off):
    # One migrant at 4,000 x 12 = 48,000 a year in a household of 2 with 60,000: a hidden share between 0 and 0.5 leaves 18,000 to 30,000 a head,
    # in the mean over draws 24,000.
    world = world_at(2016, 3, switched_off | {"evidence.hidden": 0.5})
    h, seen = world.households, []
    h.size[9], h.welfare[9], h.migrant_base[9] = 2, 60000.0, 1.0
    for seed in range(400):  # what a household hides is a trait: another life, another share
        world.seed = seed
        seen.append(income_seen.seen(world, np.array([9]))[0])
    assert 18000 < min(seen) and max(seen) < 30000
    assert abs(np.mean(seen) - 24000) < 5 * 12000 / np.sqrt(12 * 400)


def test_nothing_below_zero_is_seen(seen):
    assert (seen(0.3, 1.0, away=100.0) >= 0).all()


def test_what_is_recorded_is_recorded_for_the_rows_asked_for(world_at):
    world = world_at(2016, 3)
    world.households.welfare[:] = 1000.0
    world.counties.median_survey[:] = 12000.0
    procedure.record(world, np.array([2, 7]))
    assert np.flatnonzero(world.households.declared).tolist() == [2, 7] == np.flatnonzero(world.households.need).tolist()
