"""Tactics: ways of evading a score by hiding acts, staying away, or faking records."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Identifier, Record, Words

TacticKind = Literal["hide", "stay-away", "fake"]
MOST_TACTICS = 8


class Tactic(Record):
    """One way of evading a score. The more people believe what it `reacts_to`, the more they use it.

    Use is belief x `strength`, modified by a `trait` as for other responses, and at most 1. A tactic that reacts to
    `stakes` also requires that people know which acts count (the regime's reasons), and is eased above every threshold.

    - `hide` (cash, a second phone): data sources do not see the share `use` of the acts. If it reacts to `stakes`, it
      covers acts that cost points or that a model uses; if it reacts to `watched`, all acts that a source sees.
    - `stay-away` (staying at home): the same acts are done exp(-use) times as often.
    - `fake` (buying points, faked acts): with monthly probability `use`, one more act is recorded than was done. It
      covers acts that earn points, of people whom the source covers. `price`: cost of one faked act in months of
      income; people who cannot pay do not fake.

    `cost`: months of income per month at full use.
    """

    id: Identifier
    title: Words
    kind: TacticKind
    reacts_to: Literal["stakes", "watched"]
    activities: list[Identifier] = Field(min_length=1, max_length=32)
    strength: Amount
    trait: Literal["conformity", "heterodoxy", "sociability", "patience", "skill"]
    cost: Amount
    price: Amount | None = None


class Costs(Record):
    """Costs of responses, in months of income per month and unit of the response; nothing if not given."""

    comply: Amount | None = None
    censor: Amount | None = None
    game: Amount | None = None
    wary: Amount | None = None
