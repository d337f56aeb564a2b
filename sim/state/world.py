"""The state of a run: tables, time, money, offers and resolved parameters. It holds no rule and no decision."""

from dataclasses import dataclass, field

import numpy as np

from sim.core.parameters import ParameterSet
from sim.state.columns import ACCOUNT_OF, SOURCES
from sim.state.drivers import Drivers
from sim.state.ledger import Ledger
from sim.state.moves import Moves
from sim.state.offers import Offers
from sim.state.payments import Payments
from sim.state.people import first_rows
from sim.state.purses import Purses
from sim.state.settlement import Rules
from sim.state.table import Table

LINKS = ("contract", "job")  # rows of households that may have one this year, rising; whoever hands them out writes the list, so that nobody looks at all each month
REASON_COLUMN = {"public_jobs": "reason_post", "listing": "reason_list"}


@dataclass
class World:
    """One world. Rows of persons are grouped by household, households by village, villages by county."""

    parameters: ParameterSet
    seed: int
    month: int
    drivers: Drivers
    counties: Table
    villages: Table
    households: Table
    persons: Table
    household_share: np.ndarray  # float64[counties]: sampled households / all households, scales purses
    stand_ins: tuple = ()
    measures: tuple[str, ...] = ()  # levers that a plan can hold; the bit of each in `plan` is its place
    package: dict[str, tuple[str, ...]] = field(default_factory=dict)  # class of household -> measures of its plans; a class left out gets all
    room: dict[str, np.ndarray] = field(default_factory=dict)  # lever -> float64[villages]: places that it has, as far as it tells
    levers_on: dict[str, tuple[int, int]] = field(default_factory=dict)  # lever -> first and last month
    line_scale: dict[str, np.ndarray] = field(default_factory=dict)  # universe -> float64[counties], level of the whole / of the sample
    village_share: np.ndarray | None = None  # float64[counties]: villages of the county / villages of the city
    reached: dict[str, tuple[int, np.ndarray]] = field(default_factory=dict)  # programme of the time -> year and rows that it reaches then
    estimates: dict[str, tuple[int, np.ndarray]] = field(default_factory=dict)  # what offices and villages have worked out: name -> year and numbers
    cooperatives: Table = field(default_factory=lambda: Table("cooperatives", 0, {}))
    enterprises: Table = field(default_factory=lambda: Table("enterprises", 0, {}))
    products: Table = field(default_factory=lambda: Table("products", 0, {}))  # a row a county and product
    links: Table = field(default_factory=lambda: Table("links", 0, {}))  # a row a base village of an enterprise, in the order of villages
    urban: Table = field(default_factory=lambda: Table("urban", 0, {}))  # families of the towns, apart from all others; none without the measure for them

    def __post_init__(self) -> None:
        n = len(self.households)
        if self.village_share is None:
            self.village_share = np.full(len(self.counties), 1.0 / max(len(self.counties), 1))
        self.start = self.month
        self.ledger, self.offers, self.purses, self.moves = Ledger(), Offers(), Purses(len(self.counties)), Moves()
        self.moves.room.own(self.persons)
        self._homes: tuple[int, np.ndarray] = (-1, np.zeros(0, np.int64))
        self._branches: tuple[int, np.ndarray, np.ndarray] = (-1, np.zeros(0, np.int64), np.zeros(0, np.int64))
        self._first: tuple[np.ndarray | None, np.ndarray] = (None, np.zeros(0, np.int64))
        self.settlement_rules, self.payments = Rules(), Payments({name: self.tables()[name] for name in (*ACCOUNT_OF, "counties")})
        self.year_hukou, self.year_gap = np.zeros((2, len(SOURCES), n))  # income of the year by source, all hukou members; resident members less that
        self.last_sources = np.zeros((len(SOURCES), n), np.float32)  # yuan of the last calendar year by source, all hukou members
        self.last_medical = np.zeros(n, np.float32)  # yuan paid out of pocket for health in the last calendar year
        self.ring = np.zeros((12, n))
        self.linked = {name: np.zeros(0, np.int64) for name in LINKS}
        self.county_first = np.searchsorted(self.households.county, np.arange(len(self.counties) + 1)).astype(np.int64)
        self.village_first = np.searchsorted(self.households.village, np.arange(len(self.villages) + 1)).astype(np.int64)
        self.runs = runs(self.households.county, self.households.weight)
        self.posted = np.zeros((2, 0, len(self.counties)))  # sums of the dense flows of the month, by county: of the sample and weighted
        self.quiet: set[str] = set()  # dense flows that nobody has this month; their columns hold zeros
        self.real_medians: dict[int, np.ndarray] = {}  # year -> float64[counties], resident median at prices of 2019
        self.distributions: dict[str, np.ndarray] = {}  # universe:measure -> of the last year, for reports
        self.tally: dict[str, np.ndarray] = {}  # counts of the year by county for reports

    def tables(self) -> dict[str, Table]:
        """All tables by name."""
        names = ("counties", "villages", "households", "persons", "cooperatives", "enterprises", "products", "links", "urban")
        return {name: getattr(self, name) for name in names}

    def open_month(self) -> None:
        """Forget the offers and payments of the last month."""
        self.offers.clear()
        self.payments.clear()

    def pay(self, name: str, rows, fen, party=None, party_fen=None) -> None:
        """Money of this month that few have, a payment of columns.csv: `rows` of its table receive or pay whole `fen` float64[n] >= 0.

        `party`: rows of the other side where that is a household, village, cooperative or enterprise; its parts `party_fen` are those of
        `rows` unless given (as when many pay into one pool) and must have the same sum. ArithmeticError where money does not add up.
        """
        self.payments.add(name, rows, fen, party, party_fen)

    def paid(self, name: str, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """float64[rows of its table]: fen of one flow or payment this month, a new array."""
        h = self.households
        return h.columns[name][rows].copy() if name in h.columns else self.payments.total(name, rows)

    def free(self, table: str) -> np.ndarray:
        """float64[rows]: fen that villages, cooperatives or enterprises can still pay this month."""
        return self.tables()[table].cash + self.payments.net[table]

    def at_hand(self, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """float64[rows]: fen that households can still spend this month, after its income and bills; below zero where a bill is not yet met."""
        return self.households.cash[rows] + self.payments.late[rows]

    @property
    def year_survey(self) -> np.ndarray:
        """float64[sources, households]: income of the year so far by the official concept, a new array."""
        return self.year_hukou + self.year_gap

    @property
    def year(self) -> int:
        """Calendar year of the current month."""
        return self.month // 12

    @property
    def month_of_year(self) -> int:
        """1 to 12."""
        return self.month % 12 + 1

    def person_first(self) -> np.ndarray:
        """int64[households + 1]: first person row of each household; counted anew only when the table of persons was laid anew."""
        column = self.persons.household
        if self._first[0] is not column:
            self._first = column, first_rows(column, len(self.households))
        return self._first[1]

    def homes(self) -> np.ndarray:
        """int64: rows of all households ever founded, rising; spare rows are none of them."""
        if self._homes[0] != self.moves.founded:
            self._homes = self.moves.founded, np.flatnonzero(self.households.founded >= 0)
        return self._homes[1]

    def branches(self) -> tuple[np.ndarray, np.ndarray]:
        """(int64[k] households, rising, from which others divided during the run; int64[k] rows of the others, beside them)."""
        if self._branches[0] != self.moves.founded:
            rows = np.flatnonzero(self.households.origin >= 0)
            origin = self.households.origin[rows].astype(np.int64)
            order = np.argsort(origin, kind="stable")
            self._branches = self.moves.founded, origin[order], rows[order]
        return self._branches[1:]

    def meant(self, lever: str, rows: np.ndarray) -> np.ndarray:
        """bool[n]: the plan of `rows` holds the measure, and nobody of `rows` went unvisited this month."""
        return self.holds(lever, rows) & (self.households.unvisited[rows] == 0)

    def holds(self, lever: str, rows: np.ndarray) -> np.ndarray:
        """bool[n]: the plan of `rows` holds the measure."""
        bit = self.measures.index(lever) if lever in self.measures else 31
        return (self.households.plan[rows] >> bit & 1).astype(bool)

    def active(self, lever: str) -> bool:
        """Whether a lever is switched on in the current month."""
        first, last = self.levers_on.get(lever, (1, 0))
        return first <= self.month <= last

    def ended(self, lever: str) -> bool:
        """Whether this is the first month after a lever was switched off."""
        return lever in self.levers_on and self.levers_on[lever][1] == self.month - 1

    def year_scale(self) -> float:
        """What makes yuan of today and of twelve months out of `welfare`; in the first year what is known so far is taken for twelve months."""
        return self.drivers.price(self.month) * 12.0 / min(12, max(1, self.month - self.start))

    def year_income(self, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """Household income of the last twelve months in current yuan; in the first year what is known so far, taken for twelve months."""
        return self.households.welfare[rows] * self.year_scale()

    def refuse(self, lever: str, rows: np.ndarray, reason: int) -> None:
        """Note why `rows` got nothing from a lever."""
        self.households.columns[REASON_COLUMN[lever]][rows] = reason

    def count(self, name: str, county: np.ndarray, amount: np.ndarray | float = 1.0) -> None:
        """Add to a yearly tally by county row (weighted by the caller)."""
        total = self.tally.setdefault(name, np.zeros(len(self.counties)))
        total += np.bincount(county, np.broadcast_to(amount, np.shape(county)), len(total))


def runs(county: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """int64[runs + 1]: where runs of rows of one county and one weight begin, and the number of rows."""
    turns = np.flatnonzero((county[1:] != county[:-1]) | (weight[1:] != weight[:-1])) + 1
    return np.concatenate([[0], turns, [len(county)]]).astype(np.int64) if len(county) else np.zeros(1, np.int64)
