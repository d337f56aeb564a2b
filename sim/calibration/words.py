"""Chinese and English words of the fit report: measures and groups of the targets, units, statuses, areas."""

from sim.calibration.targets import Target
from sim.core.parameters import UNITS
from sim.data.counties import CITY_CODE, CITY_EN, CITY_ZH, county_list

MEASURES_ZH = {
    "income_mean": "人均可支配收入（现价）",
    "income_share": "占可支配收入比重",
    "q5_q1": "最高与最低收入组户人均收入之比",
    "consumption_income_ratio": "生活消费支出与可支配收入之比",
    "che_share": "灾难性卫生支出户占比",
    "migrant_share": "净流出占户籍人口比重（1-常住/户籍）",
    "agri_employed_share": "乡村从业人员中务农占比",
    "household_size": "户均人口",
    "labour_units": "户均整半劳动力",
    "income_ratio_to_city": "农村人均收入与全市之比",
}
SOURCES_ZH = {"wage": "工资性收入", "business": "经营净收入", "property": "财产净收入", "transfer": "转移净收入"}
STATUSES = {"found": ("查得", "found"), "derived": ("推算", "derived"), "recalled": ("凭记忆", "recalled"), "assumption": ("假设", "assumption")}
WITHIN = {"yes": ("在内", "yes"), "no": ("超出", "no"), "not_modelled": ("尚未建模", "not modelled yet")}
_UNITS = {
    **UNITS,
    "%": ("%", "%"),
    "yuan per head and year": ("元/人年", "yuan per head and year"),
    "units": ("个劳动力", "units"),
    "share per person": ("每人比例", "share per person"),
}


def quantity_zh(target: Target) -> str:
    """The Chinese name of what a target is about, its group first. KeyError for an unknown measure or source."""
    return "".join(_part_zh(part) for part in target.group.split("|")) + MEASURES_ZH[target.measure]


def _part_zh(part: str) -> str:
    kind, _, which = part.partition(":")
    return {"all": "", "quintile": f"第{which}五等分组", "source": SOURCES_ZH.get(which, which)}[kind]


def area_names(area: str) -> tuple[str, str]:
    """Chinese and English name of a code, or of codes joined by +."""
    names = {c.code: (c.zh, c.en) for c in county_list()} | {CITY_CODE: (CITY_ZH, CITY_EN)}
    found = [names[code] for code in area.split("+")]
    if len(found) > 2:
        return f"{len(found)}个县合计", f"{len(found)} counties together"
    return "、".join(zh for zh, _ in found), ", ".join(en for _, en in found)


def both(pair: tuple[str, str]) -> str:
    """Chinese / English, once where they are the same."""
    zh, en = pair
    return zh if zh == en else f"{zh} / {en}"


def unit(name: str) -> tuple[str, str]:
    """Chinese and English word of a unit; the name itself where no table has it."""
    return _UNITS.get(name, (name, name))


def statuses(names: str) -> str:
    """Status words (joined by a comma and a blank) in both languages."""
    return ", ".join(both(STATUSES[name]) for name in names.split(", "))
