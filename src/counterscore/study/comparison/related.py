"""Studies of a comparison's first regime: which clause causes an effect, whether it is robust, and what it is made of.

They are in the folder of the comparison, in a folder next to it, or in the catalogue. A study of another version of the
regime or the society is not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from counterscore.catalogue.find import FOLDER
from counterscore.study.attribute import Attribution
from counterscore.study.comparison.compare import Comparison
from counterscore.study.headline import Headline
from counterscore.study.record import NAME, Recorded, Verb, read
from counterscore.study.robust import Robustness
from counterscore.study.tags import Tag, Tags

RECORDED = FOLDER / "studies"
BASELINE = "none"


@dataclass(frozen=True)
class RelatedStudies:
    """Studies of the first regime compared with no score. `applies`: False if the second regime is another one."""

    attribution: Attribution | None = None
    robustness: Robustness | None = None
    applies: bool = True
    tags: Tags | None = None

    def tag(self, measure: str) -> Tag | None:
        """Return the derived tag of the effect on a measure; None if that was not studied."""
        return self.tags.tag(measure) if self.tags else None

    def headline(self, measure: str) -> Headline | None:
        """Return how robust the effect on a measure is; None if that was not studied."""
        headlines = self.robustness.headlines if self.robustness else ()
        return next((each for each in headlines if each.measure == measure), None)

    def fragile(self, measure: str) -> bool:
        """Return whether an effect is known to be unclear, or to change its direction under other assumptions."""
        headline = self.headline(measure)
        return headline is not None and headline.robust is False


def related_studies(comparison: Comparison, folder: Path | None) -> RelatedStudies:
    """Return the studies in the folder of the comparison, in a folder next to it, or in the catalogue."""
    if comparison.second.id != BASELINE:
        return RelatedStudies(applies=False)
    return RelatedStudies(
        cast(Attribution | None, _first(comparison, folder, "attribute")),
        cast(Robustness | None, _first(comparison, folder, "robust")),
        tags=cast(Tags | None, _first(comparison, folder, "tags")),
    )


def _first(comparison: Comparison, folder: Path | None, verb: Verb) -> Recorded | None:
    paths = [folder / verb / NAME, *sorted(folder.parent.glob(f"{verb}-*/{NAME}"))] if folder else []
    paths.append(RECORDED / f"{verb}-{comparison.first.id}-{comparison.scenario.society.id}.json")
    studies = (read(path, verb, comparison.first, comparison.scenario.society) for path in paths)
    return next((each for each in studies if each and "all" in each.study.asked.groups), None)
