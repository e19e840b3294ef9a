"""The columns of everybody by which requests are judged."""

from __future__ import annotations

from typing import NamedTuple

from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.engine.core.state import Bytes, Months, Table


class Askers(NamedTuple):
    """The columns, of everybody, by which requests are judged; for a child, the guardian's entries are used."""

    key: Words
    born: Months
    bits: Words
    pending: Words
    wage: Floats
    wealth: Floats
    history: Bytes
    guardian: Ints
    household: Ints
    group: Bytes
    region: Bytes
    score: Ints
    terms: Table
    cooldown: Table
