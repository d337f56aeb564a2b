"""What equipment does to the value of a farm, and how much of it a household wants, with a fixed cost (poverty trap) and without."""

import numpy as np

from sim.core.compiled import kernel, scalar


@scalar("float64(float64, float64, float64, float64, int8, float64, float64)")
def technology(trap, owned, tools, fixed, advised, gain, reference):
    """Value of the farm against that of the table of products. `owned` yuan of equipment, `tools` yuan that best practice needs on this farm.

    Who does not know best practice gains nothing from more equipment. With the trap it pays from a fixed cost on and nothing below; without it in
    proportion to the root of the part owned: the first yuan pay most. `reference` is the reach of best practice that the table stands for.
    """
    reach = 0.0
    if advised == 1 and tools > 0.0:
        if trap > 0.5:
            reach = 1.0 if owned >= max(tools, fixed) else 0.0
        else:
            reach = np.sqrt(min(owned / tools, 1.0))
    return 1.0 + gain * (reach - reference)


@scalar("float64(float64, float64, float64, float64, int8, float64, float64)")
def wanted(trap, value, tools, fixed, advised, gain, cost):
    """Equipment (yuan) with the largest gain less yearly cost. `value` yuan a year of the farm; `cost` of a yuan of equipment a year, wear and return asked.

    Trap: all or nothing. Without: gain * value * sqrt(k / tools) - cost * k is largest at k = (gain * value / (2 cost))^2 / tools, at most `tools`.
    """
    if advised == 0 or tools <= 0.0 or value <= 0.0:
        return 0.0
    if trap > 0.5:
        whole = max(tools, fixed)
        return whole if gain * value >= cost * whole else 0.0
    root = gain * value / (2.0 * max(cost, 1e-6))
    return min(root * root / tools, tools)


@kernel(
    "void(float64[::1], float64[::1], float64[::1], float32[::1], int8[::1], float64, float64, float64, float64, float64, float64, float64, "
    "float64[::1], float64[::1], float32[::1])"
)
def plan_investment(capital, spare, value, tools, advised, price, trap, fixed, gain, wear, returns, least, out_wear, out_invest, out_gap):
    """Fen of wear and of new equipment, and what own money lacks (yuan). `spare` fen; `tools` yuan at prices of 2019; `least` fen: less is not bought.

    With the trap only what reaches the fixed cost is worth buying, without it every yuan.
    """
    for i in range(capital.size):
        lost = np.floor(capital[i] * wear)
        want = 100.0 * wanted(trap, value[i], tools[i] * price, fixed * price, advised[i], gain, wear + returns)
        lack = max(want - (capital[i] - lost), 0.0)
        buys = np.floor(min(lack, spare[i]))
        if trap > 0.5 and buys < lack:
            buys = 0.0
        if buys < least:
            buys = 0.0
        out_wear[i], out_invest[i], out_gap[i] = lost, buys, (lack - buys) / 100.0
