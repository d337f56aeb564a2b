"""How long the visit takes under each standard: a form of seven dimensions or of thirty assets takes longer than a question about income."""

from sim.core.parameters import Parameter, uniform

PARAMETERS = (
    Parameter("screening.multidimensional", 1.6, "ratio", 0, 20, uniform(1.2, 2.5), "days of a visit that looks at all dimensions, against one that looks at income", "多维认定入户核查用时(收入认定=1)", "assumption", "assumption", "capacity"),
    Parameter("screening.proxy_means", 1.3, "ratio", 0, 20, uniform(0.8, 2.0), "days of a visit that fills in a form of traits and assets, against one that looks at income", "代理变量认定入户核查用时(收入认定=1)", "assumption", "assumption", "capacity"),
    Parameter("screening.appraisal", 0.7, "ratio", 0, 20, uniform(0.4, 1.5), "days of cadres for a village meeting that appraises, a household, against a visit that looks at income", "民主评议户均用时(收入认定=1)", "assumption", "assumption", "capacity"),
    Parameter("screening.hybrid", 1.8, "ratio", 0, 20, uniform(1.2, 3.0), "days where two ways of judging are joined, against a visit that looks at income", "复合认定入户核查用时(收入认定=1)", "assumption", "assumption", "capacity"),
)  # fmt: skip
_OWN = {parameter.name for parameter in PARAMETERS}


def visit(world, standard: str) -> float:
    """Days of the visit and appraisal under a standard, as a multiple of those under an income line; 1 for every income line."""
    name = f"screening.{standard}"
    return world.parameters[name] if name in _OWN else 1.0
