"""The audit of one regime: its findings with their locations, ordered by kind, rule and line."""

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
    """How many of the `people` in a run were seen doing each act; their data pass along the paths from it."""

    people: int
    seen: Mapping[str, int]

    def along(self, path: Path) -> str:
        """Return how many people's data pass along a path, in words; empty if that is not known."""
        act = path.source.id.split("/", 1)[-1]
        return f"{self.seen[act]:,} of {self.people:,} synthetic people" if act in self.seen else ""


@dataclass(frozen=True)
class Shift:
    """How one finding changes if a declared judgement moves by one step."""

    judgement: str
    rule: str
    subject: str
    before: Kind
    after: Kind


@dataclass(frozen=True)
class Audit:
    """All findings for one regime, as if it were deployed under `laws` on the day `on`.

    `place`: locates a clause in the file. `shifts`: which findings change if a declared judgement moves by one step,
    None if not asked for. `people_seen`: people per act, if there is simulated evidence.
    """

    regime: Regime
    file: str
    laws: tuple[str, ...]
    on: date
    findings: tuple[LegalFinding, ...]
    place: Locate
    shifts: tuple[Shift, ...] | None = None
    people_seen: PathCounts | None = None

    def path_text(self, path: Path) -> str:
        """Return a data path in words, with the number of people whose data pass along it if that is known."""
        people = self.people_seen.along(path) if self.people_seen else ""
        return f"{path.text()}; {people}" if people else path.text()

    def of_kind(self, *kinds: Kind) -> list[LegalFinding]:
        """Return the findings of these kinds."""
        return [each for each in self.findings if each.kind in kinds]


def audit(
    regime: Regime,
    laws: Collection[str] = tuple(JURISDICTIONS),
    on: date | None = None,
    select: Sequence[Rule] | None = None,
) -> Audit:
    """Check a regime against the rules of these laws, as in force on a day (today by default).

    `select`: only these rules.

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
    return Audit(regime, _shown_path(regime.path), tuple(laws), day, tuple(order), locate)


def _shown_path(path: FilePath | None) -> str:
    """Return the path as one would type it in the current folder."""
    if path is None:
        return ""
    here = FilePath.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
