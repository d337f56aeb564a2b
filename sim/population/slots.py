"""The members of each template one by one: band, residence, place in a couple, and the age context of each member."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from sim.population.families import CHILD, MIDDLE, OLD, SIXTIES, YOUNG
from sim.population.templates import library


class Context(NamedTuple):
    """Ages a member can have given the family: band, first and last likely age, slope (-1 young ones likelier, 1 old ones). Assumptions."""

    word: str
    band: int
    first: int
    last: int
    slope: float


CONTEXTS = (
    Context("elder without middle-aged child", OLD, 65, 95, 0.0),
    Context("elder with middle-aged child", OLD, 65, 92, 0.0),
    Context("elder with young child", OLD, 65, 76, -0.5),
    Context("elder with a partner under 65", OLD, 65, 73, -0.5),
    Context("elder of 60 to 64", SIXTIES, 60, 64, 0.0),
    Context("child of an elder of 60 to 64", MIDDLE, 35, 44, 0.0),
    Context("parent of children", MIDDLE, 35, 49, -0.7),
    Context("parent of children and young", MIDDLE, 36, 52, -0.4),
    Context("parent of young", MIDDLE, 38, 59, 0.2),
    Context("parent of a young couple", MIDDLE, 42, 59, 0.5),
    Context("middle-aged without own children here", MIDDLE, 35, 59, 0.3),
    Context("single child of the middle generation", YOUNG, 15, 32, -0.6),
    Context("young parent", YOUNG, 21, 34, 0.2),
    Context("young couple without child", YOUNG, 20, 34, 0.0),
    Context("young without middle generation", YOUNG, 19, 34, 0.0),
    Context("child of a young couple", CHILD, 0, 12, -0.7),
    Context("child of the middle generation", CHILD, 1, 14, 0.6),
    Context("grandchild alone with elders", CHILD, 0, 14, 0.0),
)
_PLACE = {context.word: i for i, context in enumerate(CONTEXTS)}

SINGLE, FIRST, SECOND = range(3)  # place in a couple


@dataclass(frozen=True)
class Slots:
    """One row a member of a template; `first` int64[templates + 1] says where the members of a template begin."""

    first: np.ndarray
    context: np.ndarray
    resident: np.ndarray
    couple: np.ndarray
    parent: np.ndarray  # 1 for a parent of the children of the household


@cache
def slots() -> Slots:
    """Members in the order elders, middle, young, children; residents first inside a band."""
    lib = library()
    rows = [_members(*row) for row in zip(lib.members.tolist(), lib.home.tolist(), lib.wed.tolist(), strict=True)]
    first = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    columns = np.array([member for row in rows for member in row], dtype=np.int8).T
    return Slots(first, *columns)


def _members(members: list[int], home: list[int], wed: int) -> list[tuple[int, int, int, int]]:
    result = []
    for band in (OLD, SIXTIES, MIDDLE, YOUNG, CHILD):
        for i in range(members[band]):
            paired = wed if band == YOUNG and i < 2 else 0
            context = _context(band, members, wed if band != YOUNG else paired)
            parents = YOUNG if wed or not members[MIDDLE] else MIDDLE
            parent = int(members[CHILD] > 0 and band == parents and (paired or not wed))
            result.append((_PLACE[context], int(i < home[band]), _couple(band, i, members, paired), parent))
    return result


def _couple(band: int, i: int, members: list[int], paired: int) -> int:
    if band in (OLD, SIXTIES) and members[OLD] == members[SIXTIES] == 1:
        return FIRST if band == OLD else SECOND
    if paired or (band in (OLD, SIXTIES, MIDDLE) and members[band] >= 2 and i < 2):
        return (FIRST, SECOND)[i]
    return SINGLE


def _context(band: int, members: list[int], paired: int) -> str:
    return (_old, _sixties, _middle, _young, _child)[band](members, paired)


def _old(members: list[int], paired: int) -> str:
    if members[SIXTIES]:
        return "elder with a partner under 65"
    if members[MIDDLE]:
        return "elder with middle-aged child"
    return "elder with young child" if members[YOUNG] else "elder without middle-aged child"


def _sixties(members: list[int], paired: int) -> str:
    return "elder of 60 to 64"


def _middle(members: list[int], paired: int) -> str:
    if members[SIXTIES]:
        return "child of an elder of 60 to 64"
    if paired:
        return "parent of a young couple"
    if members[YOUNG]:
        return "parent of children and young" if members[CHILD] else "parent of young"
    return "parent of children" if members[CHILD] else "middle-aged without own children here"


def _young(members: list[int], paired: int) -> str:
    if paired:
        return "young parent" if members[CHILD] else "young couple without child"
    return "single child of the middle generation" if members[MIDDLE] else "young without middle generation"


def _child(members: list[int], paired: int) -> str:
    if paired or (members[YOUNG] and not members[MIDDLE]):
        return "child of a young couple"
    return "child of the middle generation" if members[MIDDLE] else "grandchild alone with elders"
