"""How requests were answered, in words."""

from __future__ import annotations

from collections.abc import Mapping

GRANTED = "granted"
# By the words of the ledger.
REFUSALS: Mapping[str, str] = {
    "refused by the gate": "refused because of the score",
    "refused by a list": "refused for being on a list",
    "refused for a relative": "refused because a relative is on a list",
    "no place left": "refused for lack of places",
}


def answer(reason: str) -> str:
    """Return an answer of the ledger in words.

    >>> answer("granted"), answer("no place left")
    ('approved', 'refused for lack of places')
    """
    return "approved" if reason == GRANTED else REFUSALS.get(reason, reason)
