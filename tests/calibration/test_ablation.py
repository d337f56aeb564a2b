"""The table of mechanisms: settings that the model knows, paired differences by hand, and a page that names what moves nothing."""

import pandas as pd
import pytest

from sim.calibration.ablation import HEADLINES, STANDARD, differences, label, moved, sign_of, signs_found, tasks
from sim.calibration.ablation_report import changed_signs, page, write
from sim.calibration.mechanisms import Mechanism, mechanisms, sign_runs
from sim.core.errors import InputError
from sim.ensemble.request import values_of


def test_every_mechanism_is_turned_off_by_settings_that_differ_from_the_standard() -> None:
    from sim.model import parameters

    default = {p.name: p.value for p in parameters()}
    found = mechanisms()
    assert len({m.name for m in found}) == len(found) > 20
    assert [m.name for m in found if all(default[name] == value for name, value in m.off.items())] == []
    assert all(m.en and m.zh for m in found)


def test_an_unknown_setting_is_a_fault(tmp_path) -> None:
    file = tmp_path / "m.csv"
    file.write_text("mechanism,en,zh,off\na,a,a,labour.peer=0\nb,b,b,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"(?s)labour.peers.*no settings"):
        mechanisms(file)


def test_every_sign_run_has_a_sign_and_a_driver() -> None:
    found = sign_runs()
    assert len(found) > 4 and all(s.expected in "+-0" and s.driver for s in found)


def test_a_mechanism_sets_its_values_and_skips_drivers_of_its_own() -> None:
    mine = Mechanism("m", "m", "m", {"outside.farm_growth": 0.0})
    found = list(tasks([mine], sign_runs(), 2, 0.01))
    keys = [key for key, *_ in found]
    assert (STANDARD, "S-05", 1) in keys and ("m", "S-05", 1) not in keys and ("m", "S-04", 2) in keys and len(set(keys)) == len(keys)
    request = next(r for key, r, *_ in found if key == ("m", "S-04", 1))
    values = values_of(request.scenario)
    assert values["outside.farm_growth"] == 0.0 and values["outside.local_wage_ratio"] == 1.1
    assert next(r for key, r, *_ in found if key == (STANDARD, "", 1)).scenario.digest != request.scenario.digest


def outcomes(level: float, noise: float = 0.0, sign: float = 1.0) -> dict[tuple, dict[str, float]]:
    head = label(*HEADLINES[0])
    out: dict[tuple, dict[str, float]] = {}
    for seed in (1, 2, 3):
        out[STANDARD, "", seed] = {"T-INC-2016": 100.0 * seed, head: 5.0, "sign S-04": 1.0}
        out[STANDARD, "S-04", seed] = {"sign S-04": 0.5 + 0.01 * seed}
        out["m", "", seed] = {"T-INC-2016": 100.0 * seed + level + noise * (seed - 2), head: 5.0, "sign S-04": 1.0}
        out["m", "S-04", seed] = {"sign S-04": 1.0 + sign * (0.5 + 0.01 * seed)}
    return out


def test_differences_are_paired_by_seed() -> None:
    row = differences(outcomes(208.6), 3).set_index("outcome").loc["T-INC-2016"]
    assert (row["difference"], row["se"]) == pytest.approx((208.6, 0.0), abs=1e-9) and row["over_tolerance"] == pytest.approx(0.1) and row["moved"]
    assert not differences(outcomes(1.0, noise=10.0), 3).set_index("outcome").loc["T-INC-2016", "moved"]


def test_nothing_moved_is_nothing_moved() -> None:
    # t of two degrees of freedom: 4.30 standard errors; of 19: 2.09
    assert not moved(0.0, 0.0, 3) and moved(1.0, 0.23, 3) and not moved(1.0, 0.24, 3) and moved(1.0, 0.47, 20) and not moved(1.0, 0.49, 20)
    assert [sign_of(v) for v in ([1.0, 1.1], [-1.0, -1.1], [1.0, -1.0], [0.0, 0.0])] == ["+", "-", "0", "0"]


def test_the_page_names_what_moves_and_what_moves_nothing(tmp_path) -> None:
    found, signs = [Mechanism("m", "a thing", "某", {"labour.peers": 0.0})], sign_runs()
    idle = page(found, differences(outcomes(0.0, sign=-1.0), 3), signs_found(outcomes(0.0, sign=-1.0), signs, 3), 3, 0.02)
    assert "Mechanisms that move no more than chance would: 某 / a thing" in idle
    moves, turned = differences(outcomes(208.6), 3), signs_found(outcomes(208.6), signs, 3)
    assert changed_signs(turned, "m") == ["S-04 - → +"]
    write(tmp_path, found, moves, turned, 3, 0.02)
    text = (tmp_path / "MECHANISMS.md").read_text(encoding="utf-8")
    assert "Mechanisms that move no more than chance would: –" in text and "T-INC-2016 +0.10 tolerances" in text and "S-04 - → +" in text
    assert len(pd.read_csv(tmp_path / "MECHANISMS.csv")) == 2
