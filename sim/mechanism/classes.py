"""Classification (精准分类): each listed household has a class by its labour and a main cause of its poverty."""

import numpy as np

OWNS = ("households.need_class", "households.cause")
CLASSES = ("with_labour", "weak_labour", "no_labour")  # codes 1, 2, 3 of need_class; 0 none
CAUSES = ("illness", "disability", "schooling", "disaster", "no_labour", "low_pay")  # codes 1.. of cause


def classify(world, rows: np.ndarray) -> None:
    """Give `rows` their class and cause."""
    h = world.households
    h.need_class[rows] = np.where(h.labour[rows] >= 1.0, 1, np.where(h.labour[rows] > 0.0, 2, 3))
    h.cause[rows] = np.where(h.ill[rows] > 0, 1, np.where(h.labour[rows] == 0.0, 5, 6))
