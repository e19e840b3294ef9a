"""The judgement that measures of the law's evidence need, as its file declares it."""

from __future__ import annotations

from functools import cache

from counterscore.catalogue.figure import Amount, Identifier, Record
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.read import read


class Relevance(Record):
    """The domains of life that bear on a decision."""

    decision: Identifier
    domains: list[Identifier]
    assumption: str


class Gravity(Record):
    """How grave an act is, 0 to 5, by how the law stands to it."""

    protected: Amount
    lawful: Amount
    unlawful: Amount


class Essential(Record):
    """The decisions without which one can hardly live."""

    decisions: list[Identifier]
    assumption: str


class Watching(Record):
    """What watching costs: yuan a `record`."""

    record: Amount


class Judgement(Record):
    """Relevance, gravity, severity (0 to 5, by decision), and what is essential."""

    relevance: list[Relevance]
    gravity: Gravity
    severity: dict[Identifier, Amount]
    essential: Essential
    watching: Watching

    def domains(self) -> dict[str, list[str]]:
        """Return, for each decision that is named, the domains that bear on it."""
        return {each.decision: each.domains for each in self.relevance}


@cache
def judgement() -> Judgement:
    """Return the declared judgement."""
    return read(FOLDER / "measures" / "judgement.toml", Judgement)
