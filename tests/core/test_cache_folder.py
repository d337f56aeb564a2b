"""Where caches live."""

from pathlib import Path

from sim.core.cache_folder import cache_folder


def test_the_variable_names_the_place(tmp_path, monkeypatch):
    monkeypatch.setenv("SANMING_CACHE", str(tmp_path / "here"))
    made = cache_folder("compiled", "abc")
    assert made == tmp_path / "here" / "compiled" / "abc" and made.is_dir()
    assert cache_folder("compiled", "abc") == made


def test_otherwise_a_folder_of_the_user(tmp_path, monkeypatch):
    monkeypatch.delenv("SANMING_CACHE", raising=False)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name, appauthor: str(tmp_path / name))
    assert cache_folder() == Path(tmp_path / "sanming")
