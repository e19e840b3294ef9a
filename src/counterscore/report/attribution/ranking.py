"""Which parts of a regime move a measure most."""

from __future__ import annotations

from counterscore.study.attribute import Attribution
from counterscore.study.division import Division, Interaction, Part
from counterscore.study.parties import Party
from counterscore.study.unions import SWITCHES


def strongest(result: Attribution, measure: str, group: str | None = None) -> list[tuple[Party, Part]]:
    """Return the parts that have an effect on a measure, with the effect; the largest first."""
    of = _division(result, group).parts[measure]
    parts = [(party, of[party.id]) for party in result.parties]
    return sorted((each for each in parts if each[1].value), key=lambda each: -abs(each[1].value or 0.0))


def leading(result: Attribution, measure: str, group: str | None = None) -> list[tuple[Party, Part]]:
    """Return the parts that clearly add to an effect and have a share of it, the largest first; no master switches."""
    return [
        (party, part)
        for party, part in strongest(result, measure, group)
        if party.kind not in SWITCHES and part.sure and part.share.value is not None and part.share.value > 0
    ]


def rival(result: Attribution, measure: str, party: Party, group: str | None = None) -> float:
    """Return the largest share of an effect that any other clause has, clear or not; 0 without a clear effect."""
    whole = _division(result, group).whole[measure].value
    shares = [
        (part.value or 0.0) / whole
        for other, part in strongest(result, measure, group)
        if whole and other != party and other.kind not in SWITCHES
    ]
    return max(shares, default=0.0)


def clear_pairs(result: Attribution, measure: str, group: str | None = None) -> list[Interaction]:
    """Return the interactions on a measure that are clear and larger than their error, the largest first."""
    division = _division(result, group)
    found = [each for each in division.interactions.get(measure, ()) if each.clear and not each.effect.why]
    return sorted(found, key=lambda each: -abs(each.effect.value or 0.0))


def _division(result: Attribution, group: str | None) -> Division:
    return result.main if group is None else result.divisions[group]
