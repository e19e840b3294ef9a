"""Elements of a rule: the conditions that must hold for it to apply. Each holds, does not hold, or is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterscore.catalogue.positions import Where


@dataclass(frozen=True)
class Element:
    """One condition of a rule. `holds` is None if the declared facts leave it open.

    `text`: the element in words. `where`: the key that it is based on. `scope`: if it does not hold, the rule does not
    apply at all. `contested`: what lawyers dispute about it. `parts`: the elements that it is made of.
    """

    text: str
    holds: bool | None
    where: Where
    scope: bool = False
    contested: str = ""
    parts: tuple[Element, ...] = ()

    def missing(self) -> Iterator[Where]:
        """Yield the keys that must be declared to close this element."""
        if self.parts:
            for part in self.parts:
                yield from part.missing()
        elif self.holds is None:
            yield self.where

    def disputes(self) -> Iterator[str]:
        """Yield what is contested about this element and its parts."""
        if self.holds and self.contested:
            yield self.contested
        for part in self.parts:
            yield from part.disputes()


def all_hold(values: Iterable[bool | None]) -> bool | None:
    """Return Kleene's conjunction: false if one value is, else None if one is.

    >>> all_hold([True, None]), all_hold([None, False]), all_hold([])
    (None, False, True)
    """
    found = list(values)
    return False if False in found else None if None in found else True


def any_holds(values: Iterable[bool | None]) -> bool | None:
    """Return Kleene's disjunction: true if one value is, else None if one is.

    >>> any_holds([True, None]), any_holds([None, False]), any_holds([])
    (True, None, False)
    """
    found = list(values)
    return True if True in found else None if None in found else False


def any_of(*parts: Element) -> Element:
    """Return an element that holds if one of its parts does; its text is that of the parts that decide it."""
    holds = any_holds(part.holds for part in parts)
    deciding = [part for part in parts if part.holds is holds] or list(parts)
    text = "; ".join(dict.fromkeys(part.text for part in deciding))
    return Element(text, holds, deciding[0].where if deciding else (), parts=parts)


def all_of(*parts: Element) -> Element:
    """Return an element that holds if all of its parts do."""
    text = ", ".join(dict.fromkeys(part.text for part in parts))
    return Element(text, all_hold(part.holds for part in parts), parts[0].where, parts=parts)


def scoped(element: Element) -> Element:
    """Return the same element as part of the rule's scope: if it does not hold, the rule does not apply."""
    return Element(element.text, element.holds, element.where, True, element.contested, element.parts)
