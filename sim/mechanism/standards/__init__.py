"""Standards: who counts as relative-poor. One file each with `NAME`, `ZH`, `EN`, `need(world, look)`: float64[n], below 1 meets the standard, lower is needier.

A standard whose rule households cannot know also has `own_need(world, look)`: what they judge themselves by when they think of applying.
"""

from types import ModuleType

from sim.core.parameters import FIXED, Parameter
from sim.mechanism.standards import absolute, appraisal, dibao_multiple, fixed_line, hybrid, median, multidimensional, proxy_means

STANDARDS: dict[str, ModuleType] = {
    module.NAME: module for module in (median, absolute, fixed_line, dibao_multiple, multidimensional, proxy_means, appraisal, hybrid)
}
PARAMETERS = (
    Parameter("recognition.standard", "median", "text", 0, 0, FIXED, "standard by which households are recognised", "认定标准", "assumption", "assumption", "standard", choices=tuple(STANDARDS)),
)  # fmt: skip


def chosen(world) -> ModuleType:
    """The standard of the scenario."""
    return STANDARDS[world.parameters["recognition.standard"]]
