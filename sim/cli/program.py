"""The list of commands."""

from typing import Annotated

import typer

from sim import __version__
from sim.cli.calibrate import calibrate
from sim.cli.check import check
from sim.cli.compare import compare
from sim.cli.levers import levers
from sim.cli.panel import panel
from sim.cli.run import run
from sim.cli.targeting import targeting

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


def _version(asked: bool) -> None:
    if asked:
        print(__version__)
        raise typer.Exit()


@app.callback(epilog="Example: sanming compare city_rollout --baseline current_policy --seeds 20 --out results/rollout")
def program(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None:
    """三明农村相对贫困仿真 / Simulation of relative poverty in rural Sanming. `sanming COMMAND --help` explains a command."""


app.command(epilog="Example: sanming run current_policy --seed 1 --sample 0.1 --set public_jobs.wage=800 --out results/one")(run)
app.command(epilog="Example: sanming compare no_pilots city_rollout --baseline current_policy --seeds 20 --out results/rollout")(compare)
app.command(epilog="Example: sanming panel current_policy --seed 1 --sample 0.1 --out results/panel.parquet")(panel)
app.command(epilog="Example: sanming targeting --standards median --seeds 5 --sample 0.1 --coverage 0.08 --out results/targeting")(targeting)
app.command(epilog="Example: sanming calibrate --quick --sample 0.1 --seeds 2 --out results/aligned")(calibrate)
app.command(epilog="Example: sanming check city_rollout")(check)
app.command(epilog="Example: sanming levers public_jobs")(levers)
