"""Ways round a score: how people hide acts, stay away, or have acts put on record that they never did."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Identifier, Record, Words

TacticKind = Literal["hide", "stay-away", "fake"]
MOST_TACTICS = 8


class Tactic(Record):
    """One way round a score, which people use the more, the more they believe what it `reacts_to`.

    Use is belief x `strength`, tilted by a `trait` as the other responses are, at most 1; with a belief about the
    `stakes` it also needs to be known which acts count (the regime's reasons), and is eased above every threshold.

    - `hide` (cash, a second phone): the share `use` of the acts is out of the partners' sight. Of those that cost
      points or that a model predicts, where it reacts to the stakes; of all that a partner sees, where it reacts to
      being watched.
    - `stay-away` (staying home): the same acts are done exp(-use) as often.
    - `fake` (points bought, acts that were never done): with chance `use` a month one act more is on record than was
      done, for acts that bring points and of people whom the partner covers; `price`: what one costs, in months of
      income, and who cannot pay it has none.

    `cost`: months of income a month at full use.
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
    """What responses cost, in months of income a month for each unit of the response; without a figure, nothing."""

    comply: Amount | None = None
    censor: Amount | None = None
    game: Amount | None = None
    wary: Amount | None = None
