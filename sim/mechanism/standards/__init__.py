"""Standards: who counts as relative-poor. One file each with `NAME`, `ZH`, `need(world, look)`: float64[n], below 1 meets the standard, lower is needier."""

from types import ModuleType

from sim.core.parameters import FIXED, Parameter
from sim.mechanism.standards import median

STANDARDS: dict[str, ModuleType] = {module.NAME: module for module in (median,)}
PARAMETERS = (
    Parameter("recognition.standard", "median", "text", 0, 0, FIXED, "standard by which households are recognised", "认定标准", "assumption", "assumption", "standard", choices=tuple(STANDARDS)),
)  # fmt: skip


def chosen(world) -> ModuleType:
    """The standard of the scenario."""
    return STANDARDS[world.parameters["recognition.standard"]]
