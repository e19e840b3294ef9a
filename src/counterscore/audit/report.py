"""The audit of one regime: findings with their places, in the order of the file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path as FilePath

from counterscore.audit.case import Case
from counterscore.audit.finding import ORDER, Kind, LegalFinding
from counterscore.audit.judge import judged
from counterscore.audit.places import Locate, locator
from counterscore.audit.registry import predicates
from counterscore.catalogue.lawbook import JURISDICTIONS, Rule, rules
from counterscore.flow.paths import Path
from counterscore.regime.load import Regime


@dataclass(frozen=True)
class PathCounts:
    """Of how many of `people` in a run each act was seen, and so passes along the ways that it begins."""

    people: int
    seen: Mapping[str, int]

    def along(self, path: Path) -> str:
        """How many people pass along a way."""
        act = path.source.id.split("/", 1)[-1]
        return f"{self.seen[act]:,} of {self.people:,} synthetic people" if act in self.seen else ""


@dataclass(frozen=True)
class Shift:
    """What a finding becomes when one declared judgement moves by one step."""

    judgement: str
    rule: str
    subject: str
    before: Kind
    after: Kind


@dataclass(frozen=True)
class Audit:
    """All findings on one regime, as if it were deployed under `laws` on the day `on`; `place` locates its clauses.

    `shifts`: which findings change when a declared judgement moves by one step; None where that was not asked for;
    `passing`: how many people pass along each way, where worlds were lived.
    """

    regime: Regime
    file: str
    laws: tuple[str, ...]
    on: date
    findings: tuple[LegalFinding, ...]
    place: Locate
    shifts: tuple[Shift, ...] | None = None
    passing: PathCounts | None = None

    def way(self, path: Path) -> str:
        """Write a way in the flow, with the people who pass along it where that is known."""
        people = self.passing.along(path) if self.passing else ""
        return f"{path.told()}; {people}" if people else path.told()

    def of_kind(self, *kinds: Kind) -> list[LegalFinding]:
        """Return the findings of these kinds."""
        return [each for each in self.findings if each.kind in kinds]


def audit(
    regime: Regime,
    laws: Collection[str] = tuple(JURISDICTIONS),
    on: date | None = None,
    select: Sequence[Rule] | None = None,
) -> Audit:
    """Read a regime as the law does.

    >>> found = audit(Regime.load("none"), on=date(2026, 11, 22))
    >>> {finding.kind for finding in found.findings}
    {'notApplicable'}
    """
    day = on or date.today()
    chosen = [rule for rule in (rules() if select is None else select) if rule.jurisdiction in laws]
    case = Case.of(regime.file)
    found = [finding for rule in chosen for finding in judged(case, rule, predicates()[rule.id], day)]
    locate = locator(regime)
    placed = [replace(finding, place=locate(finding.where)) for finding in found]
    order = sorted(placed, key=lambda each: (ORDER.index(each.kind), each.rule.id, each.place.line))
    return Audit(regime, _told(regime.path), tuple(laws), day, tuple(order), locate)


def _told(path: FilePath | None) -> str:
    """The path as one would type it here."""
    if path is None:
        return ""
    here = FilePath.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
