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
    """A change to the file that resolves a finding: `set` a key `to` a value (as TOML), or `remove` a clause.

    `$` stands for the clause that the finding is about, `*` for every entry of a list. With `if_there` the key is set
    only if the file has it.
    """

    set: str | None = None
    to: str | None = None
    remove: str | None = None
    if_there: bool = False


class Rule(Record):
    """One rule of law.

    - `law` and `article`: the instrument and its article, on which the taxonomy is based; `citation`: the full
      citation; `verified`: whether it was read in a text (otherwise it is from memory).
    - `class`: a prohibition, a duty, non-binding guidance, or historic. `kind`: the outcome if all elements are met;
      `level`: the level of a fail.
    - `applies_from`: the first day; `date_note`: what is disputed or uncertain about it.
    - `explanation`: what the rule says; `fix`: how to resolve a finding; `edits`: the changes to the file.
    - `evidence`: the relevant measures of a run, M1 to M15, or CAT: the share of points from acts not in the catalogue.
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
    """A context of life: its title, and its identifier in the Data Privacy Vocabulary, if it has one."""

    id: str
    title: str
    dpv: str = ""


class Vocabulary(Record):
    """All contexts, the meaning of the prefixes of identifiers, and the attributes that are protected `grounds`."""

    prefixes: dict[str, str]
    grounds: dict[str, str]
    contexts: list[Term]


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of the files.

    >>> next(rule.law for rule in rules() if rule.id == "AIA-5-1-c-i")
    'AI Act'
    """
    files = ("ai-act", "gdpr", "human-rights", "united-states", "china")
    return tuple(rule for name in files for rule in read(_PLACE / f"{name}.toml", Rules).rules)


@cache
def vocabulary() -> Vocabulary:
    """Return the contexts of life, the prefixes and the protected grounds.

    >>> next(term.dpv for term in vocabulary().contexts if term.id == "credit")
    'dpv:CreditChecking'
    """
    return read(_PLACE / "vocabulary.toml", Vocabulary)


def dpv(context: str | None) -> str | None:
    """Return the identifier of a context in the Data Privacy Vocabulary, or None if it has none.

    >>> dpv("religion"), dpv("reading")
    ('pd:Religion', None)
    """
    return next((term.dpv for term in vocabulary().contexts if term.id == context and term.dpv), None)
