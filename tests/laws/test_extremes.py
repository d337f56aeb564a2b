"""Extremes: no money, endless money, one household, a village without anybody, no luck at all, nothing offered. The laws of money hold there too."""

from dataclasses import replace

import numpy as np
import pytest

from sim.data import shipped
from sim.population import tiny_world as artificial
from sim.scenario import OPEN
from sim.state.columns import flows, money
from sim.state.reasons import Reason

MONTHS = 72  # January 2015 to December 2020
QUIET = {
    f"shocks.{name}": 0.0
    for name in ("persistent_sd", "farm_sd", "work_sd", "weather_sd", "disaster_chance", "hazard_chance", "price_sd", "slump_chance")
}
WELL = {
    "members.hospital_base": 0.0,
    "members.hospital_old": 0.0,
    "members.hospital_ill": 0.0,
    "demography.chronic": 0.0,
    "demography.disabled": 0.0,
    "aftermath.accident": 0.0,
}
CASES: dict[str, dict] = {
    "zero budget": {"public_jobs.budget": 0.0},
    "huge budget": {"public_jobs.budget": 1e10, "public_jobs.posts_per_village": 1000.0, "public_jobs.posts_registered": 100000.0},
    "nothing offered": {"public_jobs.posts_per_village": 0.0, "public_jobs.posts_registered": 0.0},
    "posts of full time": {"posts.time": 1.0, "posts.constant": 20.0},
    "posts without pay": {"public_jobs.wage": 0.0},
    "no shocks": QUIET | WELL | {"epidemic.on": False},
    "wild shocks": {"shocks.persistent_sd": 0.6, "shocks.persistence": 0.9, "shocks.farm_sd": 1.5, "shocks.work_sd": 1.5},
    "total loss": {"shocks.disaster_chance": 1.0, "shocks.disaster_loss": 1.0},
    "all ill": {"members.hospital_base": 1.0, "health.cost_median": 1e6, "medical_insurance.enrolled": 0.0, "demography.chronic": 1.0, "demography.disabled": 1.0},
    "everybody dies": {"demography.death_60": 1.0, "demography.death_slope": 0.0, "demography.death_ill": 20.0},
    "no children": {"demography.fertility": 0.0},
    "many children": {"demography.fertility": 8.0},
    "nobody is known": {"recognition.aware": 0.0},
    "everybody applies": {"recognition.aware": 1.0, "recognition.apply_zero": 10.0, "recognition.line_share": 0.8, "recognition.car_screen": False},
    "everybody is watched": {"monitoring.checks": 1.0, "monitoring.unstable": 100.0, "monitoring.marginal": 100.0, "early_warning.bill": 0.0,
                             "early_warning.miss": 0.0, "early_warning.miss_others": 0.0, "early_warning.lag": 0},
    "nobody is reviewed": {"recognition.days_review": 20.0, "capacity.level": 0.01},
    "support for good": {"plans.after_exit": "keep", "recognition.good_reviews": 1, "review.conditions": False, "review.window": 11},
    "one plan for many places": {"plans.per_place": 0.01, "plans.priority": "draw"},
    "no needs": {"consumption.need": 0.0, "consumption.habit": 0.0, "consumption.run_down": 0.0},
    "needs beyond means": {"consumption.need": 1e5, "consumption.kin_cap": 0.0},
    "dibao for all": {"safety_net.dibao_quota": 1.0, "safety_net.dibao_apply": 1.0, "safety_net.dibao_error": 2.0, "safety_net.dibao_least": 1.0},
    "no dibao": {"safety_net.dibao_quota": 0.0},
    "dear inputs on account": {"crops.input_ratio": 3.0, "farm.on_account": 1.0, "farm.keep": 24.0},
    "everything lost on the way": {"crops.haul": 1.0},
    "wild product prices": {"shocks.price_sd": 1.0, "product_prices.response": 5.0},
    "no buyers": {"crops.quota": 0.0},
    "restless growers": {"crops.reconsider": 1.0, "crops.replant": 1.0, "crops.habit": 0.0, "crops.ponds": 1.0},
    "trap": {"capital.trap": True, "capital.gain": 5.0, "capital.reserve": 0.0, "capital.known": 1.0},
    "endless equipment": {"capital.gain": 5.0, "capital.reserve": 0.0, "capital.known": 1.0, "capital.return": 0.0, "capital.wear": 0.0},
    "equipment worn out at once": {"capital.wear": 1.0},
    "all leave": {"labour.constant_away": 20.0, "labour.weight": 20.0, "labour.moving_cost": 0.0},
    "nothing pays": {"labour.local_months": 0.0, "labour.business_months": 0.0, "labour.living_away": 1.0, "labour.home_value": 0.0, "labour.weight": 0.0},
    "all for a season": {"labour.constant_seasonal": 20.0, "labour.seasonal_months": 6.0, "migration.search": 50000.0},
    "care without end": {"labour.child_months": 12.0, "labour.ill_months": 12.0, "labour.old_months": 12.0},
    "content with anything": {"labour.rule": 1, "labour.aspiration": 0.0},
    "anything at random": {"labour.rule": 2},
    "all stay": {"labour.constant_away": -20.0, "labour.living_away": 0.9},
}  # fmt: skip


