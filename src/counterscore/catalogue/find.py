"""Find the societies, regimes and published tables that come with the package."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from counterscore.catalogue.problem import Fault, Problem, nearest

Kind = Literal["societies", "regimes", "published"]
FOLDER = Path(__file__).parent


def names(kind: Kind) -> list[str]:
    """Return the names of the shipped files of this kind, sorted."""
    return sorted(path.stem for path in (FOLDER / kind).glob("*.toml"))


def locate(kind: Kind, name_or_path: str | os.PathLike[str]) -> Path:
    """Return the path of a file, given its name in the catalogue or a path that ends in .toml.

    Raise a Problem that suggests the nearest name if there is no such file in the catalogue.

    >>> locate("regimes", "none").name
    'none.toml'
    """
    name = os.fspath(name_or_path)
    if name.endswith(".toml"):
        return Path(name)
    known = names(kind)
    if name in known:
        return FOLDER / kind / f"{name}.toml"
    what = {"societies": "society", "regimes": "regime", "published": "file of published tables"}[kind]
    allowed = ", ".join(known) + ", or a path that ends in .toml"
    message = f"there is no {what} with this name"
    raise Problem(Fault(message, value=name, allowed=allowed, nearest=nearest(name, known)))
