"""Effects under other assumptions, in sentences."""

from __future__ import annotations

from counterscore.report.text.effects import INTERVAL, NOBODY, spread
from counterscore.report.text.numbers import percent
from counterscore.study.headline import Headline


def under_other_assumptions(headline: Headline, unit: str) -> str:
    """Return sentences on an effect under other assumptions. `unit`: that of its measure."""
    if headline.ends is None:
        return "Under some of the assumptions tried there is nobody to measure."
    if headline.level:
        return f"Under 90 % of the assumptions tried it is {spread(*headline.ends, unit)}."
    return f"{direction(headline)} Under 90 % of the assumptions the effect is {spread(*headline.ends, unit)}."


def direction(headline: Headline) -> str:
    """Return under how many of the assumptions tried the direction holds, and whether that is robust."""
    if headline.holds is None:
        return f"{NOBODY.capitalize()}."
    held = headline.holds
    share = f"The direction holds under {percent(held.share)} of the assumptions tried"
    ends = f"({INTERVAL} {percent(held.low)} to {percent(held.high)})"
    if headline.robust:
        return f"{share} {ends}."
    why = "" if headline.declared.sure else " With the assumptions as declared there is no clear effect."
    return f"{share} {ends}: not robust.{why}"
