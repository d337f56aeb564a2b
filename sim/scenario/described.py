"""A resolved scenario in lines of text, Chinese and English."""

from sim.core.clock import month_text
from sim.data.counties import county_list
from sim.scenario.content import OPEN, Scenario
from sim.scenario.effect import without_effect
from sim.scenario.bounds import FIRST_YEAR, LAST_YEAR


def described(scenario: Scenario) -> list[str]:
    """Title, levers with months, roll-out, outside volumes, changed values with who set them, claims, and what has no effect."""
    sections = (
        ("措施 / levers", [f"{name}  {_span(*span)}" for name, span in scenario.levers.items()]),
        (f"相对贫困机制 / roll-out ({scenario.rollout_status})", _rollout(scenario)),
        ("无杠杆的项目 / outside volumes (yuan a year in the city)", [_stand_in(s) for s in scenario.stand_ins]),
        ("改动的参数 / changed values", [f"{name} = {value}  ({by})" for name, (value, by) in scenario.values.items()]),
        ("论断 / claims", [f"{c.zh} / {c.en}  ({', '.join(c.parameters)})" for c in scenario.claims]),
        ("不起作用 / without effect", without_effect(scenario, FIRST_YEAR, LAST_YEAR)),
    )
    return [*_head(scenario), *(line for name, lines in sections if lines for line in (f"{name}:", *(f"  {text}" for text in lines)))]


def _head(scenario: Scenario) -> list[str]:
    lines = [f"{scenario.title['zh']} / {scenario.title['en']} ({scenario.name})"]
    lines += [f"条款 / clauses: {', '.join(scenario.clause)}"] if scenario.clause else []
    lines += [f"上级情景 / extends: {' <- '.join(scenario.parents)}"] if scenario.parents else []
    return [*lines, f"增长 / growth: {scenario.growth}", f"冲击 / ridge: {scenario.ridge}",
            f"资金 / money: {scenario.money}", f"工作力量 / cadre: {scenario.cadre}", f"sha256: {scenario.digest}"]


def _span(first: int, last: int) -> str:
    return f"{month_text(first)} -> {month_text(last)}" if last < OPEN else f"{month_text(first)} ->"


def _rollout(scenario: Scenario) -> list[str]:
    lines = [f"{c.code} {c.zh} {c.en}  {_month(scenario.rollout[c.code])}" for c in county_list()]
    return lines + [text for text in scenario.rollout_note.values() if text]


def _month(month: int) -> str:
    return month_text(month) if month >= 0 else "从不 / never"


def _stand_in(s) -> str:
    volume = f"{s.households} x {s.yuan:g} = {s.households * s.yuan:.0f} [{s.volume_low:.0f}, {s.volume_high:.0f}]"
    income = "income" if s.counts_as_income else "no income"
    return f"{s.name} ({s.lever})  {_span(s.first, s.last)}  {s.payer} -> {s.to}: {volume}, {income}, {s.status}: {', '.join(s.source)}"
