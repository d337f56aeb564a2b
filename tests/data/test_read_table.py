"""A table that somebody gives: a good copy is taken as it is, a broken one is refused with all its faults at once."""

from pathlib import Path

import pandas as pd
import pytest

from sim.core.errors import Fault, InputError
from sim.data import load, read_table
from sim.data.rows import NAMES, table_file


def faults(file: Path, name: str) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        read_table(file, name)
    return caught.value.faults


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_good_copy_is_taken_with_or_without_byte_order_mark(copies, name: str, encoding: str):
    file = copies.write(name, lambda rows: None, encoding)
    pd.testing.assert_frame_equal(read_table(file, name), load(name))


def test_further_columns_are_kept(copies):
    file = copies.write("paths", lambda rows: [row.append("x") for row in rows])
    assert set(read_table(file, "paths")["x"]) == {"x"}


def test_all_faults_at_once_with_their_lines(copies):
    def spoil(rows) -> None:
        rows[0][rows[0].index("rural_2020")] = "rural2020"
        copies.put(rows, 3, "residents_2020", "187,936")
        copies.put(rows, 4, "car_pct", "37.32%")
        copies.put(rows, 5, "schooling_years", "much")
        copies.put(rows, 6, "age_0_14_pct", "2168")
        copies.put(rows, 7, "unit_type", "countty")
        copies.put(rows, 9, "towns", "")
        rows.append(list(rows[4]))

    found = faults(copies.write("counties", spoil), "counties")
    seen = {(f.where.removeprefix("my_counties.csv "), f.what) for f in found}
    assert seen == {
        ("line 1", "column is missing"),
        ("line 3, column residents_2020", "not a number"),
        ("line 4, column car_pct", "not a number"),
        ("line 5, column schooling_years", "not a number"),
        ("line 14, column schooling_years", "not a number"),
        ("line 6, column age_0_14_pct", "outside 0 to 100"),
        ("line 7, column unit_type", "not one of district, county, county-level city"),
        ("line 9, column towns", "not a number"),
        ("lines 5, 14", "duplicate adcode"),
    }
    assert all(f.next_step for f in found)


def test_missing_column_names_the_nearest_present_one(copies):
    def spoil(rows) -> None:
        rows[0][rows[0].index("rural_2020")] = "rural2020"

    (fault,) = faults(copies.write("counties", spoil), "counties")
    assert fault.value == "rural_2020" and "rural2020" in fault.next_step


@pytest.mark.parametrize(("cell", "cause", "right"), [
    ("187,936", "thousands separator", "187936"), ("187 936", "thousands separator", "187936"), ("37.3%", "percent sign", "37.3"),
    ("３７．３", "full-width characters", "37.3"), ("37,3", "decimal comma", "37.3"), ("37.3人", "a unit or words", "alone"),
    ("n/a", "not known", "empty"), ("暂无", "not known", "empty"), ("nan", "not known", "empty"), ("many", "words", "12.5"),
    ("1_000", "a unit", "alone"),
])
def test_cause_of_a_cell_that_is_no_number(copies, cell: str, cause: str, right: str):
    file = copies.write("counties", lambda rows: copies.put(rows, 5, "area_km2", cell))
    (fault,) = faults(file, "counties")
    assert (fault.where, fault.value) == ("my_counties.csv line 5, column area_km2", cell)
    assert cause in fault.cause and right in fault.next_step


def test_decimals_in_a_whole_number(copies):
    (fault,) = faults(copies.write("paths", lambda rows: copies.put(rows, 2, "year", "2013.5")), "paths")
    assert fault.what == "not a whole number" and fault.value == "2013.5"


def test_duplicate_of_a_key_of_two_columns(copies):
    (fault,) = faults(copies.write("paths", lambda rows: rows.append(list(rows[3]))), "paths")
    assert fault.what == "duplicate series and year" and fault.where == "my_paths.csv lines 4, 68" and fault.value == "migrant_wage_all 2015"


def test_gbk_file_is_named_and_its_other_faults_too(copies):
    file = copies.write("counties", lambda rows: copies.put(rows, 4, "car_pct", "37.32%"), "gbk")
    first, second = faults(file, "counties")
    assert first.what == "not UTF-8 text" and "GBK" in first.cause and first.where == "my_counties.csv line 2"
    assert second.where == "my_counties.csv line 4, column car_pct"


