"""One hash of all source files of the package: it names caches, records and committed results."""

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@cache
def code_hash(root: Path = ROOT, patterns: tuple[str, ...] = ("*.py", "*.csv", "*.yaml")) -> str:
    """First 16 hex digits of the SHA-256 over path and content (line ends normalised) of every source and table under `root`."""
    digest = hashlib.sha256()
    files = {path.relative_to(root).as_posix(): path for pattern in patterns for path in root.rglob(pattern)}
    for name, path in sorted(files.items()):  # by text: the order of paths differs between systems
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]
