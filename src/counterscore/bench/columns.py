"""The columns that a month has to read and write. Each counts once, however often the engine uses it."""

from __future__ import annotations

from counterscore.engine.core.state import State

# By stage: the columns read for everybody, and those written for everybody. Left out are columns that are looked up for
# some people only (guardian, household, refusal), and the rows of ties, which count as look-ups.
STAGES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "circumstances": (
        ("key", "born", "education", "bits", "wage", "wealth", "history", "spell", "months_employed"),
        ("bits", "wealth", "history", "spell", "months_employed"),
    ),
    "acts": (
        (
            "key", "born", "bits", "education", "wage", "trustworthiness", "conformity", "heterodoxy", "sociability",
            "patience", "skill", "before", "stakes", "watched", "wealth",
        ),
        ("bits", "wealth"),
    ),
    "review": (("key", "wrong", "correction", "appeal", "terms"), ("wrong",)),
    "score": (
        ("key", "bits", "before", "offsets", "terms", "event", "months_listed"),
        ("bits", "score", "terms", "event", "months_listed"),
    ),
    "ask": (("key", "bits"), ()),
    "respond": (
        ("key", "bits", "sociability", "stakes", "watched", "event", "room"),
        ("stakes", "watched", "wants", "event"),
    ),
    "ties": (("wants",), ()),
}  # fmt: skip


def traffic(state: State, lists: int) -> tuple[int, int]:
    """Return the bytes to read and the bytes to write per person and month; `lists`: the number of rows of `terms`."""
    read = {name for reads, _ in STAGES.values() for name in reads}
    written = {name for _, writes in STAGES.values() for name in writes}
    width = {name: column.itemsize * (lists if name == "terms" else 1) for name, column in vars(state).items()}
    return sum(width[name] for name in read), sum(width[name] for name in written)


def total_bytes(state: State) -> int:
    """Return the bytes of all columns, including the rows of ties."""
    return sum(column.nbytes for column in vars(state).values())
