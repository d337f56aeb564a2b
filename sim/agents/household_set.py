"""The households of a model as a Mesa AgentSet over row numbers: it answers as an AgentSet does, with arrays where that has lists."""

import math
from collections.abc import Callable, Iterable
from itertools import islice
from operator import index

import numpy as np

from sim.agents.cards import html_table
from sim.agents.columns import unknown
from sim.agents.household import Household
from sim.agents.household_groups import HouseholdGroups, codes_of_objects, codes_of_values, split
from sim.agents.household_rows import HouseholdRows
from sim.agents.household_values import ARRAYS, LINKS, cells, values, write
from sim.agents.mesa_line import AgentSet, GroupBy
from sim.core.draws import uniform

SHUFFLE = 190  # process number of the draws that order a shuffle
_SHOWN = ("id", "village", "county", "size", "cash", "debt", "welfare", "on_list")


class HouseholdSet(HouseholdRows, AgentSet):
    """Households of `model` by row. A column is an attribute (`households.cash`: an array); views are made only when one is touched."""

    @property
    def random(self):
        """The model's random numbers. Shuffles do not use them: they are keyed."""
        return self.model.random

    def __getattr__(self, name: str) -> np.ndarray:
        if name in ARRAYS:
            return values(self, name)
        raise AttributeError(name if name.startswith("_") else unknown(Household, name))

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *ARRAYS})

    def __getitem__(self, item):
        """A Household for a whole number; a HouseholdSet (where AgentSet has a list) for a slice or a boolean array of the set's length."""
        if isinstance(item, slice):
            return self._of(self.rows[item])
        if isinstance(item, np.ndarray):
            return self.select(item)
        return Household(self.model, int(self._held_rows()[index(item)]))

    def with_id(self, household: int) -> Household:
        """The household of this stable id; KeyError if it is not in the set."""
        found = np.flatnonzero(cells(self, "id") == household)
        if not len(found):
            raise KeyError(f"no household {household} among these {len(self)}")
        return self[int(found[0])]

    def select(self, filter_func=None, at_most: float = float("inf"), inplace: bool = False, agent_type=None):
        """Households for which `filter_func` holds: a boolean array of the set's length (fast), or a function of one household.

        at_most: a whole number, or a share of the set as a float up to 1. agent_type: all or none, as the set holds Households only.
        """
        if filter_func is None and agent_type is None and at_most == math.inf:
            return self if inplace else self.copy()
        share = isinstance(at_most, float) and at_most <= 1.0
        limit = min(int(len(self) * at_most) if share else at_most, len(self))
        fits = agent_type is None or issubclass(Household, agent_type)
        rows = self._chosen(filter_func, max(math.ceil(limit), 0) if fits else 0)
        return self._replace(rows) if inplace else self._of(rows)

    def _chosen(self, wanted, limit: int) -> np.ndarray:
        if wanted is None:
            return self.rows[:limit]
        if callable(wanted):
            return np.fromiter(islice((h.row for h in self if wanted(h)), limit), np.int64)
        mask = np.asarray(wanted)
        if mask.dtype != bool or mask.shape != (len(self),):
            raise ValueError(f"a boolean array of length {len(self)} is needed, not {mask.dtype} of shape {mask.shape}")
        return self._held_rows()[mask][:limit]

    def shuffle(self, inplace: bool = False, k: int = 0):
        """A random order keyed by seed, household and month: the same whenever it is asked for in a month; another `k` gives another."""
        world, ids = self.model.world, cells(self, "id")
        rows = self.rows[np.lexsort((ids, uniform(world.seed, SHUFFLE, ids, world.month, k)))]
        return self._replace(rows) if inplace else self._of(rows)

    def sort(self, key: Callable | str, ascending: bool = False, inplace: bool = False):
        """Sorted by an attribute or a function of one household; ties keep their order."""
        keys = self.get(key) if isinstance(key, str) else np.fromiter(self.map(key), object, len(self))
        rows = self.rows[_order(keys, ascending)]
        return self._replace(rows) if inplace else self._of(rows)

    def do(self, method: str | Callable, *args, **kwargs):
        """Call a method of, or a function on, each household; a view costs about half a microsecond, arrays are the fast way."""
        for household in self:
            _call(household, method, args, kwargs)
        return self

    def shuffle_do(self, method: str | Callable, *args, **kwargs):
        """`do` in the order of `shuffle`."""
        self.shuffle().do(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable, *args, **kwargs) -> list:
        """Results of a method of, or a function on, each household."""
        return [_call(household, method, args, kwargs) for household in self]

    def agg(self, attribute: str, func: Callable | Iterable[Callable]):
        """`func` of the array of an attribute, or a list of results for several functions."""
        array = self.get(attribute)
        return func(array) if callable(func) else [f(array) for f in func]

    def get(self, attr_names: str | list[str], handle_missing: str = "error", default_value=None) -> np.ndarray:
        """A copy of an attribute as an array; of several as a structured array, one record a household, one field an attribute."""
        if handle_missing not in ("error", "default"):
            raise ValueError(f"Unknown handle_missing option: {handle_missing}, should be one of 'error' or 'default'")
        if not isinstance(attr_names, str):
            arrays = {name: self.get(name, handle_missing, default_value) for name in attr_names}
            records = np.empty(len(self), [(name, array.dtype) for name, array in arrays.items()])
            for name, array in arrays.items():
                records[name] = array
            return records
        if handle_missing == "default" and not hasattr(Household, attr_names):
            return np.fromiter([default_value] * len(self), object, len(self))
        return values(self, attr_names)

    def set(self, attr_name: str, value):
        """For experiments: set a column of kind state or delivery to one value, or to one a household. Its owner may write it again.

        AttributeError for other columns (money, outcomes, identity), ValueError for values that do not fit.
        """
        write(self, attr_name, value)
        return self

    def _labelled(self, by: Callable | str) -> tuple[list, np.ndarray]:
        if callable(by):
            return codes_of_objects(self.map(by))
        labels = self.get(f"{by}_row" if by in LINKS else by)
        keys, codes = codes_of_objects(labels.tolist()) if labels.dtype == object else codes_of_values(labels)
        return ([getattr(self.model, LINKS[by])[row] for row in keys] if by in LINKS else keys), codes

    def groupby(self, by: Callable | str, result_type: str = "agentset") -> GroupBy:
        """Groups by an attribute or a function of one household, keys in the order in which they appear."""
        groups = split(self, *self._labelled(by))
        return HouseholdGroups(groups) if result_type == "agentset" else GroupBy({key: list(group) for key, group in groups.items()})

    def to_list(self) -> list[Household]:
        """A list of views."""
        return list(self)

    def copy(self):
        """A set of the same households that may be changed."""
        return self._of(self.rows)

    __copy__ = copy

    def __getstate__(self) -> dict:
        return {"model": self.model, "_rows": self._rows}

    def __setstate__(self, state: dict) -> None:
        self.__dict__.update(state)

    def __repr__(self) -> str:
        return f"<HouseholdSet of {len(self):,} households>"

    def _repr_html_(self) -> str:
        return html_table(f"{self!r}, the first of them", _SHOWN, ([getattr(h, name) for name in _SHOWN] for h in self[:5]))


def _order(keys: np.ndarray, ascending: bool) -> np.ndarray:
    """Places in sorted order. Ties keep their order in both directions, as Python's sort does."""
    if keys.dtype == object:
        return np.array(sorted(range(len(keys)), key=keys.__getitem__, reverse=not ascending), np.int64)
    return np.argsort(keys, kind="stable") if ascending else len(keys) - 1 - np.argsort(keys[::-1], kind="stable")[::-1]


def _call(household: Household, method: str | Callable, args: tuple, kwargs: dict):
    return getattr(household, method)(*args, **kwargs) if isinstance(method, str) else method(household, *args, **kwargs)
