"""What is asked of lists in every kind of catalogue file."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Protocol

from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint


class Named(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """The name of the record."""
        ...


def same_ids(key: str, records: Sequence[Named]) -> Iterator[Complaint]:
    """Complain of records in the list `key` whose id another one has before them."""
    return repeated(((key, place, "id"), record.id) for place, record in enumerate(records))


def same_words(where: Where, words: Iterable[str]) -> Iterator[Complaint]:
    """Complain of words that stand twice in the list at `where`."""
    return repeated(((*where, place), word) for place, word in enumerate(words))


def repeated(entries: Iterable[tuple[Where, Hashable]], what: str = "stands here a second time") -> Iterator[Complaint]:
    """Complain of every entry that was there before."""
    seen: set[Hashable] = set()
    for where, entry in entries:
        if entry in seen:
            yield Complaint(where, f"{entry} {what}")
        seen.add(entry)
