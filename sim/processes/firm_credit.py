"""What an enterprise can pay this month: its cash, and a bank loan up to a cap. It never has less than nothing; who cannot pay in full pays in part."""

import numpy as np

from sim.core.parameters import Parameter, uniform

OWNS = ("enterprises.firm_loan", "enterprises.short")
PARAMETERS = (
    Parameter("enterprises.debt_cap", 1.0, "months", 0, 60, uniform(0.5, 3), "months of sales that banks lend to an enterprise at most", "企业贷款上限(月销售额)", "assumption", "assumption", "firms"),
)  # fmt: skip


def year_sales(world) -> np.ndarray:
    """float64[enterprises]: yuan of sales of each whole firm in a normal year at the prices of the month."""
    return world.enterprises.size * (world.drivers.price(world.month) / world.drivers.price(2018 * 12))


def month_sales(world) -> np.ndarray:
    """float64[enterprises]: fen of sales in a month of a normal year, of the part of each firm that is in the sample."""
    return year_sales(world) * world.enterprises.share / 12.0 * 100.0


def owed(world) -> np.ndarray:
    """float64[enterprises]: fen of debt with the loans and repayments of this month."""
    payments = world.payments
    return world.enterprises.debt + payments.total("firm_loan") - payments.total("firm_repay")


def fund(world, due: np.ndarray) -> np.ndarray:
    """float64[enterprises]: how much of `due` fen each can pay, after borrowing what it lacks from the bank as far as the cap allows.

    Who cannot pay in full is noted, and closes at the end of the month.
    """
    free = world.free("enterprises")
    room = np.floor(np.maximum(world.parameters["enterprises.debt_cap"] * month_sales(world) - owed(world), 0.0)) * (world.enterprises.alive == 1)
    lent = np.minimum(np.maximum(np.ceil(due) - free, 0.0), room)
    rows = np.flatnonzero(lent > 0.0)
    world.pay("firm_loan", rows, lent[rows])
    can = np.minimum(due, np.maximum(free + lent, 0.0))
    world.enterprises.short[:] |= can < due
    return can


def clear(world) -> None:
    """A new month: nobody has left anything unpaid yet."""
    world.enterprises.short[:] = 0


def in_part(fen: np.ndarray, firm: np.ndarray, can: np.ndarray, due: np.ndarray) -> np.ndarray:
    """float64[n]: whole fen of each payment when each firm can pay only `can` of all it owes, `due`; in full where it can pay all."""
    if (can >= due).all():
        return fen
    part = np.divide(can, due, out=np.ones(len(due)), where=due > 0.0)
    return np.where(part[firm] < 1.0, np.floor(fen * part[firm]), fen)
