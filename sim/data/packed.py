"""Finds the folders of data that are shipped beside the package: scenarios and calibration."""

from pathlib import Path

from sim.core.errors import Fault, InputError, suggestion

FOLDERS = ("scenarios", "calibration")
_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(name: str) -> Path:
    """Folder `name` (scenarios or calibration): sim/_shipped/<name> of a wheel, or <name> at the root of a checkout.

    Raises InputError for another name, and when neither place has the folder.
    """
    if name not in FOLDERS:
        raise InputError([Fault("no such shipped folder", "sim.data.shipped", name, next_step=suggestion(name, FOLDERS))])
    places = (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name)
    for place in places:
        if place.is_dir():
            return place
    looked = " and ".join(map(str, places))
    raise InputError([Fault(f"folder {name} is not there", looked, cause="incomplete installation", next_step="install the package again")])
