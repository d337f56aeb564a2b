"""What the machine and the process say of themselves: processor, versions, code, peak memory."""

from __future__ import annotations

import platform
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

from sim.core.code_hash import code_hash

PACKAGES = ("numpy", "numba", "scipy", "pandas", "mesa")


def description() -> dict[str, object]:
    """Date, code hash, Python, packages and processor of this run."""
    return {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "code_hash": code_hash(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "cpu": _field(Path("/proc/cpuinfo"), "model name") or platform.processor(),
    }


def peak_mib() -> float | None:
    """Peak resident memory of this process in MiB, None where the system does not tell.

    Linux is asked for VmHWM: its `ru_maxrss` also counts the parent that spawned the process.
    """
    if high := _field(Path("/proc/self/status"), "VmHWM"):
        return int(high.split()[0]) / 1024
    try:
        import resource
    except ImportError:
        return None
    unit = 2**20 if platform.system() == "Darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _field(path: Path, name: str) -> str | None:
    if not path.exists():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), None)
