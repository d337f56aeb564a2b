"""Laws of enterprises and cooperatives in a run: who leaves something unpaid closes, and nobody with a contract or job is overlooked."""

import numpy as np


def test_an_enterprise_that_leaves_something_unpaid_is_closed_in_the_same_month(walk):
    for _, model in walk:
        e = model.world.enterprises
        assert not ((e.short == 1) & (e.alive == 1)).any()


def test_nobody_with_a_contract_or_a_job_is_overlooked(walk):
    for _, model in walk:
        world, h = model.world, model.world.households
        assert np.isin(np.flatnonzero(h.contract), world.linked["contract"]).all()
        assert np.isin(np.flatnonzero((h.job_firm >= 0) & (h.job_units > 0.0)), world.linked["job"]).all()
        assert all((np.diff(rows) > 0).all() for rows in world.linked.values())


def test_partners_are_those_of_their_product_and_in_business_after_february(walk):
    for _, model in walk:
        world, h = model.world, model.world.households
        if world.month % 12 != 2:
            continue
        for kind, table in ((1, world.enterprises), (2, world.cooperatives)):
            rows = np.flatnonzero(h.contract == kind)
            assert np.array_equal(table.product[h.contract_partner[rows]], h.contract_product[rows])
            open_ = table.alive if kind == 1 else table.active
            assert (open_[h.contract_partner[rows]] == 1).all() or kind == 1  # an enterprise may have closed at the end of the month
