"""Which columns a month must read and write: each once, however often the engine does."""

from __future__ import annotations

from counterscore.engine.core.state import State

# By stage: read for everybody, and written for everybody. What only some are looked up for (a guardian, a household, a
# refusal) is left out, and so are the rows of ties, whose places are read with the look-ups.
STAGES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "circumstances": (
        ("luck", "born", "education", "bits", "wage", "wealth", "history", "spell", "months_employed"),
        ("bits", "wealth", "history", "spell", "months_employed"),
    ),
    "acts": (
        (
            "luck", "born", "bits", "education", "wage", "trustworthiness", "conformity", "heterodoxy", "sociability",
            "patience", "skill", "before", "stakes", "watched", "wealth",
        ),
        ("bits", "wealth"),
    ),
    "review": (("luck", "wrong", "correction", "appeal", "terms"), ("wrong",)),
    "score": (
        ("luck", "bits", "before", "offsets", "terms", "event", "months_listed"),
        ("bits", "score", "terms", "event", "months_listed"),
    ),
    "ask": (("luck", "bits"), ()),
    "respond": (
        ("luck", "bits", "sociability", "stakes", "watched", "event", "room"),
        ("stakes", "watched", "wants", "event"),
    ),
    "ties": (("wants",), ()),
}  # fmt: skip


def traffic(state: State, lists: int) -> tuple[int, int]:
    """Return the bytes a person that must be read and written in a month, with so many lists in the table `terms`."""
    read = {name for reads, _ in STAGES.values() for name in reads}
    written = {name for _, writes in STAGES.values() for name in writes}
    width = {name: column.itemsize * (lists if name == "terms" else 1) for name, column in vars(state).items()}
    return sum(width[name] for name in read), sum(width[name] for name in written)


def held(state: State) -> int:
    """Return the bytes of all columns, rows of ties included."""
    return sum(column.nbytes for column in vars(state).values())
