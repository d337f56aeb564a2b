"""Signs of product prices over some years of a sample (S-05, S-06 of calibration/signs.csv), and what distance and advisers do."""

import pytest

from sim.processes.labour_choice import AWAY


@pytest.fixture(scope="module")
def lived(start, small_sample):
    """(income from business in 2018, migrants at its end, farm work, planned value of farms) of the sample under values."""

    def run(values):
        model = start(population=small_sample, values=values)
        while model.world.month < 2019 * 12:
            model.step()
        h, sheet = model.world.households, model.sheets.done[-1]
        return (sheet.hukou[1] * h.weight).sum(), (model.world.persons.activity == AWAY).sum(), (h.farm_labour * h.weight).sum(), (h.farm_value * h.weight).sum()

    return run


def test_dearer_produce_more_business_income_and_fewer_migrants(lived):
    cheap, dear = (lived({"outside.farm_growth": growth}) for growth in (-0.10, 0.20))
    assert dear[0] > 1.2 * cheap[0]  # S-05
    assert dear[1] < cheap[1] and dear[2] > cheap[2]  # S-06


@pytest.mark.parametrize("name,worse,better", [("crops.haul", 0.25, 0.0), ("crops.input_ratio", 1.3, 0.8), ("capital.extension", 0.0, 1.0)])
def test_what_lowers_cost_or_spreads_knowledge_raises_the_value_of_farms(lived, name, worse, better):
    assert lived({name: better})[3] > lived({name: worse})[3]
