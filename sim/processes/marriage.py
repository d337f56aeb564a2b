"""Marriage, once a year in January: women and men of a village meet, those who are accepted wed, and one of them joins the other's household.

An administrative village stands for the area in which people marry: partners come from different households, mostly of different kin groups. A wider
market would carry persons between villages of different sampling weight, and make a village depend on which others are sampled.
Custom of bride-price and of the house that a groom should have: what a household can raise against the price is a chance that a man faces.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import uniforms
from sim.core.fen import to_fen
from sim.core.parameters import Parameter, uniform
from sim.core.special import log_array, logistic_array
from sim.state.people import means, members_of

OWNS = ("persons.married", "households.bride_price", "households.wedding_cost")
DRAW_SEEK, DRAW_ACCEPT, DRAW_HOME = 261, 262, 263
PARAMETERS = (
    Parameter("marriage.seek", 0.30, "per_year", 0, 1, uniform(0.22, 0.38), "unmarried women of 25 to 29 who look for a partner in a year; other ages in proportion", "25-29岁未婚女性年求偶比例", "assumption", "assumption", "marriage"),
    Parameter("marriage.zero", 0.8, "utility", -5, 5, uniform(0.2, 1.4), "log odds that a man with the bride-price at hand and no solid house is accepted", "备足彩礼而无好房的男性被接受的对数几率", "assumption", "assumption", "marriage"),
    Parameter("marriage.means", 0.6, "utility", 0, 5, uniform(0.2, 1.2), "log odds of being accepted for a log point of what his household can raise against the bride-price", "家庭可筹资金(相对彩礼)对被接受几率的影响", "assumption", "assumption", "marriage"),
    Parameter("marriage.house", 0.5, "utility", 0, 5, uniform(0.1, 1.0), "log odds of being accepted that a brick-concrete house adds", "有砖混住房对被接受几率的影响", "assumption", "assumption", "marriage"),
    Parameter("marriage.price", 60000.0, "yuan", 0, 1e6, uniform(30000, 120000), "bride-price that is asked, prices of 2019", "彩礼(2019年价)", "assumption", "assumption", "marriage"),
    Parameter("marriage.wedding", 20000.0, "yuan", 0, 1e6, uniform(8000, 40000), "cost of the wedding, prices of 2019", "婚礼开支(2019年价)", "assumption", "assumption", "marriage"),
    Parameter("marriage.credit", 12.0, "months", 0, 60, uniform(6, 24), "months of income that a household can raise beyond its savings for a wedding or a house", "婚房筹资中可借入的收入月数", "assumption", "assumption", "marriage"),
    Parameter("marriage.uxorilocal", 0.08, "share", 0, 1, uniform(0.04, 0.15), "weddings after which the groom joins the bride's household", "男到女家落户比例", "assumption", "assumption", "marriage"),
    Parameter("marriage.same_kin", 0.3, "share", 0, 1, uniform(0.1, 0.6), "couples of one kin group who wed all the same", "同族成婚比例", "assumption", "assumption", "marriage"),
)  # fmt: skip
_SEEK_AGES, _SEEK = (20, 25, 30, 35, 40), (0.55, 1.0, 0.75, 0.4, 0.0)  # women by first age, against those of 25 to 29; assumption
MEN_FROM, MEN_UNDER, WOMEN_FROM, WOMEN_UNDER = 22, 46, 20, 40  # 22 and 20 are the legal ages
YOUNGER, OLDER = 5, 15  # years that a groom may be younger or older than the bride; assumption
FEW = 2  # a groom joins a bride whose household has no more members than these, if his own has more (a daughter without brothers); assumption
MEANS_RANGE = 0.02, 3.0  # of the price: less or more makes no further difference; assumption
FIRST_NUMBER, A_YEAR, SINCE = 4, 4, 2015  # numbers of couples: those of the start population are 1 to 3, each year has four of its own


@kernel("void(int64[::1], int64[::1], int32[::1], int8[::1])")
def _widow(gone, first, household, married):
    """Set `married` of the living partners of the dead, rows `gone` (rising)."""
    before = 0
    for k in range(gone.size):
        home, couple = household[gone[k]], married[gone[k]]
        if couple <= 0:
            continue
        while gone[before] < first[home]:
            before += 1
        at = before
        for j in range(first[home], first[home + 1]):
            if at < gone.size and gone[at] == j:
                at += 1  # died as well
            elif married[j] == couple:
                married[j] = -1


def widow(world) -> None:
    """Who loses the partner this year is no part of a couple any more."""
    q = world.persons
    _widow(world.moves.gone(), world.person_first(), q.household, q.married)


@kernel("int64(int8[::1], int32[::1], int64, int64, int64[::1])")
def _single(married, birth, after, until, rows):
    """Fill `rows` with those never married and born after one month and until another; returns how many they are."""
    n = 0
    for i in range(married.size):
        rows[n] = i  # kept where the person is one of them: a branch would cost more
        n += (married[i] == 0) & (birth[i] > after) & (birth[i] <= until)
    return n


def seekers(world) -> tuple[np.ndarray, np.ndarray]:
    """(rows of women, rows of men) who look for a partner and are accepted."""
    q, h, p = world.persons, world.households, world.parameters
    found = world.moves.room.rows(len(q))
    single = world.moves.living(found[: _single(q.married, q.birth, world.month - 12 * MEN_UNDER, world.month - 12 * WOMEN_FROM, found)])
    woman = q.sex[single] == 1
    women, men = single[woman], single[~woman]
    years = (world.month - q.birth[women]) // 12
    chance = p["marriage.seek"] * np.array(_SEEK)[np.clip(np.searchsorted(_SEEK_AGES, years, side="right") - 1, 0, 4)]
    women = women[uniforms(world.seed, DRAW_SEEK, q.id[women], world.month)[0] < chance]
    men = men[q.birth[men] <= world.month - 12 * MEN_FROM]
    price = p["marriage.price"] * world.drivers.price(world.month)
    at = q.household[men]
    worth = np.clip(means(world, at) / max(price, 1.0), *MEANS_RANGE)
    accepted = logistic_array(p["marriage.zero"] + p["marriage.means"] * log_array(worth) + p["marriage.house"] * (h.house[at] == 2))
    return women, men[uniforms(world.seed, DRAW_ACCEPT, q.id[men], world.month)[0] < accepted]


def first_of_village(village: np.ndarray, order: np.ndarray, many: np.ndarray) -> np.ndarray:
    """bool[n]: the first `many[village]` of each village by rising `order`, float64[n] inside (0, 1)."""
    kept = many[village] >= np.bincount(village, minlength=len(many))[village]
    rest = np.flatnonzero(~kept)
    rest = rest[np.argsort(village[rest] + order[rest], kind="stable")]
    of = village[rest]
    kept[rest] = np.arange(len(rest)) - np.searchsorted(of, np.arange(len(many)))[of] < many[of]
    return kept


def match(world, women: np.ndarray, men: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Couples (brides, grooms): in each village as many as there are of the rarer sex, by draw, the older with the older."""
    q, h, n = world.persons, world.households, len(world.villages)
    chosen = []
    of_women, of_men = h.village[q.household[women]], h.village[q.household[men]]
    many = np.minimum(np.bincount(of_women, minlength=n), np.bincount(of_men, minlength=n))
    for rows, village in ((women, of_women), (men, of_men)):
        kept = first_of_village(village, uniforms(world.seed, DRAW_SEEK, q.id[rows], world.month)[1], many)
        rows, village = rows[kept], village[kept].astype(np.int64)
        chosen.append(rows[np.argsort((village << 16) + q.birth[rows], kind="stable")])
    brides, grooms = chosen
    fits = fitting(world, brides, grooms)
    return brides[fits], grooms[fits]


