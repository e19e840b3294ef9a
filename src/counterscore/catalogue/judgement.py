"""The value judgements that the legal evidence needs, as `measures/judgement.toml` declares them."""

from __future__ import annotations

from functools import cache

from counterscore.catalogue.figure import Amount, Identifier, Record, Share
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.read import read


class RelatedDomains(Record):
    """The domains of life that are related to a decision."""

    decision: Identifier
    domains: list[Identifier]
    assumption: str


class Gravity(Record):
    """How grave an act is, from 0 to 5, by its legal status."""

    protected: Amount
    lawful: Amount
    unlawful: Amount


class Essential(Record):
    """The decisions on what people can hardly live without."""

    decisions: list[Identifier]
    assumption: str


class Watching(Record):
    """The cost of surveillance, in yuan per `record`."""

    record: Amount


class TagLimit(Record):
    """`share`: from this share on, an effect that goes with a figure is said to come from that figure."""

    share: Share


class Generations(Record):
    """From which `age` in years the income of a grown child is compared with that of the parent."""

    age: Amount


class Telling(Record):
    """The `width` up to which the 95 % interval of a share of people says enough, 0 to 1."""

    width: Amount


class Judgement(Record):
    """All judgements: relevance, gravity, severity, what is essential, costs, ages, stakes, tags, width of intervals.

    `severity` by decision and `stakes` by measure are from 0 to 5.
    """

    relevance: list[RelatedDomains]
    gravity: Gravity
    severity: dict[Identifier, Amount]
    essential: Essential
    generations: Generations
    watching: Watching
    stakes: dict[Identifier, Amount]
    tags: TagLimit
    losers: Telling

    def domains(self) -> dict[str, list[str]]:
        """Return the related domains of each decision that the file lists."""
        return {each.decision: each.domains for each in self.relevance}


@cache
def judgement() -> Judgement:
    """Return the declared judgements; the file is read once."""
    return read(FOLDER / "measures" / "judgement.toml", Judgement)
