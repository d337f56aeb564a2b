"""What is saved is what is loaded: equal tables, their declared columns and types, CSV beside."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from sim import Results, run
from sim.core.errors import InputError

VARIANTS = "structure growth ridge money cadre"
COLUMNS = {
    "annual": f"scenario seed draw {VARIANTS} year area universe group line measure unit_of_count value unit",
    "ledger": "scenario seed year month payer payee purpose lever county amount_fen amount_yuan",
    "contrasts": f"scenario baseline {VARIANTS} area universe group line measure year difference se se_life se_sample se_population se_param "
    "spread_structure low high covers policy_date seeds draws",
}
NUMBERS = {"seed", "draw", "year", "value"}


def test_tables_come_back_equal(tmp_path):
    results = run("current_policy", sample=0.003, start=2019, end=2019, set={"public_jobs.wage": 800})
    loaded = Results.load(results.save(tmp_path / "out"))
    assert loaded.record == results.record and set(loaded.tables) == {"annual", "ledger"}
    for name, frame in results.tables.items():
        assert_frame_equal(loaded.tables[name], frame, check_exact=True)


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_those_declared(compared, table):
    assert list(getattr(Results.load(compared), table).columns) == COLUMNS[table].split()


def test_types(compared, ran):
    for folder in (compared, ran):
        results = Results.load(folder)
        names = [name for name in results.annual.columns if name not in NUMBERS]
        assert [name for name in names if not isinstance(results.annual[name].dtype, pd.CategoricalDtype)] == []
        assert str(results.annual["value"].dtype) == "float64" and str(results.ledger["amount_fen"].dtype) == "int64"


def test_csv_beside_says_the_same(compared):
    for name, frame in Results.load(compared).tables.items():
        read = pd.read_csv(compared / f"{name}.csv", dtype=str, keep_default_na=False)
        assert list(read.columns) == list(frame.columns)
        for column, values in frame.items():
            number = values.dtype.kind in "if"
            assert (to_numbers(read[column]) if number else read[column].tolist()) == (to_numbers(values) if number else values.tolist())


def to_numbers(values: pd.Series) -> list[str]:
    """The shortest text of each number; an empty cell is no number."""
    return [repr(float(value)) if value != "" else "nan" for value in values]


def test_all_files_are_there(compared, ran):
    assert {file.name for file in ran.iterdir()} == {"annual.parquet", "ledger.parquet", "record.json"}
    found = {file.name for file in compared.iterdir()}
    assert found >= {"annual.parquet", "ledger.parquet", "contrasts.parquet", "record.json", "brief.html", "figures"}


@pytest.mark.parametrize("harm", [lambda file: file.write_bytes(file.read_bytes()[:-100]), lambda file: file.write_bytes(b"")], ids=["cut", "empty"])
def test_a_damaged_table_is_refused(small, tmp_path, harm):
    out = small(1).save(tmp_path / "out")
    harm(out / "annual.parquet")
    with pytest.raises(InputError, match="annual.parquet: not readable as Parquet"):
        Results.load(out)


def test_a_damaged_record_is_refused(small, tmp_path):
    out = small(1).save(tmp_path / "out")
    (out / "record.json").write_text('{"number": ', encoding="utf-8")
    with pytest.raises(InputError, match="record.json: not readable as JSON"):
        Results.load(out)
