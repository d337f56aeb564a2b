"""`python -m sim` is the same program as `sanming`."""

from sim.cli import main

if __name__ == "__main__":
    main()
