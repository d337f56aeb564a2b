"""Where caches live: a folder of the user, or SANMING_CACHE."""

import os
from pathlib import Path


def cache_folder(*parts: str) -> Path:
    """The cache folder (made if missing) with sub-folders `parts`."""
    from platformdirs import user_cache_dir

    base = Path(os.environ.get("SANMING_CACHE") or user_cache_dir("sanming", appauthor=False))
    folder = base.joinpath(*parts)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
