"""A finding: the result of applying a rule to a clause, with its location in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from counterscore.audit.elements import Element
from counterscore.audit.evidence import AttachedEvidence
from counterscore.catalogue.lawbook import Level, Rule
from counterscore.catalogue.positions import Where
from counterscore.flow.paths import Path

# In the order in which findings are listed.
Kind = Literal["fail", "review", "open", "pass", "notApplicable"]
ORDER: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class SourceLocation:
    """A span of a file: line and column (from 1), the text of the line, and the number of characters to underline."""

    line: int
    column: int
    excerpt: str
    width: int


@dataclass(frozen=True)
class LegalFinding:
    """The result of one rule for one clause.

    `where`: the clause. `subject`: its name. `elements`: those met. `missing`: keys that are not declared.
    `contested`: what is disputed. `paths`: data paths. `judgements`: declared judgements that it is based on.
    `because`: why the rule does not apply. `evidence`: figures from a run, which rank findings but never change their
    kind; `rank`: 0 to 100, -1 without evidence. `baseline`: comparison with the regime given by `--against`.
    `declared`: the table that holds the facts of the clause.
    """

    rule: Rule
    kind: Kind
    where: Where
    subject: str
    level: Level | None = None
    elements: tuple[Element, ...] = ()
    contested: tuple[str, ...] = ()
    missing: tuple[Where, ...] = ()
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
        """Return what identifies a finding when lines move: the rule and the subject."""
        return self.rule.id, self.subject
