"""The kinds of family the synthesis starts from, with seed weights. All weights are assumptions: raking moves them to the margins."""

from typing import NamedTuple

BANDS = ("elder 65+", "elder 60-64", "middle 35-59", "young 15-34", "child 0-14")
BAND_AGES = ((65, 99), (60, 64), (35, 59), (15, 34), (0, 14))
OLD, SIXTIES, MIDDLE, YOUNG, CHILD = range(5)


class Family(NamedTuple):
    """Registered members by band; `wed` 1 when the first two young are a couple (children are then theirs)."""

    old: int
    sixties: int
    middle: int
    young: int
    wed: int
    children: int
    weight: float


_WITHOUT_ELDERS = (
    # middle, young, wed, children, weight
    (0, 1, 0, 0, 1.0), (0, 2, 1, 0, 1.5), (0, 2, 1, 1, 2.5), (0, 2, 1, 2, 2.0), (0, 2, 1, 3, 0.3), (0, 1, 0, 1, 0.3),
    (1, 0, 0, 0, 5.0), (2, 0, 0, 0, 6.0), (1, 0, 0, 1, 0.8), (1, 0, 0, 2, 0.3), (2, 0, 0, 1, 4.0), (2, 0, 0, 2, 4.0), (2, 0, 0, 3, 0.6),
    (1, 1, 0, 0, 1.5), (2, 1, 0, 0, 8.0), (2, 2, 0, 0, 6.0), (2, 3, 0, 0, 0.8), (2, 1, 0, 1, 4.0), (2, 1, 0, 2, 0.6), (2, 2, 0, 1, 1.0),
    (1, 1, 0, 1, 0.4), (2, 2, 1, 0, 2.0), (2, 2, 1, 1, 4.0), (2, 2, 1, 2, 3.5), (2, 2, 1, 3, 0.4), (1, 2, 1, 1, 0.8), (1, 2, 1, 2, 0.5),
    (2, 3, 1, 1, 1.2), (2, 3, 1, 2, 0.8),
)  # fmt: skip
_ELDERS = ((0, 1, 3.0), (0, 2, 4.0), (1, 0, 3.5), (2, 0, 3.5), (1, 1, 1.5))  # old, sixties, weight
_WITH_ELDERS = (
    # middle, young, wed, children, weight; the elders' children and grandchildren
    (0, 0, 0, 0, 2.2), (0, 0, 0, 1, 0.15), (0, 0, 0, 2, 0.1), (0, 1, 0, 0, 0.3), (0, 2, 1, 0, 0.15), (0, 2, 1, 1, 0.4), (0, 2, 1, 2, 0.4),
    (0, 3, 1, 2, 0.15), (1, 0, 0, 0, 0.5), (2, 0, 0, 0, 0.25), (2, 0, 0, 1, 0.4), (2, 0, 0, 2, 0.4), (1, 0, 0, 1, 0.1), (2, 1, 0, 0, 0.8),
    (2, 2, 0, 0, 0.5), (2, 1, 0, 1, 0.5), (2, 1, 0, 2, 0.1), (1, 1, 0, 0, 0.15), (2, 2, 1, 1, 0.3), (2, 2, 1, 2, 0.3), (3, 0, 0, 1, 0.1),
)  # fmt: skip


def families() -> list[Family]:
    """All kinds. Elders of 60 to 64 have no married grandchildren: their children of the middle band are 35 to 44."""
    plain = [Family(0, 0, *row) for row in _WITHOUT_ELDERS]
    joint = [
        Family(old, sixties, *row[:4], weight=weight * row[4])
        for old, sixties, weight in _ELDERS
        for row in _WITH_ELDERS
        if not (sixties and row[0] and row[2])
    ]
    return plain + joint
