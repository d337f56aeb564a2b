"""The only room with raw tables: counties, villages, figures, paths and measures of the plan, each with its source.

Public names are resolved when first used, so that importing this package loads neither pandas nor pandera.
"""

from sim.core.lazy import lazily

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
__getattr__, __dir__ = lazily(__name__, _PUBLIC)
