"""Find what a name or a file on the command line refers to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterscore.catalogue.find import Kind
    from counterscore.regime.load import Regime
    from counterscore.society.load import Society


def kind_of(name_or_path: str) -> tuple[Kind, Path]:
    """Return whether a catalogue name or a file is a society or a regime, and its path; raise a Problem if neither."""
    from counterscore.catalogue.find import locate, names
    from counterscore.catalogue.problem import Fault, Problem, nearest
    from counterscore.catalogue.source import Source

    if not name_or_path.endswith(".toml"):
        known = [*names("societies"), *names("regimes")]
        if name_or_path not in known:
            allowed = ", ".join(known) + ", or a path that ends in .toml"
            close = nearest(name_or_path, known)
            raise Problem(Fault("there is no society or regime with this name", "", name_or_path, allowed, close))
        kind: Kind = "societies" if name_or_path in names("societies") else "regimes"
        return kind, locate(kind, name_or_path)
    path = Path(name_or_path)
    data = Source.open(path).data
    if ("society" in data) == ("regime" in data):
        message = "neither a society nor a regime" if "society" not in data else "both a society and a regime"
        raise Problem(Fault(message, file=str(path), line=1, column=1, allowed="a table [society] or a table [regime]"))
    return ("societies" if "society" in data else "regimes"), path


def society_for(regime: Regime, given: str | None) -> Society:
    """Load the society `given`, or else the one that the regime was written for.

    The latter is searched for in the catalogue, then in the folder of the regime's file.
    """
    from counterscore.catalogue.find import names
    from counterscore.society.load import Society

    name = given or regime.file.regime.society
    if given is None and regime.path and name not in names("societies"):
        beside = regime.path.with_name(f"{name}.toml")
        if beside.exists():
            return Society.load(beside)
    return Society.load(name)
