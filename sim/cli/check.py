"""`sanming check`: validates a scenario and prints what it resolves to."""

from typing import Annotated

import typer

from sim.cli.console import failing_clearly
from sim.cli.options import Set


def check(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="Name in scenarios/ or path of a YAML file.")],
    set: Set = None,
) -> None:
    """检查情景 / Check a scenario: every fault at once, or what runs when, where, and who set which value."""
    with failing_clearly():
        from sim.scenario.described import described
        from sim.cli.scenarios import load_all

        (loaded,) = load_all([scenario], set or [], [])
        print("\n".join(described(loaded)))
