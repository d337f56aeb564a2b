"""Markets of a county: the local wage against its outside path, the work a local worker finds, the rent of land."""

OWNS = ("counties.wage_ratio", "counties.local_months", "counties.rent_ratio")


def step(world) -> None:
    """Terms of the year."""
    c = world.counties
    c.wage_ratio[:], c.rent_ratio[:] = 1.0, 1.0
    c.local_months[:] = world.parameters["labour.local_months"] * c.access
