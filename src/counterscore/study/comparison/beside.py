"""What stands beside a finding: the clause that carries most of it, and how it fares under other assumptions.

Both come from studies of the first regime against none: made with the comparison, kept in a folder beside it, or
recorded in the catalogue. A study of another form of the regime or the society is not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from counterscore.catalogue.find import FOLDER
from counterscore.report.words import percent
from counterscore.study.again import command
from counterscore.study.attribute import Attribution
from counterscore.study.comparison.compare import Comparison
from counterscore.study.headline import Headline
from counterscore.study.record import NAME, Verb, read
from counterscore.study.robust import Robustness

RECORDED = FOLDER / "studies"
BASELINE = "none"


@dataclass(frozen=True)
class Beside:
    """The studies that are known of the first regime, and why there is none."""

    clauses: Attribution | None = None
    robust: Robustness | None = None
    why_none: str = ""

    def words(self, measure: str) -> str:
        """Return what is to be said beside a finding on a measure; nothing without studies."""
        return " ".join(filter(None, (self.carried(measure), self.fares(measure))))

    def carried(self, measure: str) -> str:
        """Return which clause carries most of the effect."""
        found = self.clauses
        effect = found.whole.get(measure) if found else None
        if found is None or effect is None or not effect.value:
            return ""
        if not effect.sure:
            return "Taken apart by clauses, luck could explain the whole of it."
        whole = effect.value
        sure = [
            (each.value / whole, party.title)
            for party in found.parties
            if (each := found.parts[measure][party.id]).sure and each.value is not None and each.value * whole > 0
        ]
        if not sure:
            return "No single clause surely carries it."
        share, title = max(sure)
        if share > 1:
            return f"One clause carries all of it, and others lessen it: {title}."
        if share >= 0.5:
            return f"Most of it ({percent(share)}) is carried by one clause: {title}."
        return f"The clause that carries most of it, {percent(share)}: {title}."

    def fares(self, measure: str) -> str:
        """Return how the effect fares under other assumptions."""
        headline = self.headline(measure)
        if self.robust is None or headline is None:
            return ""
        from counterscore.study.robust_told import fares

        unit = next(each.about.unit for each in self.robust.study.asked.measures if each.id == measure)
        return fares(headline, unit)

    def headline(self, measure: str) -> Headline | None:
        """Return what is known of an effect over the box of assumptions."""
        return next((each for each in self.robust.headlines if each.measure == measure), None) if self.robust else None

    def frail(self, measure: str) -> bool:
        """Whether the sign of the effect is known to fail in more than a tenth of the box, or to be luck."""
        headline = self.headline(measure)
        return headline is not None and headline.robust is False

    def notes(self, found: Comparison) -> Iterator[str]:
        """Say where what stands beside the findings comes from, or why nothing does."""
        if self.why_none:
            yield self.why_none
            return
        told = (
            ("Which clause carries most of an effect", "attribute", self.clauses),
            ("How an effect fares under other assumptions", "robust", self.robust),
        )
        for what, verb, study in told:
            if study is None:
                flag = f"counterscore compare {found.first.id} {found.second.id} --{verb}"
                yield f"{what} is not known for this regime and society: {flag} finds out."
            else:
                yield f"{what} was found by {command(verb, study.study)}: {study.study.byline}"


def known(found: Comparison, folder: Path | None) -> Beside:
    """Return the studies that are known: in the folder of the comparison, beside it, or recorded in the catalogue."""
    if found.second.id != BASELINE:
        return Beside(
            why_none="Which clause carries an effect, and how it fares under other assumptions, is studied against "
            f"the regime {BASELINE} alone, so nothing of it stands beside these findings."
        )
    return Beside(
        cast(Attribution | None, _first(found, folder, "attribute")),
        cast(Robustness | None, _first(found, folder, "robust")),
    )


def _first(found: Comparison, folder: Path | None, verb: Verb) -> Attribution | Robustness | None:
    paths = [folder / verb / NAME, *sorted(folder.parent.glob(f"{verb}-*/{NAME}"))] if folder else []
    paths.append(RECORDED / f"{verb}-{found.first.id}-{found.scenario.society.id}.json")
    studies = (read(path, verb, found.first, found.scenario.society) for path in paths)
    return next((each for each in studies if each and each.study.asked.group == "all"), None)
