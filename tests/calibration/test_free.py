"""The list of free constants: none of them is a policy's, none decides how people respond, and there are fewer than half as many as targets."""

import pytest

from sim.calibration.free import Free, free_constants, free_faults, informing, knobs, moments
from sim.calibration.targets import holdouts, targets
from sim.core.parameters import Prior
from sim.model import parameters

DECLARED = {p.name: p for p in parameters()}


def told(name: str, low: float = 0.1, high: float = 0.2, aims: tuple[str, ...] = ()) -> list[str]:
    return [fault.what for fault in free_faults((Free(name, low, high, "why", aims),), DECLARED)]


def test_the_shipped_list_has_no_fault_and_says_why() -> None:
    found = free_constants(DECLARED.values())
    assert len(found) > 5 and all(f.why and f.targets for f in found) and 2 * len(found) < len(targets())
    assert len({f.parameter for f in found}) == len(found)


def test_the_shipped_list_starts_inside_its_ranges() -> None:
    for knob in knobs(free_constants(DECLARED.values()), DECLARED, {n: p.value for n, p in DECLARED.items()}):
        assert knob.low <= knob.start <= knob.high and knob.sd > 0, knob.name


@pytest.mark.parametrize("name", ["public_jobs.wage", "safety_net.quota", "recognition.line_share"])
def test_nothing_of_a_policy_can_be_free(name: str) -> None:
    same = [n for n in DECLARED if n.partition(".")[0] == name.partition(".")[0]]
    assert same and all("belongs to a policy" in told(n) for n in same)


@pytest.mark.parametrize("name", ["labour.weight", "labour.moving_cost", "labour.peers", "shocks.persistence"])
def test_what_decides_responses_keeps_its_prior(name: str) -> None:
    assert "keeps its sourced prior" in told(name)


def test_unknown_names_ranges_and_targets_are_told() -> None:
    assert told("labour.constant_frm") == ["not declared by the model"]
    assert told("labour.constant_farm", 2.0, 1.0) == ["range outside the bounds"]
    assert told("labour.constant_farm", -50.0, 1.0) == ["range outside the bounds"]
    assert told("labour.constant_farm", aims=("T-NONE", holdouts()[0].id)) == ["no such target"] * 2
    assert informing("T-OUT-8") == ("T-OUT-8",) and len(informing("T-INC-*")) == 3


def test_too_many_are_told() -> None:
    many = tuple(Free("labour.constant_farm", 0.0, 1.0, "why", ()) for _ in range(len(targets()) // 2 + 1))
    assert [f.what for f in free_faults(many, DECLARED)] == ["too many free constants"]


def test_moments_of_priors() -> None:
    assert moments(Prior("uniform", 0.0, 12.0), 3.0, 1.0) == pytest.approx((6.0, 12.0**0.5))
    assert moments(Prior("normal", 2.0, 0.5), 3.0, 1.0) == (2.0, 0.5)
    assert moments(Prior("beta", 2.0, 2.0), 0.3, 1.0) == pytest.approx((0.5, 0.05**0.5))
    assert moments(Prior("fixed"), 3.0, 1.0) == (3.0, 1.0)
