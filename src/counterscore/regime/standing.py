"""Faults of lists: each needs exactly one entry condition, and none may wait for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterscore.catalogue.lists import same_words
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.schema import Listing

SANCTIONS = ("blocks", "family_blocks", "opens")


def list_complaints(lists: Sequence[Listing]) -> Iterator[Complaint]:
    """Yield the faults of the lists: entry conditions, names of other lists, circles."""
    names = tuple(listing.id for listing in lists)
    for place, listing in enumerate(lists):
        here = ("lists", place)
        yield from _condition(here, listing)
        if listing.after is None and listing.after_months:
            yield Complaint(
                (*here, "after_months"), "`after_months` needs `after`, the list that people have to be on before"
            )
        elif listing.after is not None and listing.after not in names:
            yield Complaint((*here, "after"), "this regime has no such list", ", ".join(names), names)
        yield from _sanctions(here, listing)
    yield from _circles(lists)


def sanctions(lists: Sequence[Listing]) -> Iterator[tuple[Where, str]]:
    """Yield each decision that a list blocks or opens, with its place in the file."""
    for place, listing in enumerate(lists):
        for key in SANCTIONS:
            for entry, decision in enumerate(getattr(listing, key)):
                yield ("lists", place, key, entry), decision


def _sanctions(here: Where, listing: Listing) -> Iterator[Complaint]:
    for key in SANCTIONS:
        yield from same_words((*here, key), getattr(listing, key))
    for entry, decision in enumerate(listing.opens):
        if decision in (*listing.blocks, *listing.family_blocks):
            yield Complaint((*here, "opens", entry), f"this list both blocks and opens {decision}")


def _condition(here: Where, listing: Listing) -> Iterator[Complaint]:
    allowed = "exactly one of below, at_least"
    if listing.below is None and listing.at_least is None:
        yield Complaint(here, "this list has no entry condition", allowed)
    elif listing.below is not None and listing.at_least is not None:
        yield Complaint((*here, "at_least"), "this list has a second entry condition", allowed, on_key=True)


def _circles(lists: Sequence[Listing]) -> Iterator[Complaint]:
    after = {listing.id: listing.after for listing in lists}
    for place, listing in enumerate(lists):
        chain = [listing.id]
        step = listing.after
        while step is not None and step not in chain:
            chain.append(step)
            step = after.get(step)
        if step == listing.id:
            circle = " after ".join([*chain, listing.id])
            yield Complaint(
                ("lists", place, "after"), f"lists that wait for one another in a circle can never be entered: {circle}"
            )
