"""Months as one running number: year * 12 + (month - 1)."""


def month_index(year: int, month: int = 1) -> int:
    """Running number of a month; month is 1 to 12."""
    if not 1 <= month <= 12:
        raise ValueError(f"month {month} is not between 1 and 12")
    return year * 12 + month - 1


def parse_month(text: str) -> int:
    """Running number of a month written as '2019-01'. Raises ValueError for anything else."""
    year, dash, month = str(text).partition("-")
    if not (dash and (year + month).isascii() and year.isdigit() and month.isdigit() and len(year) == 4 and len(month) == 2):
        raise ValueError(f"{text!r} is not a month such as 2019-01")
    return month_index(int(year), int(month))


def month_text(index: int) -> str:
    """'2019-01' of a running number."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
