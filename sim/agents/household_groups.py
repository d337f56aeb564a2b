"""Groups of households: what `groupby` returns. Aggregates run over segments of an array of rows, not over agents."""

from collections.abc import Callable

import numpy as np

from sim.agents.mesa_line import GroupBy

_SEGMENT = {sum: np.add, np.sum: np.add, min: np.minimum, np.min: np.minimum, max: np.maximum, np.max: np.maximum, np.mean: np.add}


def codes_of_values(labels: np.ndarray) -> tuple[list, np.ndarray]:
    """Keys in the order in which they first appear, and for each label the place of its key, int64[n]."""
    unique, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return unique[order].tolist(), place[inverse.reshape(-1)]


def codes_of_objects(labels: list) -> tuple[list, np.ndarray]:
    """As `codes_of_values`, for labels of any hashable kind."""
    place: dict = {}
    codes = [place.setdefault(label, len(place)) for label in labels]
    return list(place), np.array(codes, np.int64)


def split(households, keys: list, codes: np.ndarray) -> dict:
    """The set cut into one set a key; members keep their order."""
    order = np.argsort(codes, kind="stable")
    cuts = np.searchsorted(codes[order], np.arange(1, len(keys)))
    parts = np.split(households.rows[order], cuts) if keys else []
    return {key: households._of(part) for key, part in zip(keys, parts, strict=True)}


class HouseholdGroups(GroupBy):
    """Mesa's GroupBy whose groups are HouseholdSets and whose `agg` reads columns."""

    def agg(self, attr_name: str, func: Callable) -> dict:
        """`func` of the attribute's values in each group. sum, min, max and np.mean take one pass; any other gets the group's array."""
        if not self.groups:
            return {}
        sets = list(self.groups.values())
        sizes = np.array([len(group) for group in sets])
        values = sets[0]._of(np.concatenate([group.rows for group in sets])).get(attr_name)
        return dict(zip(self.groups, _by_segment(values, sizes, func), strict=True))

    def do(self, method: Callable | str, *args, **kwargs) -> "HouseholdGroups":
        """Apply a function to, or call a method of, each group."""
        self.map(method, *args, **kwargs)
        return self

    def map(self, method: Callable | str, *args, **kwargs) -> dict:
        """The result of a function of, or a method of, each group by key."""
        call = (lambda group: getattr(group, method)(*args, **kwargs)) if isinstance(method, str) else (lambda group: method(group, *args, **kwargs))
        return {key: call(group) for key, group in self.groups.items()}

    def count(self) -> dict:
        """Number of households by key."""
        return {key: len(group) for key, group in self.groups.items()}

    def __iter__(self):
        return iter(self.groups.items())

    def __len__(self) -> int:
        return len(self.groups)


def _by_segment(values: np.ndarray, sizes: np.ndarray, func: Callable) -> list:
    starts = np.cumsum(sizes) - sizes
    # reduceat answers wrongly for an empty segment, which a user can make by taking all members out of a group.
    if values.dtype == object or func not in _SEGMENT or not sizes.all():
        return [func(part) for part in np.split(values, starts[1:])]
    total = _SEGMENT[func].reduceat(values, starts)
    return (total / sizes if func is np.mean else total).tolist()
