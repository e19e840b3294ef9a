"""The same society in which nobody responds to a score: what people and firms believe changes nothing that they do."""

from __future__ import annotations

from counterscore.catalogue.figure import Figure
from counterscore.society.firms_schema import FirmsSpec
from counterscore.society.load import Society
from counterscore.society.without import without

_OF_FIRMS = ("comply", "game")


def unresponsive(society: Society) -> Society:
    """Return the society with the strength of every response at 0, without tactics, for people and for firms.

    >>> calm = unresponsive(Society.load("china-2018")).file
    >>> calm.responses.wary.value, calm.responses.tactics, calm.firms and calm.firms.responses.game.value
    (0.0, [], 0.0)
    """
    people = without(society, ["all"])
    if people.file.firms is None:
        return people
    return Society.of(people.file.model_copy(update={"firms": _calm(people.file.firms)}))


def _calm(firms: FirmsSpec) -> FirmsSpec:
    strengths = {name: getattr(firms.responses, name).value for name in _OF_FIRMS}
    off = {
        name: Figure(value=0.0, assumption="switched off", range=(0.0, most)) for name, most in strengths.items()
    }  # fmt: skip
    return firms.model_copy(update={"responses": firms.responses.model_copy(update=off)})
