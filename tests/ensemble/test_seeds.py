"""A comparison gives the same bits in one process and in two workers."""

from sim import compare


def bits(frame) -> dict[str, bytes | list]:
    """Numbers by their bits, names as they are."""
    return {name: column.to_numpy().tobytes() if column.dtype.kind in "if" else column.tolist() for name, column in frame.items()}


def test_one_process_and_two_workers_agree_bit_by_bit():
    heard = []
    here, there = (
        compare(["no_pilots"], seeds=2, sample=0.005, end=2019, workers=workers, progress=lambda *step: heard.append(step[:2])) for workers in (1, 2)
    )
    assert {name: bits(frame) for name, frame in here.tables.items()} == {name: bits(frame) for name, frame in there.tables.items()}
    assert set(here.annual["seed"]) == {1, 2} and heard == [(1, 2), (2, 2)] * 2
