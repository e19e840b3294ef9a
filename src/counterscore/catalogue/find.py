"""The societies and regimes that come with the laboratory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from counterscore.catalogue.problem import Fault, Problem, nearest

Kind = Literal["societies", "regimes"]
FOLDER = Path(__file__).parent


def names(kind: Kind) -> list[str]:
    """List the names of the shipped files of this kind."""
    return sorted(path.stem for path in (FOLDER / kind).glob("*.toml"))


def locate(kind: Kind, name_or_path: str | os.PathLike[str]) -> Path:
    """Find a file by the name it has in the catalogue, or by a path that ends in .toml.

    Raise a Problem with the nearest name if there is none.

    >>> locate("regimes", "none").name
    'none.toml'
    """
    name = os.fspath(name_or_path)
    if name.endswith(".toml"):
        return Path(name)
    known = names(kind)
    if name in known:
        return FOLDER / kind / f"{name}.toml"
    what = {"societies": "society", "regimes": "regime"}[kind]
    allowed = ", ".join(known) + ", or a path that ends in .toml"
    raise Problem(Fault(f"there is no {what} of this name", value=name, allowed=allowed, nearest=nearest(name, known)))
