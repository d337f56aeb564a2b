"""The hash of the sources: every change of a file shows, line ends and caches do not."""

from pathlib import Path

import pytest

from sim.core.code_hash import code_hash

FILES = {"a.py": b"x = 1\r\n", "room/b.py": b"y = 2\n", "room/c.csv": b"k,v\n1,2\n", "d.yaml": b"k: 1\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def fresh(root: Path) -> str:
    """The hash, past the memory of the function."""
    return code_hash.__wrapped__(root)


@pytest.mark.parametrize("name", FILES)
def test_changes_with_every_file(root, name):
    before = fresh(root)
    (root / name).write_bytes(FILES[name].replace(b"1", b"3").replace(b"2", b"4"))
    assert fresh(root) != before
    (root / name).write_bytes(FILES[name])
    assert fresh(root) == before


@pytest.mark.parametrize("change", ["add", "drop", "rename", "swallow"])
def test_changes_with_the_set_of_files(root, change):
    before = fresh(root)
    if change == "add":
        (root / "new.py").write_bytes(b"")
    elif change == "drop":
        (root / "a.py").unlink()
    elif change == "rename":
        (root / "a.py").rename(root / "z.py")
    else:  # one file swallows the name and content of the next
        (root / "d.yaml").unlink()
        (root / "a.py").write_bytes(FILES["a.py"] + b"d.yaml" + FILES["d.yaml"])
    assert fresh(root) != before


@pytest.mark.lines
def test_line_ends_do_not_count(root):
    before = fresh(root)
    for name, content in FILES.items():
        plain = content.replace(b"\r\n", b"\n")
        (root / name).write_bytes(plain if name == "a.py" else plain.replace(b"\n", b"\r\n"))
    assert fresh(root) == before


def test_other_files_do_not_count(root):
    before = fresh(root)
    (root / "__pycache__").mkdir()
    (root / "__pycache__" / "a.cpython-311.pyc").write_bytes(b"1")
    (root / "notes.txt").write_bytes(b"1")
    assert fresh(root) == before


def test_the_package_has_one_of_sixteen_digits():
    assert len(code_hash()) == 16 and int(code_hash(), 16) >= 0
    assert code_hash() is code_hash()
