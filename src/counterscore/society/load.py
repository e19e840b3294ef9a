"""Loading and checking of societies."""

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
    """A society that can be simulated.

    `file`: its content. `text`: the TOML text it was read from, `digest`: its SHA-256, `path`: its file.

    >>> Society.load("china-2018").id
    'china-2018'
    """

    file: SocietyFile
    digest: str
    path: Path | None = None
    text: str = ""

    @property
    def id(self) -> str:
        """Return the id of the society."""
        return self.file.society.id

    @classmethod
    def load(cls, name_or_path: str | os.PathLike[str]) -> Society:
        """Return a society by its name in the catalogue, or by a path that ends in .toml.

        Raises a Problem with file, line, column and key if the file cannot be used.
        """
        source = Source.open(locate("societies", name_or_path))
        file = validated(source, SocietyFile)
        source.blame(complaints(file))
        return cls(file, source.digest, source.path, source.text)

    def without(self, *responses: str) -> Society:
        """Return the society with these responses to a score switched off, or all of them for `all`.

        Responses are comply, censor, game, wary, shun, choosy and the ids of tactics. Raises a Problem for any other.

        >>> Society.load("china-2018").without("comply").file.responses.comply.value
        0.0
        """
        from counterscore.society.without import without  # imports this module

        return without(self, responses)

    @classmethod
    def of(cls, file: SocietyFile) -> Society:
        """Return a society made from a record instead of a file; its digest is that of the record as JSON.

        Raises a Problem with the key if the record cannot be used.

        >>> Society.of(Society.load("china-2018").file).id
        'china-2018'
        """
        refuse(complaints(file), file)
        text = file.model_dump_json()
        return cls(file, hashlib.sha256(text.encode()).hexdigest(), text=text)
