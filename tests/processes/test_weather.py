"""Weather, disasters and prices against their closed forms; hazards hit the products that are open to them; dated events stay off until switched on."""

import numpy as np
import pytest

from sim.processes import farm, weather
from sim.processes.crop_table import crop_table

PRODUCTS = crop_table().names
RULES = {"shocks.weather_sd": 0.06, "shocks.disaster_chance": 0.1, "shocks.disaster_loss": 0.3, "shocks.hazard_chance": 0.2, "shocks.hazard_area": 0.1,
         "shocks.price_sd": 0.1, "shocks.slump_chance": 0.1, "shocks.slump_depth": 0.3}  # fmt: skip
CALM = RULES | {
    "shocks.weather_sd": 0.0,
    "shocks.disaster_chance": 0.0,
    "shocks.hazard_chance": 0.0,
    "shocks.price_sd": 0.0,
    "shocks.slump_chance": 0.0,
}


def near(value: float, expected: float, error: float) -> bool:
    return abs(value - expected) < 5 * error


def years(world, n: int):
    """The world after the draw of each of `n` months."""
    for month in range(n):
        world.month = 24192 + month
        weather.step(world)
        yield world


def test_weather_of_the_county_and_disasters_of_villages(world_at, small_sample):
    world = world_at(2016, 2, RULES, small_sample)
    county, struck = [], []
    for _ in years(world, 400):
        county.append(world.counties.weather.copy())
        struck.append(world.villages.struck == 1)
        assert np.array_equal(world.villages.weather, np.where(struck[-1], 0.7, 1.0))
    n = np.size(county)
    assert near(np.mean(county), 1.0, 0.06 / np.sqrt(n)) and near(np.log(county).std(), 0.06, 0.06 / np.sqrt(2 * n))
    assert near(np.mean(struck), 0.1, np.sqrt(0.09 / np.size(struck)))


def test_prices_are_those_of_the_product_in_all_counties_and_one_in_the_mean(world_at):
    world, seen = world_at(2016, 2, RULES), []
    for _ in years(world, 4000):
        slump = world.products.slump.reshape(12, -1)
        assert (slump == slump[0]).all()
        seen.append(slump[0].copy())
    mean, sd = np.mean(seen, axis=0), np.std(seen, axis=0)
    assert (np.abs(mean - 1.0) < 5 * sd / np.sqrt(4000)).all()
    assert sd[PRODUCTS.index("tobacco")] < sd[PRODUCTS.index("tea")] < sd[PRODUCTS.index("fruit")]  # posted prices move little


def test_a_slump_by_hand(world_at):
    # with no spread: vegetables (of middling risk) at 0.7 in one year of ten, at (1 - 0.1 x 0.7) / 0.9 = 1.0333 else
    assert crop_table().volatility[PRODUCTS.index("vegetables")] == weather.MIDDLING
    world, sold = world_at(2016, 2, CALM | {"shocks.slump_chance": 0.1}), []
    for _ in years(world, 2000):
        sold.append(world.products.slump[PRODUCTS.index("vegetables")])
    values, counts = np.unique(np.round(sold, 10), return_counts=True)
    assert values == pytest.approx([0.7, 0.93 / 0.9]) and near(counts[0] / 2000, 0.1, np.sqrt(0.09 / 2000))


def test_hazards_take_what_the_product_is_open_to(world_at):
    world, least = world_at(2016, 2, CALM | {"shocks.hazard_chance": 1.0}), np.ones(len(PRODUCTS))
    weather.step(world)
    found = world.products.weather.reshape(12, -1)[0]
    for row, name in enumerate(PRODUCTS):
        for loss in weather.VULNERABLE[name]:
            least[row] *= 1.0 - 0.1 * loss
    assert found == pytest.approx(least) and found[PRODUCTS.index("forest")] > found[PRODUCTS.index("fruit")]


def test_a_calm_year_is_one_everywhere(world_at):
    world = world_at(2016, 2, CALM)
    weather.step(world)
    assert (
        (world.products.weather == 1).all()
        and (world.products.slump == 1).all()
        and (world.counties.weather == 1).all()
        and not world.villages.struck.any()
    )


@pytest.mark.parametrize("year,herd,price", [(2018, 1.0, 1.0), (2019, 0.75, 1.25), (2020, 1.0, 1.25), (2021, 1.0, 1.0)])
def test_swine_fever_is_dated_and_off_unless_switched_on(world_at, year, herd, price):
    side = slice(PRODUCTS.index("side"), None, len(PRODUCTS))
    for on in (True, False):
        world = world_at(year, 2, CALM | {"shocks.swine_on": on, "shocks.swine_herd": 0.25, "shocks.swine_price": 1.25})
        weather.step(world)
        found = (world.products.weather[side], world.products.slump[side])
        assert (found[0] == (herd if on else 1.0)).all() and (found[1] == (price if on else 1.0)).all()
        assert world.products.weather.sum() == pytest.approx(len(world.products) - 12 * (1.0 - herd if on else 0.0))


def test_a_slump_reaches_the_harvest_of_its_month_only(world_at):
    # tea is picked in April, May and September; grain is cut in July and October
    nets = {}
    for slump in (1.0, 0.5):
        for month in (4, 10):
            world = world_at(2016, month, {"epidemic.on": False})
            h = world.households
            h.farm_rate[:], h.grain_area[:], h.tree[:], h.orchard[:], h.luck_farm[:] = 1.0, 1.0, PRODUCTS.index("tea"), 1.0, 1.0
            world.villages.weather[:], world.counties.weather[:] = 1.0, 1.0
            world.products.slump[PRODUCTS.index("tea") :: len(PRODUCTS)] = slump
            farm.step(world)
            nets[slump, month] = world.households.farm_net.copy()
    assert (nets[0.5, 4] < nets[1.0, 4]).all() and np.array_equal(nets[0.5, 10], nets[1.0, 10])


def test_the_spread_that_contracts_reckon_with_is_that_of_the_prices(world_at):
    # by hand for a product of middling risk: e^(0.1^2) (0.1 x 0.7^2 + 0.9 x (0.93 / 0.9)^2) - 1 = 0.0202 squared spread
    world = world_at(2016, 2, CALM | {"shocks.price_sd": 0.1, "shocks.slump_chance": 0.1, "shocks.slump_depth": 0.3})
    spread = weather.price_spread(world.parameters)
    assert spread[PRODUCTS.index("vegetables")] ** 2 == pytest.approx(np.exp(0.01) * (0.1 * 0.49 + 0.9 * (0.93 / 0.9) ** 2) - 1.0)
    assert (weather.price_spread(world_at(2016, 2, CALM).parameters) == 0.0).all()
