"""How requests were answered, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counterscore.report.text.numbers import listing
from counterscore.society.decisions import Decision

GRANTED, NO_PLACE = "granted", "no place left"
# By the words of the ledger.
REFUSALS: Mapping[str, str] = {
    "refused by the gate": "refused because of the score",
    "refused by a list": "refused for being on a list",
    "refused for a relative": "refused because a relative is on a list",
}


def lack(decision: Decision) -> str:
    """Say why a request is refused that no gate refuses: by what clears the decision.

    >>> from counterscore import Society
    >>> for decision in Society.load("china-2018").file.decisions[1:4]:
    ...     print(decision.id, lack(decision))
    lease for lack of places
    consumer-loan by the lender
    job for lack of a post
    """
    if decision.credit:
        return "by the lender"
    return "for lack of a post" if decision.matching else "for lack of places"


def lacks(decisions: Iterable[Decision]) -> str:
    """Say why requests for several things are refused that no gate refuses.

    >>> from counterscore import Society
    >>> lacks(Society.load("china-2018").file.decisions)
    'for lack of places or posts and by lenders'
    """
    of = {lack(decision) for decision in decisions}
    scarce = [word for key, word in (("for lack of places", "places"), ("for lack of a post", "posts")) if key in of]
    reasons = [f"for lack of {' or '.join(scarce)}"] * bool(scarce) + ["by lenders"] * ("by the lender" in of)
    return listing(reasons)


def answer(reason: str, decision: Decision) -> str:
    """Return an answer of the ledger in words.

    >>> from counterscore import Society
    >>> lease = Society.load("china-2018").file.decisions[1]
    >>> answer("granted", lease), answer("no place left", lease)
    ('approved', 'refused for lack of places')
    """
    if reason == NO_PLACE:
        return f"refused {lack(decision)}"
    return "approved" if reason == GRANTED else REFUSALS.get(reason, reason)
