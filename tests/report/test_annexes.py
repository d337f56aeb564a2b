"""Annexes of the page: multiplied pilots against the roll-out, and the limits; absent where a comparison has no such table."""

import pytest

from sim.report.charts import pilots as chart
from sim.report.labels import Say
from sim.report.sections import bounds, pilots


def test_no_table_no_annex_and_no_chart(full):
    page = full.but(more={})
    assert "附一" not in page.told() and "附二" not in page.told() and chart.draw(page.shaped(), Say("zh")) is None


@pytest.mark.parametrize(("language", "gap", "channel"), [
    ("zh", "比按试点放大少（差 −6,300", "作用最大且能与零区分的渠道是“资金上限”：−4,100 人年"),
    ("en", "fall short of the multiplied pilots (gap −6,300", "largest channel that can be told from zero is “Limits of money”: −4,100"),
])  # fmt: skip
def test_the_gap_and_its_largest_channel_in_words(full, language, gap, channel):
    c = full.shaped()
    told = pilots.sentence(c, c.scenarios[0], Say(language))
    assert gap in told and channel in told


def test_the_parts_that_are_shown_sum_to_what_is_shown(full):
    c, say = full.shaped(), Say("en")
    frame = c.table("decomposition")
    value = {part: pilots.estimate(frame, "person_years_out", part, say).value for part in pilots.PARTS}
    assert value["multiplied_crude"] + sum(value[part] for part in pilots.STEPS) == pytest.approx(value["rollout"])
    assert pilots.estimate(frame, "poverty_h", "gap", say).value == pytest.approx(0.63)  # points


def test_flips_are_told_in_three_ways(full):
    told = full.told("en")
    assert "turns its sign at about 0.8; between 0.6 and 1.1" in told
    assert "does not turn inside the prior (0.2 to 1.8)" in told
    assert "cannot be told from zero between 0.3 and 0.5" in told


def test_mechanism_test_is_said_in_both_annexes(full):
    assert full.told("zh").count("机制检验：") == 2 and full.told("en").count("Mechanism test:") == 2


def test_levels_of_limits_never_mix_with_the_central_answer(full):
    c, say = full.shaped(), Say("en")
    told = {row[0].main: [cell.main for cell in row[1:]] for row in bounds._answers(c, c.scenarios[0], say).rows}
    assert list(told) == ["both central", "money: low", "money: high", "cadres: low", "cadres: high"]
    assert told["both central"][0] == "+4,320" and told["money: low"][0] == "+2,590" and told["cadres: high"][2] == "−0.341"
    without = full.but(contrasts=full.contrasts[(full.contrasts["money"] == "central") & (full.contrasts["cadre"] == "central")])
    assert str(c.estimate("out_24m", "city_rollout")) == str(without.shaped().estimate("out_24m", "city_rollout"))


def test_worth_of_a_unit_or_that_a_limit_does_not_bind(full):
    told = full.told("en")
    assert "does not bind" in told and "+95" in told  # 900 exits for 9.5 million yuan
