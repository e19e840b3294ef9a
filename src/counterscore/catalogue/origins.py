"""What figures were set from, and which results were held out: declarations from which tags of findings are derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterscore.catalogue.entries import figures, named
from counterscore.catalogue.figure import Record, Words
from counterscore.catalogue.measures_file import abouts
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint


class HeldOut(Record):
    """A published result that was kept out when the figures were set, so that the model can be checked against it.

    `measure`: the id of the measure that it is about. `what`: what was held out, and its published value.
    `value`: that value as a number, in the unit of the measure, where it is one.
    """

    measure: str
    what: Words
    source: Words
    value: float | None = None


def kinds(measures: Iterable[str]) -> frozenset[str]:
    """Return the kinds of result that these measures are.

    >>> sorted(kinds(["chilling", "work"]))
    ['chilling', 'work']
    """
    return frozenset(abouts()[measure].sort for measure in measures)


def origin_complaints(file: Record, held_out: Sequence[HeldOut]) -> Iterator[Complaint]:
    """Yield measures that do not exist, and results that are not held out since a figure was set from them."""
    used: dict[str, str] = {}
    for where, figure in figures(file):
        if not figure.set_from:
            continue
        if wrong := list(_unknown((*where, "set_from"), figure.set_from)):
            yield from wrong
        else:
            used |= dict.fromkeys(kinds(figure.set_from), named(file, where))
    for place, each in enumerate(held_out):
        at = ("held_out", place, "measure")
        if each.measure not in abouts():
            yield _no_measure(at)
        elif (name := used.get(abouts()[each.measure].sort)) is not None:
            allowed = "a measure of which no figure's `set_from` names the kind"
            yield Complaint(at, f"a figure was set from such results, so they were not held out: {name}", allowed)


def _unknown(where: Where, measures: Sequence[str]) -> Iterator[Complaint]:
    return (_no_measure((*where, place)) for place, measure in enumerate(measures) if measure not in abouts())


def _no_measure(where: Where) -> Complaint:
    allowed = "the id of a measure, without its act or decision, as `counterscore list measures` shows it"
    return Complaint(where, "there is no measure with this name", allowed, tuple(abouts()))
