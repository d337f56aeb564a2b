"""Sums over the members of each household: size, residents, elders, labour units, the ill, chance of a hospital case and how much of it falls on workers."""

import numpy as np

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
    risk = np.array([base, base + ill, base + old, base + old + ill])  # hospital cases of a member by 2 * (from 60 on) + (ill)
    for i in range(first.size - 1):
        here, aged, paying, chronic, halves, cases, workers = 0, 0, 0, 0, 0, 0.0, 0.0
        for j in range(first[i], first[i + 1]):
            months = month - birth[j]
            elder, sick_now = np.int64(months >= 60 * 12), np.int64(health[j] > 0)
            able = np.int64((health[j] < 2) & (months >= 16 * 12) & (months < 75 * 12))
            here, aged, chronic = here + resident[j], aged + elder, chronic + sick_now
            paying += np.int64(months >= 16 * 12) - elder
            own = risk[2 * elder + sick_now]
            cases += own
            halves += able * (2 - (elder | sick_now))
            workers += own * able
        n, units = first[i + 1] - first[i], 0.5 * halves
        size[i], residents[i], elders[i], payers[i], labour[i], sick[i] = n, here, aged, paying, units, chronic
        hazard[i] = min(cases * (1.0 if water[i] == 1 else 1.0 + unsafe) / 12.0, 0.9)
        worker_risk[i] = workers / cases if cases > 0.0 else 0.0


def step(world) -> None:
    """Refresh the sums after births, deaths and moves."""
    p, q, h = world.parameters, world.persons, world.households
    _sum(world.month, world.person_first(), q.birth, q.health, q.resident, h.water, p["members.hospital_base"], p["members.hospital_old"], p["members.hospital_ill"],
         p["members.hospital_water"], h.size, h.residents, h.elders, h.payers, h.labour, h.ill, h.hazard, h.worker_risk)  # fmt: skip
