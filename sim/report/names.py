"""Names of things in words: counties, measures of policy, purposes of payments, parameters; each from where it is declared."""

from sim.data.counties import CITY_CODE, County, county_list
from sim.data.rows import rows
from sim.report.labels import Say
from sim.state.columns import money


def county_title(county: County, say: Say) -> str:
    """A county."""
    return county.zh if say.language == "zh" else county.en


def area_title(code: str, say: Say) -> str:
    """A county or the city by its code; the code itself for another one."""
    found = {c.code: county_title(c, say) for c in county_list()} | {CITY_CODE: say("city")}
    return found.get(code, code)


def lever_title(lever: str, say: Say) -> str:
    """A measure of policy: the first clause of the plan that names it; its code where none does."""
    known = say.name("lever", lever)
    clauses = [row[f"measure_{say.language}"] for row in rows("policy_levers") if row["model_lever"] == lever]
    return known if known != lever or not clauses else clauses[0]


def purpose_title(payer: str, lever: str, purpose: str, say: Say) -> str:
    """A payment as the columns declare it; its code where none fits."""
    fits = [c for c in money() if (c.payer, c.lever, c.purpose) == (payer, lever, purpose)]
    return getattr(fits[0], say.language) if fits else purpose


def parameter_title(name: str, say: Say) -> str:
    """A declared parameter; its name where it is not declared. Imported late: the model is large."""
    from sim.model import parameters

    return next((getattr(p, say.language) for p in parameters() if p.name == name), name)