def test_utf16_file(copies):
    (fault,) = faults(copies.write("villages", lambda rows: None, "utf-16"), "villages")
    assert "UTF-16" in fault.cause


def test_unknown_county_code_and_mangled_village_code(copies):
    def spoil(rows) -> None:
        copies.put(rows, 2, "county_code", "350499")
        copies.put(rows, 3, "code", "3.50402E+11")

    unknown, mangled = faults(copies.write("villages", spoil), "villages")
    assert unknown.what == "unknown county code" and "line 2" in unknown.where and "did you mean" in unknown.next_step
    assert "spreadsheet" in mangled.cause and "line 3" in mangled.where


def test_village_code_outside_its_county(copies):
    (fault,) = faults(copies.write("villages", lambda rows: copies.put(rows, 2, "county_code", "350403")), "villages")
    assert fault.what == "code does not begin with its county_code and town_code" and fault.where == "my_villages.csv line 2"


def test_sums_and_ranges_inside_a_row(copies):
    def spoil(rows) -> None:
        copies.put(rows, 2, "urban_2020", "1")
        copies.put(rows, 5, "rural_income_ratio_low", "0.99")

    sums, ratio = faults(copies.write("counties", spoil), "counties")
    assert "add up" in sums.what and sums.where == "my_counties.csv line 2" and sums.value == "350402"
    assert "not in order" in ratio.what and ratio.where == "my_counties.csv line 5"


def test_empty_cell_is_one_fault(copies):
    (fault,) = faults(copies.write("counties", lambda rows: copies.put(rows, 2, "urban_2020", "")), "counties")
    assert fault.what == "cell is empty" and fault.where == "my_counties.csv line 2, column urban_2020"


def test_absent_county(copies):
    (fault,) = faults(copies.write("counties", lambda rows: rows.pop(4)), "counties")
    assert fault.what == "county is missing" and fault.value == "350423 Qingliu County"


def test_status_word(copies):
    file = copies.write("figures", lambda rows: copies.put(rows, 2, "status", "recaled"))
    (fault,) = faults(file, "figures")
    assert fault.value == "recaled" and "did you mean recalled" in fault.next_step


def test_shifted_line_and_open_quote(tmp_path: Path):
    file = tmp_path / "my_paths.csv"
    lines = table_file("paths").read_text(encoding="utf-8").splitlines()
    lines[4] += ",more"
    lines[6] = '"' + lines[6]
    file.write_text("\n".join(lines), encoding="utf-8")
    shifted, quote = faults(file, "paths")
    assert shifted.what == "wrong number of cells" and shifted.where.endswith("line 5") and "8 cells for 7 columns" in shifted.value
    assert quote.where == "my_paths.csv line 7" and "quote" in quote.next_step


def test_line_numbers_count_line_breaks_inside_cells(copies):
    def spoil(rows) -> None:
        copies.put(rows, 2, "note", "first\nsecond")
        copies.put(rows, 3, "value", "many")

    (fault,) = faults(copies.write("paths", spoil), "paths")
    assert fault.where == "my_paths.csv line 4, column value"


@pytest.mark.parametrize(("mark", "shown"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators(tmp_path: Path, mark: str, shown: str):
    file = tmp_path / "my.csv"
    file.write_text(mark.join(["series", "year", "value", "unit", "status", "source", "note"]) + "\n", encoding="utf-8")
    (fault,) = faults(file, "paths")
    assert fault.value == shown


@pytest.mark.parametrize(("content", "part"), [(b"", "the file is empty"), (b"PK\x03\x04rest", "an Excel workbook")])
def test_files_that_are_no_table(tmp_path: Path, content: bytes, part: str):
    file = tmp_path / "my.csv"
    file.write_bytes(content)
    assert part in faults(file, "paths")[0].cause


def test_header_alone_and_absent_file(copies, tmp_path: Path):
    (fault,) = faults(copies.write("paths", lambda rows: rows.__delitem__(slice(1, None))), "paths")
    assert fault.what == "no data below the header"
    assert faults(tmp_path / "absent.csv", "paths")[0].what == "file cannot be read"


def test_column_that_stands_twice(copies):
    (fault,) = faults(copies.write("paths", lambda rows: [row.append(row[0]) for row in rows]), "paths")
    assert fault.what == "column stands twice" and fault.value == "series"
