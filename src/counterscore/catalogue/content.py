"""What of a catalogue file decides a simulation, as a hash."""

from __future__ import annotations

import hashlib
from typing import Any

from counterscore.catalogue.entries import figures
from counterscore.catalogue.figure import WITHOUT_WORDS, Record


def content(file: Record) -> str:
    """Return a SHA-256 of a record without its words: comments, layout, titles and sources do not change it.

    Nor does what figures were set from or what was held out: they decide no simulation.

    >>> from counterscore.catalogue.figure import Figure
    >>> one, two, three = (Figure(value=v, source=s) for v, s in ((0.5, "a"), (0.5, "b"), (0.6, "a")))
    >>> content(one) == content(two), content(one) == content(three)
    (True, False)
    """
    written = file.model_dump_json(context=WITHOUT_WORDS, exclude=_left_out(file))
    return hashlib.sha256(written.encode()).hexdigest()


def _left_out(file: Record) -> dict[Any, Any]:
    """The keys of origins: of every figure that has them, by its path in nested tables, as pydantic takes them."""
    out: dict[Any, Any] = {"held_out": True}
    for where, figure in figures(file):
        if figure.set_from or figure.off is not None:
            table = out
            for key in where:
                table = table.setdefault(key, {})
            table.update(set_from=True, off=True)
    return out
