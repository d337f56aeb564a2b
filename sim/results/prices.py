"""The stated choices behind a sum of public cost: a discount rate and the price of a cadre's day."""

from sim.core.parameters import Parameter, uniform

PARAMETERS = (
    Parameter("cost.discount_rate", 0.05, "share", 0.0, 0.2, uniform(0.03, 0.08), "discount rate of public cost, a year, on current yuan", "公共成本年贴现率(现价)", "assumption", "assumption", "cost"),
    # 75,000 yuan a year with contributions over 250 working days
    Parameter("cost.cadre_day", 300.0, "yuan", 0.0, 2000.0, uniform(200.0, 450.0), "price of a working day of a cadre, contributions included", "干部工作日单价(含社保)", "assumption", "assumption", "cost"),
    Parameter("targeting.benefit", 3000.0, "yuan_per_year", 0.0, 100000.0, uniform(1500.0, 6000.0), "support of a listed person in a year, where lists are compared at equal cost", "在册人员人均年帮扶金额(用于等成本比较)", "assumption", "assumption", "cost"),
)  # fmt: skip
DISCOUNT_RATE, CADRE_DAY, _ = PARAMETERS
