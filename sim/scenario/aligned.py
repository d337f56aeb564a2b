"""The layer of calibrated values that lies beneath every scenario: calibration/aligned.yaml where it is there."""

from pathlib import Path

from sim.core.errors import Fault
from sim.data import shipped
from sim.scenario.known import Known
from sim.scenario.layer import read_layer
from sim.scenario.tree import read_document
from sim.scenario.values import Value

FILE = "aligned.yaml"
BY = "calibration"  # who set a value of this layer


def read_aligned(known: Known, file: Path | None = None) -> tuple[dict[str, Value], list[Fault]]:
    """Name -> value of the layer (`file`, or the shipped one), and its faults. Nothing where there is no such file or no parameter can be named.

    Values of parameters that are not `known` are left out: what a caller does not declare it cannot set.
    """
    file = file or shipped("calibration") / FILE
    if not known.parameters or not file.is_file():
        return {}, []
    document = read_document(file, f"calibration/{file.name}")
    given = document.data.get("set")
    if isinstance(given, dict):
        document.data["set"] = {name: value for name, value in given.items() if name in known.parameters}
    return read_layer(file.stem, document, known).values, document.sorted_faults()
