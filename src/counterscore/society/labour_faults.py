"""Checks of a labour market: whom it can serve, and numbers under which it has no equilibrium."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.decisions import Decision
from counterscore.society.labour import Matching
from counterscore.society.schema import SocietyFile

LONGEST = 240


def labour_complaints(society: SocietyFile) -> Iterator[Complaint]:
    """Yield everything that is wrong with the labour markets of a society."""
    markets = [(place, decision) for place, decision in enumerate(society.decisions) if decision.matching]
    for place, _ in markets[1:]:
        path = ("decisions", place, "matching")
        yield Complaint(path, "a society has one labour market", "one decision with `matching`", on_key=True)
    for place, decision in markets:
        path = ("decisions", place)
        yield from _applicants(path, decision)
        if decision.matching:
            yield from _numbers((*path, "matching"), decision.matching)
            if decision.matching.posts and society.firms is None:
                message = "`posts` says what the market does to firms, and the society has none"
                yield Complaint((*path, "matching", "posts"), message, "`[firms]`, or no `posts`", on_key=True)


def _applicants(path: Where, decision: Decision) -> Iterator[Complaint]:
    if decision.places or decision.pairing:
        message = "`matching` decides how many are approved, so there are no `places` and no `pairing`"
        yield Complaint((*path, "matching"), message, "`matching` alone", on_key=True)
    if "jobless" not in decision.needs:
        message = "a labour market is for people without work"
        yield Complaint((*path, "needs"), message, "`jobless` and others")
    if not any(effect.changes == "employed" and effect.to == 1 for effect in decision.granted):
        message = "an approval by a labour market must give work"
        yield Complaint(path, message, '`granted` with { changes = "employed", to = 1 }')


def _numbers(path: Where, matching: Matching) -> Iterator[Complaint]:
    for name in ("efficiency", "cost", "value", "adjusts"):
        if getattr(matching, name).value <= 0:
            yield Complaint((*path, name, "value"), "the market would stand still", "above 0")
    if matching.form == "cobb-douglas" and not 0 < matching.elasticity.value < 1:
        yield Complaint((*path, "elasticity", "value"), "not a possible elasticity", "above 0 and below 1")
    yield from _months((*path, "memory"), matching.memory, 1)
    if matching.inexperience:
        yield from _months((*path, "inexperience", "months"), matching.inexperience.months, 0)
    if matching.posts:
        yield from _months((*path, "posts", "lasts"), matching.posts.lasts, 1)


def _months(path: Where, months: Figure, least: int) -> Iterator[Complaint]:
    if not least <= months.value <= LONGEST:
        yield Complaint((*path, "value"), "not a possible number of months", f"{least} to {LONGEST}")
