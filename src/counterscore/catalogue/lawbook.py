"""The rules of law as their files state them, and the vocabulary of contexts."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from counterscore.catalogue.figure import Record
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.read import read

Jurisdiction = Literal["eu", "un", "us", "cn"]
Level = Literal["error", "warning", "note"]
RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9-]*$")]
JURISDICTIONS: dict[str, str] = {
    "eu": "European Union",
    "un": "human-rights instruments",
    "us": "United States",
    "cn": "China",
}
_PLACE = FOLDER / "laws"


class Edit(Record):
    """A change of the file that answers a finding: a key `set` `to` a value (as TOML), or a clause to `remove`.

    `$` stands for the clause that the finding is about, `*` for each of a list. `if_there`: only a key that the file
    has is set.
    """

    set: str | None = None
    to: str | None = None
    remove: str | None = None
    if_there: bool = False


class Rule(Record):
    """One rule.

    - `law` and `article`: the instrument and its article, from which the taxonomy is made; `citation` in full, and
      whether it was `verified` in a text, or is from memory.
    - `class`: a prohibition, a duty, guidance that does not bind, or historic. `kind`: what it comes to when its
      elements are met; `level`: of a fail.
    - `applies_from`: the first day; `date_note`: what is disputed about it.
    - `explanation`: what the rule is about; `fix`: how to answer it; `edits`: the changes of the file.
    - `evidence`: the measures of a run that bear on it, M1 to M15, or CAT: the share of points from uncatalogued acts.
    """

    id: RuleId
    title: str
    jurisdiction: Jurisdiction
    law: str
    article: str
    class_: Literal["prohibition", "duty", "guidance", "historic"] = Field(alias="class")
    kind: Literal["fail", "review", "open"] = "fail"
    level: Level = "error"
    applies_from: Annotated[date, Field(strict=True)]
    date_note: str = ""
    citation: str
    verified: bool
    explanation: str
    fix: str
    edits: list[Edit] = Field(default_factory=list[Edit])
    evidence: list[Annotated[str, StringConstraints(pattern=r"^(M([1-9]|1[0-5])|CAT)$")]] = Field(
        default_factory=list[str]
    )


class Rules(Record):
    """A file of rules."""

    rules: list[Rule]


class Term(Record):
    """A context of life: its title, and the identifier that the Data Privacy Vocabulary has for it, if any."""

    id: str
    title: str
    dpv: str = ""


class Vocabulary(Record):
    """All contexts, what the prefixes of identifiers stand for, and which attributes are prohibited `grounds`."""

    prefixes: dict[str, str]
    grounds: dict[str, str]
    contexts: list[Term]


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, file by file.

    >>> next(rule.law for rule in rules() if rule.id == "AIA-5-1-c-i")
    'AI Act'
    """
    files = ("ai-act", "gdpr", "human-rights", "united-states", "china")
    return tuple(rule for name in files for rule in read(_PLACE / f"{name}.toml", Rules).rules)


@cache
def vocabulary() -> Vocabulary:
    """Return the contexts of life.

    >>> next(term.dpv for term in vocabulary().contexts if term.id == "credit")
    'dpv:CreditChecking'
    """
    return read(_PLACE / "vocabulary.toml", Vocabulary)


def dpv(context: str | None) -> str | None:
    """Return the identifier of the Data Privacy Vocabulary for a context, None where it has none.

    >>> dpv("religion"), dpv("reading")
    ('pd:Religion', None)
    """
    return next((term.dpv for term in vocabulary().contexts if term.id == context and term.dpv), None)
