"""What is measured: engine, size, months and repeats. Whole years for the model, whose years have their own work."""

from __future__ import annotations

from typing import NamedTuple


class Configuration(NamedTuple):
    """`size` is a number of households for a peer and a sample fraction for the model."""

    engine: str
    size: float
    months: int
    repeats: int


PEERS = (
    Configuration("numpy", 10_000, 24, 5),
    Configuration("numpy", 100_000, 12, 5),
    Configuration("numpy", 550_000, 12, 3),
    Configuration("mesa", 1_000, 12, 3),
    Configuration("mesa", 10_000, 12, 3),
)

MODEL = (
    Configuration("model", 0.01, 120, 3),
    Configuration("model", 0.1, 120, 3),
    Configuration("model", 1.0, 120, 1),
)
