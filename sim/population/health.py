"""Health at the start: 0 well, 1 a chronic illness that limits work, 2 lost labour, by age.

Chronic disease of any kind is far wider (S120: 33 to 36 % of those of 15 and over): only the part that limits work is counted here.
"""

import numpy as np

# Upper age, chronic and work-limiting, lost labour. Assumptions with ranges of about half to one and a half times: order of magnitude from the
# second national sample survey of disability of 2006 (6.3 % of all persons, recalled) and the causes of registered poverty (S118).
BY_AGE = ((14, 0.005, 0.005), (44, 0.03, 0.012), (59, 0.08, 0.025), (69, 0.16, 0.06), (79, 0.25, 0.15), (120, 0.27, 0.35))
AWAY = 0.4  # members who live elsewhere are healthier (healthy migrants), assumption, range 0.3-0.7


def draw_health(u: np.ndarray, age: np.ndarray, resident: np.ndarray) -> np.ndarray:
    """int8[n] from uniforms `u`, whole years `age` and `resident` (0 or 1)."""
    group = np.searchsorted([top for top, _, _ in BY_AGE], age)
    factor = np.where(resident == 1, 1.0, AWAY)
    lost = np.array([lost for _, _, lost in BY_AGE])[group] * factor
    chronic = np.array([chronic for _, chronic, _ in BY_AGE])[group] * factor
    return np.where(u < lost, 2, np.where(u < lost + chronic, 1, 0)).astype(np.int8)
