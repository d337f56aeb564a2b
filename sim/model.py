"""The Mesa model of Sanming: builds the world, and holds THE ordered list of a month."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import mesa
import numpy as np

from sim.agents import register
from sim.core.clock import month_index
from sim.core.parameters import Parameter, ParameterSet
from sim.data import load
from sim.levers import LEVERS, public_jobs, safety_net, stand_ins
from sim.mechanism import evidence, recognition
from sim.mechanism.standards import income_line
from sim.population import Population
from sim.processes import (
    aftermath,
    aspiration,
    budget,
    capital,
    collective_contracts,
    collective_projects,
    collectives,
    consumption,
    credit,
    credit_rules,
    credit_terms,
    crops,
    demography,
    division,
    dwellings,
    distress,
    dividends,
    epidemic,
    farm,
    funerals,
    health,
    homes,
    insurance,
    job_loss,
    labour,
    labour_choice,
    land,
    markets,
    marriage,
    medical_insurance,
    members,
    migration,
    outside,
    places,
    posts,
    product_prices,
    residence,
    roster,
    schooling,
    shocks,
    skills,
    transfers,
    weather,
    work,
)
from sim.processes.crop_table import crop_table, mix
from sim.results import living, prices, survey, survey_sample
from sim.results.sheets import Sheets
from sim.state.settlement import receive, settle
from sim.state.table import Table
from sim.state.world import World

BURN_IN_START = month_index(2015)
FIRST_YEAR = 2016


@dataclass(frozen=True)
class Step:
    """One entry of the month: `months` of the year in which it runs (None: every month); `at_start` also in the first month of the run."""

    name: str
    run: Callable[[World], None]
    months: tuple[int, ...] | None = None
    at_start: bool = False
    lever: str = ""
    stop: Callable[[World], None] | None = None  # called once in the first month in which its lever is off again

    def due(self, world: World) -> bool:
        """Whether it runs this month."""
        if self.lever and not world.active(self.lever):
            return False
        return self.months is None or world.month_of_year in self.months or (self.at_start and world.month == world.start)


MONTH = (
    Step("demography", demography.step, (1,)),
    Step("marriage", marriage.step, (1,)),
    Step("division", division.step, (1,)),
    Step("gardens", crops.inherit, (1,)),
    Step("advice", capital.learn, (1,)),
    Step("roster", roster.step, (1,)),
    Step("schooling", schooling.step, (1, *schooling.PAYMENTS), at_start=True),
    Step("shocks", shocks.step, (2,), at_start=True),
    Step("weather", weather.step, (2,), at_start=True),
    Step("markets", markets.step, (2,), at_start=True),
    Step("credit_terms", credit_terms.step, (1,), at_start=True),
    Step("insurance_terms", insurance.terms, (1,), at_start=True),
    Step("norm", consumption.norm, (1,), at_start=True),
    Step("land", land.step, (2,), at_start=True),
    Step("crops", crops.step, (2,), at_start=True),
    Step("skills", skills.step, (2,), at_start=True),
    Step("labour", labour.step, (2,), at_start=True),
    Step("farm_plan", farm.plan, (2,), at_start=True),
    Step("product_prices", product_prices.step, (2,), at_start=True),
    Step("job_loss", job_loss.step),
    Step("members", members.step, (1, 2), at_start=True),
    Step("medical_insurance", medical_insurance.step, (1, 11), at_start=True),
    Step("health", health.step),
    Step("funerals", funerals.step, (1,)),
    Step("dwellings", dwellings.step, (11,)),
    Step("recognition", recognition.step),
    Step("safety_net", safety_net.deliver, lever="safety_net", stop=safety_net.stop),
    Step("stand_ins", stand_ins.deliver),
    Step("public_jobs", public_jobs.deliver, lever="public_jobs", stop=public_jobs.stop),
    Step("posts", posts.step),
    Step("budget", budget.step),
    Step("work", work.step),
    Step("farm", farm.step),
    Step("rents", land.pay_rent, (land.RENT_MONTH,)),
    Step("collective_contracts", collective_contracts.step),
    Step("collective_projects", collective_projects.step),
    Step("collectives", collectives.step),
    Step("dividends", dividends.step, (dividends.MONTH,), at_start=True),
    Step("transfers", transfers.step),
    Step("insurance", insurance.step),
    Step("interest", consumption.interest),
    Step("income", receive),
    Step("kin", consumption.kin, (2,)),
    Step("shortage", distress.ask),
    Step("home_plans", homes.ask, (homes.PLAN_MONTH,)),
    Step("capital", capital.step, (1,)),
    Step("credit", credit.step),
    Step("equipment", capital.equip, (1,)),
    Step("homes", homes.build, (homes.PLAN_MONTH,)),
    Step("distress", distress.sell),
    Step("consumption", consumption.step),
    Step("trade", markets.trade, (3, 6, 9, 12)),
    Step("settlement", settle),
)
YEAR_END = (Step("survey", survey.close_year, (12,)),)
_DECLARING = (
    demography,
    marriage,
    division,
    schooling,
    aftermath,
    shocks,
    weather,
    markets,
    land,
    capital,
    crops,
    skills,
    product_prices,
    farm,
    labour,
    residence,
    job_loss,
    aspiration,
    migration,
    members,
    medical_insurance,
    health,
    funerals,
    dwellings,
    epidemic,
    work,
    credit_terms,
    credit_rules,
    credit,
    homes,
    distress,
    insurance,
    collective_contracts,
    collective_projects,
    collectives,
    dividends,
    consumption,
    posts,
    places,
    outside,
    evidence,
    recognition,
    income_line,
    living,
    survey_sample,
    prices,
    *LEVERS.values(),
)


def parameters() -> list[Parameter]:
    """All declared parameters, in the order of the month."""
    return [p for module in _DECLARING for p in getattr(module, "PARAMETERS", ())]


def build_world(population: Population, values: ParameterSet, seed: int, scenario) -> World:
    """The world on the first month of the burn-in. `scenario` gives levers, roll-out, stand-ins and growth."""
    counties = Table("counties", 12, dict(population.counties))
    villages = Table("villages", population.size("villages"), {**population.villages, "weight": population.weights})
    households = Table("households", population.size("households"), {**population.households, **of_rows(population)})
    persons = Table("persons", population.size("persons"), dict(population.persons))
    world = World(values, seed, BURN_IN_START, outside.drivers(values, scenario.growth), counties, villages, households, persons,
                  products=products(), household_share=household_share(households), village_share=village_share(),
                  stand_ins=scenario.stand_ins, levers_on=dict(scenario.levers))  # fmt: skip
    world.counties.rollout[:] = [scenario.rollout.get(str(code), -1) for code in world.counties.adcode]
    places.set_up(world)
    dwellings.set_up(world)
    begin(world)
    return world


def of_rows(population: Population) -> dict[str, np.ndarray]:
    """What is known of the household rows beside the population: weights, and which of them are spare."""
    founded = np.where(population.occupied(), BURN_IN_START, division.SPARE)
    return {"weight": population.household_weights(), "founded": founded}


def products() -> Table:
    """A row a county and product, prices and weather of a normal year."""
    n = len(crop_table().names)
    known = {"county": np.repeat(np.arange(12), n), "product": np.tile(np.arange(n), 12)}
    return Table("products", 12 * n, known | {name: np.ones(12 * n) for name in ("price", "weather", "slump")})


def household_share(households: Table) -> np.ndarray:
    """float64[12]: sampled households over all households of the county; 0 where none is sampled. Scales purses."""
    there = households.founded >= 0
    sampled, whole = np.bincount(households.county, there, 12), np.bincount(households.county, households.weight * there, 12)
    return np.divide(sampled, whole, out=np.zeros(12), where=whole > 0)


def village_share() -> np.ndarray:
    """float64[12]: administrative villages of the county over those of the city."""
    villages = load("counties").sort_values("adcode")["admin_villages"].to_numpy(float)
    return villages / villages.sum()


def begin(world: World) -> None:
    """Start values that the first plan needs: what members did before, hands on the farm, equipment, gardens and ponds."""
    q, h = world.persons, world.households
    markets.step(world)
    adult = (world.month - q.birth) >= 192
    q.activity[:] = np.where(adult & (q.resident == 0), labour_choice.AWAY, -1)
    h.farm_labour[:] = 0.5 * np.bincount(q.household, adult & (q.resident == 1), len(h))
    capital.set_up(world, (mix() * crop_table().equipment).sum(axis=1))
    crops.set_up(world)


class SanmingModel(mesa.Model):
    """Rural Sanming. `step()` is one month; `world` holds the state, `households` and `agents` are views on it."""

    def __init__(self, population: Population, values: ParameterSet, scenario, seed: int = 1):
        super().__init__(rng=seed)
        self.world = build_world(population, values, seed, scenario)
        self.sheets = Sheets(len(self.world.households))
        self.timings: dict[str, float] = {}
        register(self, self.world)

    def step(self) -> None:
        """One month: the list in order, the yearly sheet in December, then the clock moves on."""
        world = self.world
        world.open_month()
        self._run(MONTH)
        self.sheets.add_month(world)
        if world.month_of_year == 12:
            self._run(YEAR_END)
            self.sheets.close(world)
        world.month += 1

    def _run(self, steps: tuple[Step, ...]) -> None:
        for entry in steps:
            if entry.stop and self.world.ended(entry.lever):
                entry.stop(self.world)
            if entry.due(self.world):
                started = time.perf_counter()
                entry.run(self.world)
                self.timings[entry.name] = self.timings.get(entry.name, 0.0) + time.perf_counter() - started
