"""The yearly choice of a main field crop, and what the farm then needs and gives, as compiled rules.

Random utility over the expected margin of the field (log), its risk, last year's crop, the village's suitability and a lasting taste of the household, one
Gumbel draw for each crop (McFadden 1974). Hands, working capital and buyers limit what can be chosen.
"""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import pair
from sim.core.special import exp, gumbel, log
from sim.processes.capital_rules import technology
from sim.processes.labour_choice import farm_value

DRAW_TASTE, DRAW_RECONSIDER = 320, 325
LOAD = 1.5  # planned work of a field crop is at most this multiple of the hands: peaks are met by exchange of labour; assumption
LEAST_AREA = 0.2  # mu: less is not a main crop; assumption
LEAST_VALUE = 1.0  # yuan a year: keeps the logarithm finite; no behaviour hangs on it
LEAST_HANDS = 1e-6  # months: the same
NEVER = -1e8  # a utility below it: cannot be chosen


@scalar("float64(float64, float64, float64, float64)")
def share_of_field(most, labour, labour_grain, hands):
    """Share of a field under a main crop that `hands` months of work a mu can tend, the rest under grain; at most `most`."""
    if labour <= labour_grain:
        return most
    return min(most, max((LOAD * hands - labour_grain) / (labour - labour_grain), 0.0))


@scalar("float64(float64, float64, float64, float64, float64, float64, float64)")
def field_utility(value, need, hands, spread, weight, theta, risk):
    """Utility of a field with margin `value` (yuan), work `need` and `hands` (months), standard deviation of sales `spread` (yuan).

    The margin of a field that lacks hands is what the plan of work will count on (`farm_value`).
    """
    kept = max(value, LEAST_VALUE)
    relative = min(spread / kept, 2.0)
    u = log(farm_value(max(hands, LEAST_HANDS), need, kept, theta))
    return weight * u - 0.5 * risk * relative * relative


@scalar("float64(float64, float64, float64, float64, float64, float64, float64, float64, int8, float64)")
def main_area(field, most, labour, labour_grain, hands, input, input_grain, money, advanced, least):
    """Mu of a field that the main crop takes, by hands (months), by money for inputs unless a buyer advances them; below `least` none."""
    x = field * share_of_field(most, labour, labour_grain, hands / field)
    if advanced == 0 and input > input_grain:
        x = min(x, money / (input - input_grain))
    return x if x >= least else 0.0


@kernel("void(int64, int64[::1], int64, float64, float64, int8[::1])")
def reconsider(seed, ids, month, crops, trees, out):
    """Who thinks again this year: 1 about the main crop, 2 about the garden, 3 about both."""
    for i in range(ids.size):
        a, b = pair(seed, DRAW_RECONSIDER, ids[i], month, 0)
        out[i] = (1 if a < crops else 0) + (2 if b < trees else 0)


@kernel("void(float64[::1], float64[::1], int8[::1], int8[::1], float64[::1], float64, int64, float32[::1], float64[::1])")
def gardens_first(land, farmers, tree, pond, labour, share, fish, orchard, hands):
    """Mu of garden, and months of work left for the field when garden and pond have theirs; the forest is worked in winter."""
    for i in range(land.size):
        orchard[i] = share * land[i] if tree[i] >= 0 else 0.0
        hands[i] = max(12.0 * farmers[i] - orchard[i] * labour[max(tree[i], 0)] - pond[i] * labour[fish], 0.0)


