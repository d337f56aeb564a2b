"""The command line: `sanming` and `python -m sim` are the same program. Anything heavy is imported inside the commands."""


def main() -> None:
    """Run the program on the arguments of the process; ends with 0, 2 for bad input, 1 for a failed run, 130 after Ctrl-C."""
    try:
        from sim.cli.console import set_up

        set_up()
        from sim.cli.program import app

        app()
    except KeyboardInterrupt:  # while the program was loading
        raise SystemExit(130) from None
