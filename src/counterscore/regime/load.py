"""A regime, read and checked by itself; `faults.check` holds it against a society."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from counterscore.catalogue.find import locate
from counterscore.catalogue.problem import Fault, Problem, nearest
from counterscore.catalogue.read import validated
from counterscore.catalogue.source import Source, refuse
from counterscore.regime.faults import complaints
from counterscore.regime.phases import alone
from counterscore.regime.schema import RegimeFile


@dataclass(frozen=True)
class Regime:
    """The rules to run: the `file`, its `text` and the `digest` of it, and the `path` it was read from, if any.

    >>> Regime.load("none").id
    'none'
    """

    file: RegimeFile
    digest: str
    path: Path | None = None
    text: str = ""

    @property
    def id(self) -> str:
        """The name of the regime."""
        return self.file.regime.id

    @classmethod
    def load(cls, name_or_path: str | os.PathLike[str]) -> Regime:
        """Read a regime by its name in the catalogue or by a path that ends in .toml.

        Raise a Problem that names file, line, column and key if it cannot be used.
        """
        source = Source.open(locate("regimes", name_or_path))
        file = validated(source, RegimeFile)
        source.blame(complaints(file))
        return cls(file, source.digest, source.path, source.text)

    @classmethod
    def of(cls, file: RegimeFile) -> Regime:
        """Make a regime from a record instead of a file; its digest is that of the record as JSON.

        Raise a Problem that names the key if it cannot be used.

        >>> Regime.of(Regime.load("none").file).id
        'none'
        """
        refuse(complaints(file), file)
        text = file.model_dump_json()
        return cls(file, hashlib.sha256(text.encode()).hexdigest(), text=text)

    def in_phase(self, name: str) -> Regime:
        """Return the regime as it would be with this phase alone, from month 0 on.

        Raise a Problem if it has no such phase.

        >>> [phase.from_month for phase in Regime.load("citizen-score").in_phase("mandatory").file.phases]
        [0]
        """
        names = [phase.id for phase in self.file.phases]
        if name not in names:
            close = nearest(name, names)
            raise Problem(Fault("no such phase", key="phase", value=name, allowed=", ".join(names), nearest=close))
        return Regime.of(alone(self.file, self.file.phases[names.index(name)]))
