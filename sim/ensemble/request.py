"""What a run is asked to do, small enough to travel to another process; and the population and world it needs."""

from dataclasses import dataclass, replace
from functools import lru_cache

from sim.core.clock import month_index
from sim.core.errors import Fault, InputError
from sim.core.parameters import ParameterSet
from sim.model import parameters
from sim.population import Population, build
from sim.population.sampling import sample
from sim.scenario import Scenario
from sim.scenario.bounds import number_faults
from sim.scenario.content import SETS


@dataclass(frozen=True)
class Request:
    """One run. `keep_from` is the running month from which the arrays for pairing are kept (None: tables only); `keep_census` keeps November 2020 and the samples of the survey,
    `keep_panel` a row of each household and year."""

    scenario: Scenario
    seed: int = 1
    population_seed: int = 1
    sample_seed: int = 1
    sample: float = 1.0
    start: int = 2016
    end: int = 2025
    keep_from: int | None = None
    draw: int = 0
    keep_census: bool = False
    keep_panel: bool = False

    def __post_init__(self):
        seeds = {"--seed": self.seed, "--population-seed": self.population_seed, "--sample-seed": self.sample_seed}
        wrong = [(name, value) for name, value in (*seeds.items(), ("--start", self.start), ("--end", self.end)) if not isinstance(value, int)]
        wrong += [] if isinstance(self.sample, int | float) else [("--sample", self.sample)]
        if wrong:
            raise InputError(Fault("not a number", name, repr(value), "a text or None", "give a number") for name, value in wrong)
        faults = [
            Fault("not a seed", name, str(value), "", "a whole number from 0 to 4294967295")
            for name, value in seeds.items()
            if not 0 <= value < 2**32
        ]
        faults += number_faults(self.sample, self.start, self.end)
        if faults:
            raise InputError(faults)

    def with_(self, **changes) -> "Request":
        """The same with some fields changed."""
        return replace(self, **changes)

    @property
    def last_month(self) -> int:
        """Running month of the last December."""
        return month_index(self.end, 12)


@lru_cache(maxsize=2)
def population_of(population_seed: int, fraction: float, sample_seed: int) -> Population:
    """The population of a request; the last two stay in memory (a comparison uses one for all its runs)."""
    whole = build(population_seed)
    return whole if fraction == 1.0 else sample(whole, fraction, sample_seed)


def values_of(scenario: Scenario) -> ParameterSet:
    """All parameters with what the point of the ridge and the levels of money and cadre time, then the scenario and the command line set."""
    values = ParameterSet(parameters())
    for key, sets in SETS.items():
        variant = getattr(scenario, key)
        for name, value in sets[variant].items():
            values.set(name, value, f"{key}:{variant}")
    for name, (value, by) in scenario.values.items():
        values.set(name, value, by)
    return values