def follow(model, months: int = MONTHS) -> None:
    """Step and hold the laws of money each month: whole fen, nothing below zero, the account of the households closed."""
    world, h = model.world, model.world.households
    sign = np.array([(c.payee == "household") * 1 - (c.payer == "household") for c in money()], np.int64)[:, None]
    for _ in range(months):
        before = h.cash.sum()
        model.step()
        dense = h.flows[: len(flows())]
        assert np.isfinite(h.flows).all() and (dense >= 0).all() and np.array_equal(h.flows, np.rint(h.flows))
        assert (h.cash >= 0).all() and (h.debt >= 0).all()
        assert h.cash.sum() - before == (sign * world.ledger.fen[-1]).sum()
        assert (h.post_farm <= h.farm_labour).all() and (h.post_local <= h.local_workers).all()
        for table in world.tables().values():
            assert all(np.isfinite(column).all() for column in table.columns.values() if column.dtype.kind == "f")


@pytest.mark.parametrize("name", CASES)
def test_the_laws_hold(name, start):
    follow(start(values=CASES[name]))


def test_no_budget_no_wages(start):
    model = start(values=CASES["zero budget"])
    follow(model)
    assert not any(fen[[c.name for c in money()].index("wage_post")].any() for fen in model.world.ledger.fen)


def test_endless_money_is_limited_by_who_is_eligible(start):
    model = start(values=CASES["huge budget"] | {"posts.constant": 20.0, "recognition.line_share": 0.8})
    follow(model, 30)
    h = model.world.households
    paid = model.world.paid("wage_post") > 0
    assert paid.any() and not (h.reason_post == Reason.SLOT).any() and not (h.reason_post == Reason.PURSE).any()
    assert ((h.on_list == 1) | (h.jiandang == 1) | ~paid).all()


def test_nothing_offered_gives_posts_to_nobody(start):
    model = start(values=CASES["nothing offered"])
    follow(model, 28)
    assert not model.world.payments.total("wage_post").any() and not model.world.households.post_left.any()
    assert set(model.world.households.reason_post.tolist()) <= {Reason.NONE, Reason.SLOT, Reason.NO_LABOUR}


def test_without_shocks_luck_is_one_and_nobody_falls_ill(start):
    model = start(values=CASES["no shocks"])
    follow(model, 26)
    h = model.world.households
    assert (h.persistent == 0).all() and (h.luck_farm == 1).all() and (h.luck_work == 1).all() and not h.sick_left.any()
    assert (model.world.villages.weather == 1).all() and (model.world.counties.weather == 1).all()


def test_when_everybody_dies_the_households_stay_as_empty_rows(start):
    model = start(values=CASES["everybody dies"] | {"demography.fertility": 0.0})
    follow(model)
    assert len(model.world.households) == 12 and len(model.world.persons) == 0
    assert not model.world.households.size.any() and not model.world.households.on_list.any()


def cases(tmp_path, keep, change=lambda line: line):
    """A population of some lines of the artificial cases."""
    lines = (shipped("scenarios") / "cases.csv").read_text(encoding="utf-8").splitlines()
    file = tmp_path / "cases.csv"
    file.write_text("\n".join([lines[0], *(change(line) for line in lines[1:] if keep(int(line.split(",")[0])))]), encoding="utf-8")
    return artificial(file)


def test_one_household_alone(tmp_path, start):
    one = cases(tmp_path, lambda household: household == 11)
    assert one.size("households") == 1
    model = start(population=one)
    follow(model)
    assert len(model.world.households) == 1 and model.sheets.done[-1].hukou.sum() > 0


def test_a_village_where_all_are_away(tmp_path, start):
    away = cases(tmp_path, lambda household: household > 6, lambda line: line.removesuffix("yes") + "no" if line.endswith("yes") else line)
    assert not away.persons["resident"].any()
    model = start(population=away, values=CASES["all leave"])
    follow(model)
    h = model.world.households
    assert not h.residents[h.migrants > 0].any() and not model.world.payments.total("wage_post").any()
    assert (h.wage_migrant[h.migrants > 0] > 0).all()


def test_no_levers_and_no_stand_ins_at_all(start, everywhere):
    bare = replace(everywhere, levers={}, stand_ins=(), rollout=dict.fromkeys(everywhere.rollout, -1))
    model = start(bare)
    follow(model, 36)
    public = [i for i, c in enumerate(money()) if c.lever]
    assert not np.array(model.world.ledger.fen)[:, public].any() and not model.world.households.on_list.any()


def test_levers_that_begin_after_the_end(start, everywhere):
    model = start(replace(everywhere, levers=dict.fromkeys(everywhere.levers, (OPEN - 1, OPEN))))
    follow(model, 12)
    assert not model.world.households.pension.any() and not model.world.payments.total("wage_post").any()
