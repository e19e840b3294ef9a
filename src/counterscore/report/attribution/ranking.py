"""Which parts of a regime move a measure most."""

from __future__ import annotations

from counterscore.study.attribute import Attribution
from counterscore.study.estimate import Estimate
from counterscore.study.parties import Party


def strongest(result: Attribution, measure: str) -> list[tuple[Party, Estimate]]:
    """Return the parts that have an effect on a measure, with the effect; the largest first."""
    parts = [(party, result.parts[measure][party.id]) for party in result.parties]
    return sorted((each for each in parts if each[1].value), key=lambda each: -abs(each[1].value or 0.0))
