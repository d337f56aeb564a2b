"""What differs between Mesa 3.3 and later 3.x, in one place: where AgentSet lives, and how agents get their numbers."""

from itertools import repeat

try:
    from mesa.agentset import AgentSet, GroupBy
except ImportError:
    from mesa.agent import AgentSet, GroupBy

__all__ = ["AgentSet", "GroupBy", "Unnumbered"]


class Unnumbered:
    """Stands in for the counters of Mesa 3.3, a table that keeps every model ever made alive. Our agents number themselves."""

    def __getitem__(self, model) -> repeat:
        return repeat(0)
