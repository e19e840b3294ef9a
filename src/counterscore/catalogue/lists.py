"""Checks of lists that apply to every kind of catalogue file."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Protocol

from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint


class Named(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """The id of the record."""
        ...


def same_ids(key: str, records: Sequence[Named]) -> Iterator[Complaint]:
    """Yield a complaint for each record in the list `key` that has the id of an earlier one."""
    return repeated(((key, place, "id"), record.id) for place, record in enumerate(records))


def same_words(where: Where, words: Iterable[str]) -> Iterator[Complaint]:
    """Yield a complaint for each word that appears again in the list at `where`."""
    return repeated(((*where, place), word) for place, word in enumerate(words))


def repeated(entries: Iterable[tuple[Where, Hashable]], what: str = "is here a second time") -> Iterator[Complaint]:
    """Yield a complaint for every entry that appeared before."""
    seen: set[Hashable] = set()
    for where, entry in entries:
        if entry in seen:
            yield Complaint(where, f"{entry} {what}")
        seen.add(entry)