def fitting(world, brides: np.ndarray, grooms: np.ndarray) -> np.ndarray:
    """bool[n]: couples of different households, fitting ages, and mostly of different kin groups."""
    q, h = world.persons, world.households
    older = (q.birth[brides] - q.birth[grooms]) / 12.0
    apart = q.household[brides] != q.household[grooms]
    kin = h.lineage[q.household[brides]] == h.lineage[q.household[grooms]]
    allowed = uniforms(world.seed, DRAW_HOME, q.id[brides], world.month)[0] < world.parameters["marriage.same_kin"]
    return apart & (older >= -YOUNGER) & (older <= OLDER) & (~kin | allowed)


def place_in(home: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """int64[n]: 0 for the one of lowest id in each household, 1 for the next ..."""
    order, place = np.lexsort((ids, home)), np.empty(len(home), np.int64)
    place[order] = np.arange(len(home)) - np.searchsorted(home[order], home[order])
    return place


def homes(world, brides: np.ndarray, grooms: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(who moves, who stays, which couples wed): mostly she joins him, unless few live with her and more with him. Nobody leaves minors alone."""
    q, h = world.persons, world.households
    his, hers = q.household[grooms], q.household[brides]
    to_her = uniforms(world.seed, DRAW_HOME, q.id[brides], world.month)[1] < world.parameters["marriage.uxorilocal"]
    to_her = (to_her & (h.size[his] > 1)) | ((h.size[hers] <= FEW) & (h.size[his] > FEW))
    # who lives in the village does not move to a household that is away as a whole
    to_her |= (q.resident[brides] == 1) & (h.residents[his] == 0)
    to_her &= (q.resident[grooms] == 0) | (h.residents[hers] > 0)
    moves, stays = np.where(to_her, grooms, brides), np.where(to_her, brides, grooms)
    left, at, many = np.unique(q.household[moves], return_inverse=True, return_counts=True)
    around = world.moves.living(members_of(world, left))
    home, minor = np.searchsorted(left, q.household[around]), world.month - q.birth[around] < 16 * 12
    adults, minors = (np.bincount(home, who, len(left)) for who in (~minor, minor))
    left_alone = ((minors > 0) & (adults <= many))[at]
    return moves, stays, ~left_alone & (place_in(q.household[stays], q.id[stays]) < A_YEAR)


def wed(world, moves: np.ndarray, stays: np.ndarray) -> None:
    """Each of `moves` joins the household of the one of `stays`; the couples of a household get numbers of the year."""
    q = world.persons
    home = q.household[stays]
    number = FIRST_NUMBER + A_YEAR * (world.year - SINCE) + place_in(home, q.id[stays])
    q.married[moves] = q.married[stays] = number.astype(np.int8)
    world.moves.move(moves, home)


def pay(world, brides: np.ndarray, grooms: np.ndarray) -> None:
    """The groom's household gives bride-price as far as it can raise it, and both bear the wedding."""
    q, h, p, price = world.persons, world.households, world.parameters, world.drivers.price(world.month)
    his, hers = q.household[grooms].astype(np.int64), q.household[brides].astype(np.int64)
    given = to_fen(np.minimum(p["marriage.price"] * price, means(world, his)))
    world.pay("bride_price", hers, given, his)
    feast = np.full(len(his), to_fen(0.5 * p["marriage.wedding"] * price))
    world.pay("wedding_cost", np.concatenate([his, hers]), np.concatenate([feast, feast]))
    world.count("weddings", h.county[his], h.weight[his])


def step(world) -> None:
    """The year's weddings; the first month of a run has none."""
    if world.month == world.start:
        return
    widow(world)
    brides, grooms = match(world, *seekers(world))
    moves, stays, agreed = homes(world, brides, grooms)
    pay(world, brides[agreed], grooms[agreed])
    wed(world, moves[agreed], stays[agreed])
