"""Elements of a rule: what must hold for it to fire. Each holds, does not hold, or is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterscore.catalogue.positions import Where


@dataclass(frozen=True)
class Element:
    """One thing that must hold. `holds` is None where the facts leave it open.

    `said`: the element in words; `where`: the key that it rests on; `scope`: without it the rule does not apply at all;
    `contested`: what lawyers dispute about it; `parts`: the elements that it is made of.
    """

    said: str
    holds: bool | None
    where: Where
    scope: bool = False
    contested: str = ""
    parts: tuple[Element, ...] = ()

    def asks(self) -> Iterator[Where]:
        """Give the keys that are missing."""
        if self.parts:
            for part in self.parts:
                yield from part.asks()
        elif self.holds is None:
            yield self.where

    def disputes(self) -> Iterator[str]:
        """Give what is contested among what holds."""
        if self.holds and self.contested:
            yield self.contested
        for part in self.parts:
            yield from part.disputes()


def all_hold(values: Iterable[bool | None]) -> bool | None:
    """Kleene's conjunction: false if one is, else open if one is.

    >>> all_hold([True, None]), all_hold([None, False]), all_hold([])
    (None, False, True)
    """
    found = list(values)
    return False if False in found else None if None in found else True


def any_holds(values: Iterable[bool | None]) -> bool | None:
    """Kleene's disjunction: true if one is, else open if one is.

    >>> any_holds([True, None]), any_holds([None, False]), any_holds([])
    (True, None, False)
    """
    found = list(values)
    return True if True in found else None if None in found else False


def any_of(*parts: Element) -> Element:
    """An element that holds if one of its parts does; it is put into words by those that do."""
    holds = any_holds(part.holds for part in parts)
    told = [part for part in parts if part.holds is holds] or list(parts)
    said = "; ".join(dict.fromkeys(part.said for part in told))
    return Element(said, holds, told[0].where if told else (), parts=parts)


def all_of(*parts: Element) -> Element:
    """An element that holds if all of its parts do."""
    said = ", ".join(dict.fromkeys(part.said for part in parts))
    return Element(said, all_hold(part.holds for part in parts), parts[0].where, parts=parts)


def scoped(element: Element) -> Element:
    """The same element, as one without which the rule does not apply."""
    return Element(element.said, element.holds, element.where, True, element.contested, element.parts)
