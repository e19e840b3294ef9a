"""What comes of a rule: a finding with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from counterscore.audit.elements import Element
from counterscore.audit.evidence import AttachedEvidence
from counterscore.catalogue.lawbook import Level, Rule
from counterscore.catalogue.positions import Where
from counterscore.flow.paths import Path

Kind = Literal["fail", "open", "review", "notApplicable", "pass"]
ORDER: tuple[Kind, ...] = ("fail", "review", "open", "pass", "notApplicable")


@dataclass(frozen=True)
class SourceLocation:
    """A stretch of a file: line and column from 1, the line as it stands, the characters to underline."""

    line: int
    column: int
    excerpt: str
    width: int


@dataclass(frozen=True)
class LegalFinding:
    """What a rule says of one clause.

    `where`: the clause; `subject`: its name; `declared`: where its facts stand; `elements`: those met; `asks`: keys
    that are missing; `contested`: what is
    disputed; `paths`: in the flow; `judgements`: declared scales that it rests on; `because`: why a rule does not
    apply; `evidence`: figures of a run, which rank findings and change no kind;
    `baseline`: how it stands to the regime that this one is held against.
    """

    rule: Rule
    kind: Kind
    where: Where
    subject: str
    level: Level | None = None
    elements: tuple[Element, ...] = ()
    contested: tuple[str, ...] = ()
    asks: tuple[Where, ...] = ()
    paths: tuple[Path, ...] = ()
    judgements: tuple[str, ...] = ()
    because: str = ""
    place: SourceLocation = field(default=SourceLocation(1, 1, "", 1))
    evidence: tuple[AttachedEvidence, ...] = ()
    rank: float = -1.0
    baseline: Literal["", "new", "unchanged", "absent"] = ""
    declared: Where = ()

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same when lines move: the rule and the subject."""
        return self.rule.id, self.subject
