"""The Mesa model of Sanming: holds THE ordered list of a month."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import mesa

from sim.agents import register
from sim.core.parameters import Parameter, ParameterSet
from sim.levers import LEVERS, public_jobs, safety_net, stand_ins, urban_347
from sim.mechanism import standards
from sim.mechanism.evidence import assets, counting, deprivation, favour, income_seen, registers
from sim.mechanism.offices import attention, capacity as working_days, inspection, learning, money, pressure, staff, training, visits
from sim.mechanism.standards import reference, screening
from sim.mechanism.steps import appeals, applying, classes, complaints, early_warning, judging, listing, monitoring, plans, procedure, review, splitting
from sim.mechanism.standards import STANDARDS
from sim.population import Population, firms, urban as towns
from sim.processes import (
    aftermath, aspiration, budget, capital, collective_contracts, collective_projects, collectives, consumption, contracts, cooperatives, credit,
    credit_rules, credit_terms, crops, demography, distress, dividends, division, dwellings, enterprises, epidemic, farm, firm_accounts, firm_credit,
    funerals, health, homes, insurance, job_loss, jobs, labour, land, markets, marriage, medical_insurance, members, migration,
    outside, places, posts, product_prices, residence, roster, schooling, shares, shocks, skills, transfers, trusteeship, urban_families, weather, work,
)  # fmt: skip
from sim.results import living, prices, survey, survey_sample
from sim.results.sheets import Sheets
from sim.start import build_world
from sim.state.settlement import receive, settle
from sim.state.world import World

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
    Step("enterprises", enterprises.step, (1,)),
    Step("firm_sales", firm_accounts.step),
    Step("cooperatives", cooperatives.step, (1,)),
    Step("land", land.step, (2,), at_start=True),
    Step("trusteeship", trusteeship.step, (2,)),
    Step("crops", crops.step, (2,), at_start=True),
    Step("skills", skills.step, (2,), at_start=True),
    Step("jobs", jobs.step, (2,), at_start=True),
    Step("labour", labour.step, (2,), at_start=True),
    Step("farm_plan", farm.plan, (2,), at_start=True),
    Step("product_prices", product_prices.step, (2,), at_start=True),
    Step("job_loss", job_loss.step),
    Step("members", members.step, (1, 2), at_start=True),
    Step("coop_products", cooperatives.choose, (2,)),
    Step("contracts", contracts.step, (2,)),
    Step("shares", shares.step, (2,)),
    Step("medical_insurance", medical_insurance.step, (1, 11), at_start=True),
    Step("health", health.step),
    Step("funerals", funerals.step, (1,)),
    Step("dwellings", dwellings.step, (11,)),
    Step("urban_families", urban_families.step, (1,), at_start=True),
    Step("working_days", working_days.step),
    Step("learning", learning.step),
    Step("training", training.step),
    Step("listing", listing.step, (1,)),
    Step("applying", applying.step),
    Step("early_warning", early_warning.step),
    Step("procedure", procedure.step),
    Step("review", review.step),
    Step("inspection", inspection.step, (inspection.MONTH,)),
    Step("monitoring", monitoring.step),
    Step("plans", plans.step),
    Step("visits", visits.step),
    Step("money", money.step, (1,), at_start=True),
    Step("safety_net", safety_net.deliver, lever="safety_net", stop=safety_net.stop),
    Step("stand_ins", stand_ins.deliver),
    Step("public_jobs", public_jobs.deliver, lever="public_jobs", stop=public_jobs.stop),
    Step("urban_347", urban_347.deliver, lever="urban_347", stop=urban_347.stop),
    Step("budgets", money.book),
    Step("posts", posts.step),
    Step("budget", budget.step),
    Step("work", work.step),
    Step("farm", farm.step),
    Step("deliveries", contracts.deliver),
    Step("wages", jobs.pay),
    Step("rents", land.pay_rent, (land.RENT_MONTH,)),
    Step("collective_contracts", collective_contracts.step),
    Step("collective_projects", collective_projects.step),
    Step("collectives", collectives.step),
    Step("dividends", dividends.step, (dividends.MONTH,), at_start=True),
    Step("refunds", cooperatives.close_year, (12,)),
    Step("share_dividends", shares.close_year, (12,)),
    Step("firm_accounts", firm_accounts.close_month),
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
    demography, marriage, division, schooling, aftermath, shocks, weather, markets, land, capital, crops, skills, product_prices, farm, labour,
    residence, job_loss, aspiration, migration, members, medical_insurance, firms, enterprises, firm_accounts, firm_credit, contracts, cooperatives,
    shares, trusteeship, jobs, health, funerals, dwellings, epidemic, work, credit_terms, credit_rules, credit, homes, distress, insurance,
    collective_contracts, collective_projects, collectives, dividends, consumption, posts, places, outside, income_seen, deprivation, counting, assets,
    registers, favour, reference, standards, *STANDARDS.values(), staff, working_days, attention, learning, training, applying, complaints, appeals,
    splitting, judging, screening, procedure, early_warning, pressure, inspection, review, monitoring, classes, plans, visits, money, living, survey_sample,
    prices, towns, urban_families, *LEVERS.values(),
)  # fmt: skip


def parameters() -> list[Parameter]:
    """All declared parameters, in the order of the month."""
    return [p for module in _DECLARING for p in getattr(module, "PARAMETERS", ())]


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
