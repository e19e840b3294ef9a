"""Safeguards: changes to a regime that may protect people, as the files of the catalogue declare them."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from counterscore.catalogue.figure import Amount, Identifier, Record, Share
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.read import read
from counterscore.regime.schema import Right

PLACE = FOLDER / "safeguards"


class SafeguardHeader(Record):
    """What the safeguard is, and who demands it."""

    id: Identifier
    title: str
    summary: str
    sources: list[str] = Field(default_factory=list[str])


class GrantedRights(Record):
    """Rights granted on these terms, if the regime withholds them or grants them on worse terms."""

    notice: Right | None = None
    reasons: Right | None = None
    correction: Right | None = None
    appeal: Right | None = None
    repair: Right | None = None
    expiry: Right | None = None


class Safeguard(Record):
    """A safeguard: any of these changes, made together.

    - `drops`: the clauses removed, by the beginning of their ids, such as `rank` or `ratings.protected`.
    - `half_life`: the longest half-life of points, in months.
    - `grants`: the rights granted, with their terms.
    - `leaving`: participation is voluntary in every phase, and leaving an operator costs at most so many months of
      income. This changes only regimes with operators, because nobody can join or leave others.
    - `blind`: the share of each partner's surveillance that is made random. Coverage in town and country moves so far
      towards their mean, and attention follows past detections so much less. With 1, everybody is watched equally.
    - `apart`: the score serves one context. Points and gates of unrelated contexts are removed. The file
      `catalogue/measures/judgement.toml` declares which domains of life are relevant to a decision.
    """

    safeguard: SafeguardHeader
    drops: list[str] = Field(default_factory=list[str], max_length=8)
    half_life: Amount | None = None
    grants: GrantedRights = Field(default_factory=GrantedRights)
    apart: bool = False
    leaving: Amount | None = None
    blind: Share | None = None

    @property
    def id(self) -> str:
        """Return the id of the safeguard."""
        return self.safeguard.id


@cache
def safeguards() -> tuple[Safeguard, ...]:
    """Return all safeguards of the catalogue, in the order of their names.

    >>> "private-rank" in [each.id for each in safeguards()]
    True
    """
    return tuple(read(path, Safeguard) for path in sorted(PLACE.glob("*.toml")))


@cache
def rights_on_offer() -> dict[str, Right]:
    """Return the terms on which the catalogue grants each right that it can grant.

    >>> sorted(rights_on_offer())
    ['appeal', 'correction', 'expiry', 'notice', 'reasons', 'repair']
    """
    offers = [(name, getattr(each.grants, name)) for each in safeguards() for name in GrantedRights.model_fields]
    return {name: right for name, right in offers if right}
