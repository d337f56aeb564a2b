"""Funerals by hand: by the household's means, within bounds; from what is left where nobody remains."""

from sim.processes import funerals

RULES = {"funerals.least": 8000.0, "funerals.months": 3.0, "funerals.most": 40000.0}


def test_by_means(world_at):
    # incomes of 12,000, 60,000 and 400,000: a quarter of the second is within the bounds; at prices of 1.1 the bounds rise
    world = world_at(2017, 1, RULES, price=1.1)
    h = world.households
    h.welfare[[1, 2, 3]] = 12000.0, 60000.0, 400000.0
    h.deaths[[1, 2, 3]] = 1, 2, 1
    world.start = world.month - 24
    funerals.step(world)
    assert world.paid("funeral")[[0, 1, 2, 3]].tolist() == [0.0, 880000.0, 3300000.0, 4400000.0]


def test_nobody_left_is_buried_from_what_is_left(world_at):
    world = world_at(2017, 1, RULES)
    h = world.households
    h.size[4], h.deaths[4], h.cash[4] = 0, 1, 150000.0
    funerals.step(world)
    assert world.paid("funeral")[4] == 150000.0


def test_the_roster_of_january_counts_the_dead(start, small_sample):
    model = start(population=small_sample, values={"demography.fertility": 0.0})
    for _ in range(12):
        model.step()
    before = len(model.world.persons)
    model.step()
    h = model.world.households
    assert h.deaths.sum() == before - len(model.world.persons) > 0
    assert ((model.world.paid("funeral") > 0) <= (h.deaths > 0)).all()
