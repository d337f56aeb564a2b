"""The table of mechanisms: settings that the model knows, paired differences by hand, and a page that names what moves nothing."""

import pandas as pd
import pytest

from sim.calibration.ablation import STANDARD, differences, p_value, sign_of, signs_found, tasks
from sim.calibration.ablation_report import changed_signs, is_idle, page, write
from sim.calibration.mechanisms import Mechanism, mechanisms, sign_runs
from sim.calibration.outcomes import HEADLINES, changes, label, swings
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


def test_p_values_are_those_of_the_t_distribution() -> None:
    # 4.303 standard errors with two degrees of freedom, 2.093 with nineteen: one in twenty
    assert p_value(4.303, 1.0, 3) == pytest.approx(0.05, abs=1e-4) and p_value(-2.093, 1.0, 20) == pytest.approx(0.05, abs=1e-4)
    assert p_value(0.0, 0.0, 3) == 1.0 and p_value(1.0, 0.0, 3) == 0.0
    assert [sign_of(v) for v in ([1.0, 1.1], [-1.0, -1.1], [1.0, -1.0], [0.0, 0.0])] == ["+", "-", "0", "0"]


def test_a_mechanism_is_idle_unless_an_outcome_passes_the_bound_for_all_that_differ() -> None:
    own = pd.DataFrame({"difference": [1.0, 1.0, 0.0, 0.0], "p": [0.02, 0.9, 1.0, 1.0]})
    assert not is_idle(own)  # two outcomes differ: 0.04 is below one in twenty
    assert is_idle(pd.concat([own, own.assign(p=0.5)]))  # four differ: 0.08


def households_of(income: dict[tuple[int, int], tuple[float, float]]) -> pd.DataFrame:
    """A panel of households 1 and 2 in one village and county by (household, year): welfare a head and business income of the household; one person each."""
    rows = [{"household": h, "year": y, "welfare": w, "income_business": b} for (h, y), (w, b) in income.items()]
    return pd.DataFrame(rows).assign(size=1, weight=1.0, village="v", county="c")


def test_swings_by_hand() -> None:
    panel = households_of({(1, 2019): (1000.0, 800.0), (1, 2020): (2000.0, 1600.0), (2, 2019): (4000.0, 1200.0), (2, 2020): (2000.0, 400.0)})
    found = swings(panel)
    # logs of 2 and of 1/2 around their mean 0: spread log 2; one of two falls by more than 30 %; the village earns 2,000 in both years
    assert found["swing income household"] == pytest.approx(0.693147, abs=1e-6) and found["falls over 30 % household"] == 0.5
    assert found["swing business village"] == found["swing business county"] == 0.0
    # a household that comes in 2020 has no change; incomes below 500 yuan count as 500
    late = households_of({(1, 2019): (100.0, 0.0), (1, 2020): (1000.0, 0.0), (2, 2020): (9.0, 0.0)})
    assert swings(late)["swing income household"] == 0.0 and len(changes(late.assign(persons=1.0), "household", late["welfare"])) == 1


def test_the_page_names_what_moves_and_what_moves_nothing(tmp_path) -> None:
    found, signs = [Mechanism("m", "a thing", "某", {"labour.peers": 0.0})], sign_runs()
    idle = page(found, differences(outcomes(0.0, sign=-1.0), 3), signs_found(outcomes(0.0, sign=-1.0), signs, 3), 3, 0.02)
    assert "Mechanisms that move nothing beyond chance: 某 / a thing" in idle
    moves, turned = differences(outcomes(208.6), 3), signs_found(outcomes(208.6), signs, 3)
    assert changed_signs(turned, "m") == ["S-04 - → +"]
    write(tmp_path, found, moves, turned, 3, 0.02)
    text = (tmp_path / "MECHANISMS.md").read_text(encoding="utf-8")
    assert "Mechanisms that move nothing beyond chance: –" in text and "T-INC-2016 +0.10 tolerances" in text and "S-04 - → +" in text
    assert len(pd.read_csv(tmp_path / "MECHANISMS.csv")) == 2


def test_without_signs_the_page_has_the_table_alone(tmp_path) -> None:
    moves, none = differences(outcomes(208.6), 3), signs_found(outcomes(208.6), (), 3)
    write(tmp_path, [Mechanism("m", "a thing", "某", {"labour.peers": 0.0})], moves, none, 3, 0.02, "MECHANISMS_larger")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["MECHANISMS_larger.csv", "MECHANISMS_larger.md"]
    assert "a thing" in (tmp_path / "MECHANISMS_larger.md").read_text(encoding="utf-8")
