"""Snapshots of a whole world, and walks through the months of a run that show the world before and after each."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from sim.model import SanmingModel

TABLES = ("counties", "villages", "households", "persons", "cooperatives", "enterprises", "products", "links", "urban")
MONTHS = {"tiny": 84, "sample": 66}  # January 2015 to December 2021, and to June 2020: the mechanism and the epidemic are inside
Snapshot = dict[str, np.ndarray]


@pytest.fixture(scope="session")
def snapshot() -> Callable[..., Snapshot]:
    """Copy of every column of a world as `table.column` -> array."""

    def take(world) -> Snapshot:
        return {f"{table}.{name}": array.copy() for table in TABLES for name, array in getattr(world, table).columns.items()}

    return take


@pytest.fixture(params=["tiny", "sample"])
def run(request, start, small_sample) -> tuple[SanmingModel, int]:
    """A model before its first month and how many months to walk, for the artificial households and for a sample."""
    return start(population=None if request.param == "tiny" else small_sample), MONTHS[request.param]


@pytest.fixture
def walk(run, snapshot) -> Iterator[tuple[Snapshot, SanmingModel]]:
    """Each month of a run as (columns before the month, model after it); `model.world.month - 1` is the month that was stepped."""
    model, months = run

    def steps():
        for _ in range(months):
            before = snapshot(model.world)
            model.step()
            yield before, model

    return steps()


@pytest.fixture(scope="session")
def bits(snapshot) -> Callable[[SanmingModel], dict[str, bytes]]:
    """Everything that a run leaves: columns, ledger and yearly sheets, as bytes."""

    def of(model: SanmingModel) -> dict[str, bytes]:
        out = {name: array.tobytes() for name, array in snapshot(model.world).items()}
        out |= {"ledger.fen": np.array(model.world.ledger.fen).tobytes(), "ledger.yuan": np.array(model.world.ledger.yuan).tobytes()}
        for sheet in model.sheets.done:
            out |= {f"sheet.{sheet.year}.{name}": _bytes(value) for name, value in vars(sheet).items()}
        return out

    return of


def _bytes(value) -> bytes:
    if isinstance(value, dict):
        return b"".join(str(key).encode() + _bytes(value[key]) for key in sorted(value))
    return np.asarray(value).tobytes()
