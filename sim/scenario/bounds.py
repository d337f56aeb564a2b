"""What a run may be asked for: years, share of villages, seeds. The command line and the Python calls check by the same rules."""

from collections.abc import Iterable

from sim.core.errors import Fault

FIRST_YEAR, LAST_YEAR = 2016, 2030  # the years that a run may cover


def number_faults(sample: float, start: int, end: int, least: Iterable[tuple[str, int, int]] = ()) -> list[Fault]:
    """Faults of the sample, the years, and of `least`: (option, value, smallest value allowed)."""
    out = []
    if not 0 < sample <= 1:
        step = f"write {sample / 100:g} for {sample:g} %" if 1 < sample <= 100 else "write 0.1 for a tenth of the villages"
        out.append(Fault("not a share of the villages", "--sample", f"{sample:g}", "percent" if 1 < sample <= 100 else "", step))
    out += [Fault("outside the years of the model", o, str(y), "", f"from {FIRST_YEAR} to {LAST_YEAR}") for o, y in (("--start", start), ("--end", end)) if not FIRST_YEAR <= y <= LAST_YEAR]  # fmt: skip
    if FIRST_YEAR <= end < start <= LAST_YEAR:
        out.append(Fault("begins after it ends", "--start and --end", f"{start} to {end}", "the two years are swapped", "swap them"))
    return out + [Fault("too small", option, str(value), "", f"at least {low}") for option, value, low in least if value < low]
