"""Sums over the members of each household: size, residents, elders, labour units, the ill, chance of a hospital case and how much of it falls on workers."""

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform

OWNS = tuple(f"households.{c}" for c in ("size", "residents", "elders", "payers", "labour", "ill", "hazard", "worker_risk"))
PARAMETERS = (
    Parameter("members.hospital_base", 0.08, "per_year", 0, 1, uniform(0.05, 0.11), "hospital cases a year of a well person under 60", "60岁以下健康者年住院率", "S119", "recalled", "health"),
    Parameter("members.hospital_old", 0.18, "per_year", 0, 1, uniform(0.10, 0.26), "additional hospital cases a year from 60 on", "60岁以上附加年住院率", "S119", "assumption", "health"),
    Parameter("members.hospital_ill", 0.32, "per_year", 0, 2, uniform(0.18, 0.45), "additional hospital cases a year with chronic illness or lost labour", "慢病或失能者附加年住院率", "S119", "assumption", "health"),
    Parameter("members.hospital_water", 0.20, "share", 0, 2, uniform(0.05, 0.40), "more hospital cases where the dwelling has no safe water", "饮水不安全附加住院比例", "assumption", "assumption", "health"),
)  # fmt: skip


@kernel(
    "void(int64, int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], float64, float64, float64, float64, int16[::1], int16[::1], int16[::1], int16[::1], "
    "float64[::1], int16[::1], float64[::1], float64[::1])"
)
def _sum(month, first, birth, health, resident, water, base, old, ill, unsafe, size, residents, elders, payers, labour, sick, hazard, worker_risk):
    for i in range(first.size - 1):
        n, here, aged, paying, chronic, units, cases, workers = 0, 0, 0, 0, 0, 0.0, 0.0, 0.0
        for j in range(first[i], first[i + 1]):
            age = (month - birth[j]) // 12
            n += 1
            here += resident[j]
            aged += age >= 60
            paying += (age >= 16) and (age < 60)
            chronic += health[j] > 0
            own = base + (old if age >= 60 else 0.0) + (ill if health[j] > 0 else 0.0)
            cases += own
            if health[j] < 2 and age >= 16 and age < 75:
                units += 1.0 if (age < 60 and health[j] == 0) else 0.5
                workers += own
        size[i], residents[i], elders[i], payers[i], labour[i], sick[i] = n, here, aged, paying, units, chronic
        hazard[i] = min(cases * (1.0 if water[i] == 1 else 1.0 + unsafe) / 12.0, 0.9)
        worker_risk[i] = workers / cases if cases > 0.0 else 0.0


def step(world) -> None:
    """Refresh the sums after births, deaths and moves."""
    p, q, h = world.parameters, world.persons, world.households
    _sum(world.month, world.person_first(), q.birth, q.health, q.resident, h.water, p["members.hospital_base"], p["members.hospital_old"], p["members.hospital_ill"],
         p["members.hospital_water"], h.size, h.residents, h.elders, h.payers, h.labour, h.ill, h.hazard, h.worker_risk)  # fmt: skip