@kernel(
    "void(int64, int64[::1], int8[::1], int32[::1], float64[::1], float64[::1], float64[::1], int8[::1], int8[::1], float64[:,::1], float64[:,::1], float64[::1], "
    "float64[::1], float64[::1], int64[::1], int8[::1], float64[:,::1], float64[::1], float64[::1], int8[::1], int8[::1], float32[::1])"
)
def choose(seed, ids, county, village, field, hands, money, before, thinks, sales, inputs, labour, volatility, most, crops, advanced, site, reach, t,
           best, free, area):  # fmt: skip
    """Main crop of each field: `best` of all, `free` best of those without a contract; `area` mu that the best would take.

    t: weight, habit, theta, risk. `crops` are the codes of the main crops; grain alone is 0. `advanced`: grown for a buyer, who advances the inputs.
    Who does not think again (`thinks`) keeps last year's crop where there is still a buyer for it.
    """
    weight, habit, theta, risk = t[0], t[1], t[2], t[3]
    for i in range(ids.size):
        best[i], free[i], area[i] = 0, 0, 0.0
        c, v, a, was = county[i], village[i], field[i], before[i]
        if a <= 0.0:
            continue
        if was >= 0 and thinks[i] % 2 == 0:
            best[i] = was
            if was > 0:
                area[i] = main_area(a, most[was], labour[was], labour[0], hands[i], inputs[c, was], inputs[c, 0], money[i], advanced[was], 0.0)
            continue
        net_grain = sales[c, 0] * reach[v] - inputs[c, 0]
        taste, other = pair(seed, DRAW_TASTE, ids[i], 0, 0)  # one block of Philox serves two crops
        top = field_utility(a * net_grain, a * labour[0], hands[i], a * sales[c, 0] * volatility[0], weight, theta, risk) + gumbel(taste)
        if was == 0:
            top += habit
        top_free = top
        for j in range(crops.size):
            p, draw = crops[j], other
            if j % 2 == 1:
                draw, other = pair(seed, DRAW_TASTE, ids[i], 0, (j + 1) // 2)
            if site[v, j] < NEVER:
                continue
            x = main_area(a, most[p], labour[p], labour[0], hands[i], inputs[c, p], inputs[c, 0], money[i], advanced[p], LEAST_AREA)
            if x == 0.0:
                continue
            value = x * (sales[c, p] * reach[v] - inputs[c, p]) + (a - x) * net_grain
            need = x * labour[p] + (a - x) * labour[0]
            spread = x * sales[c, p] * volatility[p] + (a - x) * sales[c, 0] * volatility[0]
            u = field_utility(value, need, hands[i], spread, weight, theta, risk) + site[v, j] + gumbel(draw)
            if was == p:
                u += habit
            if u > top:
                best[i], top, area[i] = p, u, x
            if advanced[p] == 0 and u > top_free:
                free[i], top_free = p, u


@kernel(
    "void(int8[::1], int32[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[:,::1], float64[:,::1], float64[::1], "
    "float64[::1], float64[::1], int8[::1], float64[::1], float64[::1], int8[::1], float64[::1], int8[::1], int8[::1], float32[::1], int8[::1], float64, int64, int64, "
    "float32[::1], float32[::1], float64[::1], float64[::1], float32[::1], float32[::1])"
)
def lay_out(county, village, field, forest, hands, money, ability, shock, sales, inputs, labour, equipment, most, advanced, reach, capital, advised, t, crop, tree,
            orchard, pond, price, fish, woods, out_area, out_grain, out_need, out_full, out_equipment, out_scale):  # fmt: skip
    """Areas of the crops chosen, workers that would tend the farm, its value then (yuan a year), equipment of best practice.

    t: trap, fixed cost, gain, reference of technology. `price` is the consumer price index.
    """
    for i in range(county.size):
        c, p, far, x = county[i], crop[i], reach[village[i]], 0.0
        if p > 0 and field[i] > 0.0:
            x = main_area(field[i], most[p], labour[p], labour[0], hands[i], inputs[c, p], inputs[c, 0], money[i], advanced[p], 0.0)
        grain, k, garden, water, wood = field[i] - x, max(tree[i], 0), orchard[i], pond[i], forest[i]
        need = x * labour[p] + grain * labour[0] + garden * labour[k] + water * labour[fish] + wood * labour[woods]
        value = x * (sales[c, p] * far - inputs[c, p]) + grain * (sales[c, 0] * far - inputs[c, 0]) + garden * (sales[c, k] * far - inputs[c, k])
        value += water * (sales[c, fish] * far - inputs[c, fish]) + wood * (sales[c, woods] * far - inputs[c, woods])
        tools = x * equipment[p] + grain * equipment[0] + garden * equipment[k] + water * equipment[fish] + wood * equipment[woods]
        scale = exp(ability[i] + shock[i]) * technology(t[0], capital[i] / (100.0 * price), tools, t[1], advised[i], t[2], t[3])
        out_area[i], out_grain[i], out_need[i], out_equipment[i], out_scale[i] = x, grain, need / 12.0, tools, scale
        out_full[i] = max(value, 0.0) * np.float64(out_scale[i])
