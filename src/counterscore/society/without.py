"""Interventions on people: the same society with some or all responses to a score switched off."""

from __future__ import annotations

from collections.abc import Iterable

from counterscore.catalogue.problem import Fault, Problem, nearest
from counterscore.society.load import Society
from counterscore.society.schema import SocietyFile
from counterscore.society.tactic_faults import NAMES


def without(society: Society, responses: Iterable[str]) -> Society:
    """Return the society with these responses switched off (see `names`), or all of them for `all`.

    Raises a Problem for an unknown name.

    >>> without(Society.load("china-2018"), ["comply"]).file.responses.comply.value
    0.0
    """
    file, known = society.file, names(society.file)
    for name in responses:
        if name not in (*known, "all"):
            allowed = ", ".join((*known, "all"))
            fault = Fault(
                "there is no such response", key="without", value=name, allowed=allowed, nearest=nearest(name, known)
            )
            raise Problem(fault)
        for each in known if name == "all" else (name,):
            file = _off(file, each)
    return society if file is society.file else Society.of(file)


def names(file: SocietyFile) -> tuple[str, ...]:
    """Return the names of all responses: those that every society has, and the ids of its tactics."""
    return (*NAMES, *(tactic.id for tactic in file.responses.tactics))


def _off(file: SocietyFile, name: str) -> SocietyFile:
    responses = file.responses
    if name in NAMES:
        was = getattr(responses, name)
        ends = (min(0.0, was.value), max(0.0, was.value))
        off = type(was)(value=0.0, assumption="switched off", range=ends)
        changed = responses.model_copy(update={name: off})
    else:
        remaining = [tactic for tactic in responses.tactics if tactic.id != name]
        changed = responses.model_copy(update={"tactics": remaining})
    return file.model_copy(update={"responses": changed})
