"""The only room with raw tables: counties, villages, figures, paths and measures of the plan, each with its source.

Public names are resolved when first used, so that importing this package loads neither pandas nor pandera.
"""

from importlib import import_module

_PUBLIC = {
    "load": "tables",
    "read_table": "tables",
    "figure": "figures",
    "figure_list": "figures",
    "path": "paths",
    "shipped": "packed",
    "source": "sources",
    "citation": "sources",
    "resolves": "sources",
    "county_list": "counties",
    "village_frame": "villages",
}
__all__ = sorted(_PUBLIC)


def __getattr__(name: str):
    if name not in _PUBLIC:
        raise AttributeError(f"module 'sim.data' has no attribute {name!r}")
    return getattr(import_module(f"sim.data.{_PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
