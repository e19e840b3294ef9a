"""Effects under other assumptions, in sentences.

A share of draws is what it is called: how much of the declared ranges an effect survives. Nobody knows how probable any
part of these ranges is, so it is never called a probability. Every sentence says how large the study was.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.report.text.effects import INTERVAL, NOBODY, spread
from counterscore.report.text.numbers import percent
from counterscore.report.text.studies import scope
from counterscore.study.headline import FEWEST, Headline
from counterscore.study.robust import Robustness
from counterscore.study.spread import Holds


def under_other_assumptions(study: Robustness, headline: Headline, unit: str) -> str:
    """Return sentences on an effect under other assumptions. `unit`: that of its measure."""
    if headline.ends is None:
        return f"In some of {draws(study)} there is nobody to measure."
    inner = f"In 90 % of {draws(study)}"
    if headline.level:
        return f"{inner} it is {spread(*headline.ends, unit)}."
    return f"{direction(study, headline)} {inner} the effect is {spread(*headline.ends, unit)}."


def draws(study: Robustness) -> str:
    """Return what was drawn, and how large the simulated worlds were."""
    return f"{study.draws} draws of the declared assumptions ({scope(study.study.scenario)})"


def direction(study: Robustness, headline: Headline) -> str:
    """Return in which share of the draws the direction holds, overall and among those that meet the targets."""
    if headline.holds is None:
        return f"{NOBODY.capitalize()}."
    share = f"The direction holds in {_share(headline.holds)} of {draws(study)}"
    why = "" if headline.declared.sure else " With the assumptions as declared there is no clear effect."
    verdict = f"{share}." if headline.robust else f"{share}: not robust.{why}"
    return " ".join([verdict, *_among_fitting(study, headline)])


def _share(holds: Holds) -> str:
    return f"{percent(holds.share)} ({INTERVAL} {percent(holds.low)} to {percent(holds.high)})"


def _among_fitting(study: Robustness, headline: Headline) -> Iterator[str]:
    """The share among the draws that meet the society's own targets, with their number; or why there is none."""
    if study.meeting is None:
        return
    if headline.met is not None:
        yield f"It holds in {_share(headline.met)} of the {study.meeting} draws that meet the society's own targets."
    else:
        yield f"{fitting(study)}."


def fitting(study: Robustness) -> str:
    """Return how many draws meet the society's own targets, and whether a share among them is given."""
    if study.meeting is None:
        return "The society declares no targets"
    number = f"{study.meeting} of the {study.draws} draws meet the society's own targets"
    return number if study.meeting >= FEWEST else f"{number}, too few to give a share among them (at least {FEWEST})"
