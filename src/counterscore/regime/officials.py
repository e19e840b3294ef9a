"""Officials who do not follow the rules: they decide some cases at will, or take bribes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, get_args

from counterscore.catalogue.figure import Amount, Record, Share
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint

if TYPE_CHECKING:
    from counterscore.regime.schema import DataSource, RegimeFile

Whim = Literal["lottery", "income", "collateral", "history", "seniority"]
WHIMS: tuple[Whim, ...] = get_args(Whim)


class Discretion(Record):
    """The `share` of cases in which an official decides at will, instead of by the gate's rule.

    With `by` = "lottery" the official approves with probability `approves`. With an input of the incumbent's index,
    from 0 to 255, the probability is `approves` for the input 128, in proportion to it, and at most 1.
    """

    share: Share
    by: Whim = "lottery"
    approves: Share


class Bribe(Record):
    """What a bribe costs and who takes it. At a gate it buys that a request passes which would be refused; from a data
    source, that an act which costs points is not recorded.

    `price`: months of income. A person can pay if the price is at most the share `most` of the person's wealth. Of
    those who can, the share `offers` offer it; of officials, the share `accepts` take it.
    """

    price: Amount
    most: Share
    offers: Share
    accepts: Share

    @property
    def struck(self) -> float:
        """Return the probability that a person who can pay and an official agree."""
        return self.offers.value * self.accepts.value


def official_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Yield the faults of discretion and bribes, at gates and at data sources."""
    for place, gate in enumerate(file.gates):
        for key in ("discretion", "bribe"):
            if gate.operator is not None and getattr(gate, key) is not None:
                yield Complaint(("gates", place, key), f"a perk refuses nobody, so it cannot have `{key}`", on_key=True)
        if gate.bribe:
            yield from _price(("gates", place, "bribe"), gate.bribe)
    for place, source in enumerate(file.partners):
        if source.bribe:
            here = ("partners", place, "bribe")
            yield from _price(here, source.bribe)
            if not sees_punished(source, file):
                message = "there is nothing to be paid for: no activity that this partner sees costs points"
                yield Complaint(here, message, "an activity that costs points", on_key=True)


def sees_punished(source: DataSource, file: RegimeFile) -> bool:
    """Return whether a partner sees any act that costs points with some operator."""
    ratings = [*file.ratings, *(rating for operator in file.operators for rating in operator.ratings)]
    return any(rating.points.value < 0 and rating.activity in source.sees for rating in ratings)


def _price(here: Where, bribe: Bribe) -> Iterator[Complaint]:
    if bribe.price.value <= 0:
        yield Complaint((*here, "price", "value"), "a bribe has a price", "more than 0 months of income")
