"""Safeguards: changes of a regime that might spare people harm, as the files of the catalogue declare them."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from counterscore.catalogue.figure import Amount, Identifier, Record, Share
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.read import read
from counterscore.regime.schema import Right

PLACE = FOLDER / "safeguards"


class About(Record):
    """What the safeguard is, and where it is asked for."""

    id: Identifier
    title: str
    summary: str
    sources: list[str] = Field(default_factory=list[str])


class Grants(Record):
    """Rights that are granted on these terms where the regime withholds them or grants them on worse ones."""

    notice: Right | None = None
    reasons: Right | None = None
    correction: Right | None = None
    appeal: Right | None = None
    repair: Right | None = None
    expiry: Right | None = None


class Safeguard(Record):
    """One safeguard: any of the changes below, made together.

    - `drops`: clauses left out, by the beginning of their id, such as `rank` or `ratings.protected`.
    - `half_life`: points fade at least so fast, in months.
    - `grants`: rights on these terms.
    - `leaving`: every phase is voluntary, and to leave an operator costs so many months of income at most. It changes
      regimes with operators, whom one can join and leave.
    - `blind`: such a part of each partner's looking is by lot: the coverage in town and in the country is drawn so far
      towards the mean of both, and attention leans so much less to earlier finds. 1: everybody is looked at alike.
    - `apart`: the number serves one context: points and gates that have nothing to do with one another go. Which
      domains of life bear on a decision is declared in `catalogue/measures/judgement.toml`.
    """

    safeguard: About
    drops: list[str] = Field(default_factory=list[str], max_length=8)
    half_life: Amount | None = None
    grants: Grants = Field(default_factory=Grants)
    apart: bool = False
    leaving: Amount | None = None
    blind: Share | None = None

    @property
    def id(self) -> str:
        """The name of the safeguard."""
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
    offers = [(name, getattr(each.grants, name)) for each in safeguards() for name in Grants.model_fields]
    return {name: right for name, right in offers if right}
