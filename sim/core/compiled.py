"""Compilation of the hot rules with Numba: settings, a cache that cannot serve old science, one signature a kernel.

Numba's own cache watches only the file of a kernel, not the functions it calls in other files. The cache folder is therefore
named by a hash of all sources, Python, NumPy, Numba and the processor, and set before any kernel is made.
"""

import hashlib
import os
import platform
import shutil
import sys
import time
from importlib.metadata import version

from sim.core.cache_folder import cache_folder
from sim.core.code_hash import code_hash

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")


def cache_key() -> str:
    """Name of the compilation cache: changes with any source file, interpreter, library or processor."""
    parts = [code_hash(), sys.version, version("numpy"), version("numba"), platform.machine(), platform.processor(), os.environ.get("NUMBA_CPU_NAME", "")]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


os.environ["NUMBA_CACHE_DIR"] = str(cache_folder("compiled", cache_key()))
os.utime(os.environ["NUMBA_CACHE_DIR"])  # used today

def drop_old(days: float = 30.0) -> None:
    """Remove compilations that nothing has used for `days`; what another process still holds open stays."""
    limit = time.time() - days * 86400.0
    for folder in cache_folder("compiled").iterdir():
        if folder.is_dir() and folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)


drop_old()

import numba  # noqa: E402  the folder must be set before

numba.config.CACHE_DIR = os.environ["NUMBA_CACHE_DIR"]  # type: ignore[attr-defined]  # an earlier import of Numba has read it

KERNELS: dict[str, object] = {}


def kernel(signature: str, name: str = ""):
    """Decorator: compile for exactly one explicit signature, without fastmath, releasing the GIL, cached on disk. `name` tells kernels of one function apart."""

    def wrap(function):
        compiled = numba.njit(signature, nogil=True, cache=True, fastmath=False, error_model="numpy")(function)
        KERNELS[".".join(filter(None, (function.__module__, function.__qualname__, name)))] = compiled
        return compiled

    return wrap


def scalar(signature: str):
    """Decorator for a small function that kernels call: as `kernel`, and inlined into its callers by the compiler."""

    def wrap(function):
        compiled = numba.njit(signature, nogil=True, cache=True, fastmath=False, error_model="numpy", forceinline=True)(function)
        KERNELS[f"{function.__module__}.{function.__qualname__}"] = compiled
        return compiled

    return wrap
