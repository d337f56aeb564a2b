"""What the rooms of the mechanism share: values at which evidence, behaviour and counting rules have no effect."""

import pytest

OFF = {
    **dict.fromkeys(("evidence.error", "evidence.hidden", "evidence.under_business", "favour.elite", "favour.aware"), 0.0),
    **dict.fromkeys(("counting.support", "counting.medical", "counting.school", "counting.care"), 0.0),
    **dict.fromkeys(("recognition.car_screen", *(f"assets.{name}_screen" for name in ("flat", "company", "payroll", "savings"))), False),
    **{f"{room}.miss_{name}": 0.0 for room in ("assets", "registers") for name in ("car", "flat", "company", "payroll", "savings")},
    "attention.fall": 0.0, "learning.on": False,
    **dict.fromkeys(("complaints.chance", "appeals.chance", "splitting.wish"), 0.0),
    **{f"applying.{name}": 0.0 for name in ("publicity", "meeting", "literate", "stigma", "effort", "papers", "gain")},
}


@pytest.fixture
def switched_off() -> dict:
    """Parameter -> the value without effect."""
    return dict(OFF)
