"""A regime, read from a file and checked by itself; `faults.check` compares it with a society."""

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
    """The rules to simulate: the `file`, its `text` with the SHA-256 `digest`, and its `path` if it was read from one.

    >>> Regime.load("none").id
    'none'
    """

    file: RegimeFile
    digest: str
    path: Path | None = None
    text: str = ""

    @property
    def id(self) -> str:
        """Return the id of the regime."""
        return self.file.regime.id

    @classmethod
    def load(cls, name_or_path: str | os.PathLike[str]) -> Regime:
        """Return the regime of this name in the catalogue, or at this path, which ends in .toml.

        Raise a Problem that names file, line, column and key if the file cannot be used.
        """
        source = Source.open(locate("regimes", name_or_path))
        file = validated(source, RegimeFile)
        source.blame(complaints(file))
        return cls(file, source.digest, source.path, source.text)

    @classmethod
    def of(cls, file: RegimeFile) -> Regime:
        """Return a regime made from a record instead of a file; its digest is that of the record as JSON.

        Raise a Problem that names the key if the record cannot be used.

        >>> Regime.of(Regime.load("none").file).id
        'none'
        """
        refuse(complaints(file), file)
        text = file.model_dump_json()
        return cls(file, hashlib.sha256(text.encode()).hexdigest(), text=text)

    def in_phase(self, name: str) -> Regime:
        """Return the regime with this phase alone, in force from month 0.

        Raise a Problem if it has no such phase.

        >>> [phase.from_month for phase in Regime.load("citizen-score").in_phase("mandatory").file.phases]
        [0]
        """
        names = [phase.id for phase in self.file.phases]
        if name not in names:
            close = nearest(name, names)
            raise Problem(
                Fault("this regime has no such phase", key="phase", value=name, allowed=", ".join(names), nearest=close)
            )
        return Regime.of(alone(self.file, self.file.phases[names.index(name)]))
