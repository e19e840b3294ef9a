"""A society, read and checked."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from counterscore.catalogue.find import locate
from counterscore.catalogue.read import validated
from counterscore.catalogue.source import Source, refuse
from counterscore.society.faults import complaints
from counterscore.society.schema import SocietyFile


@dataclass(frozen=True)
class Society:
    """A society that can be run: its `file`, its `text` and the `digest` of it, and the `path` it was read from.

    >>> Society.load("china-2018").id
    'china-2018'
    """

    file: SocietyFile
    digest: str
    path: Path | None = None
    text: str = ""

    @property
    def id(self) -> str:
        """The name of the society."""
        return self.file.society.id

    @classmethod
    def load(cls, name_or_path: str | os.PathLike[str]) -> Society:
        """Read a society by its name in the catalogue or by a path that ends in .toml.

        Raise a Problem that names file, line, column and key if it cannot be used.
        """
        source = Source.open(locate("societies", name_or_path))
        file = validated(source, SocietyFile)
        source.blame(complaints(file))
        return cls(file, source.digest, source.path, source.text)

    def without(self, *responses: str) -> Society:
        """Return the society in which nobody responds in the ways named, `all` for none at all.

        The names: comply, censor, game, wary, shun, choosy, and the ids of its tactics. Raise a Problem for another.

        >>> Society.load("china-2018").without("comply").file.responses.comply.value
        0.0
        """
        from counterscore.society.without import without  # which needs this class

        return without(self, responses)

    @classmethod
    def of(cls, file: SocietyFile) -> Society:
        """Make a society from a record instead of a file; its digest is that of the record as JSON.

        Raise a Problem that names the key if it cannot be used.

        >>> Society.of(Society.load("china-2018").file).id
        'china-2018'
        """
        refuse(complaints(file), file)
        text = file.model_dump_json()
        return cls(file, hashlib.sha256(text.encode()).hexdigest(), text=text)
