"""Dealings between strangers: what people gain from each other's honesty, and lose without it."""

from __future__ import annotations

from counterscore.catalogue.figure import Amount, Effect, Record, Share


class Dealings(Record):
    """A market for lemons (Akerlof 1970), in which a buyer knows only the seller's public score.

    Each month an adult looks for a deal with probability `demand` and meets a stranger, who sells goods worth `worth`
    yuan. The buyer offers `worth` times the share of honest deals so far with sellers of the same public standing. That
    share starts at `prior`, which counts as `weight` deals per standing; experience fades by `forgetting` a month.
    Delivery costs an honest seller between `cost_low` and `cost_high` of the worth. A seller who would make a loss
    declines, so low prices drive honest sellers out. A dishonest seller takes the price and delivers nothing.

    `honest`: probability of honest conduct of a person of mean trustworthiness. On the log-odds, `trust` is the effect
    of one standard deviation of trustworthiness, and `stakes` that of the belief that the score decides one's life.
    """

    demand: Share
    worth: Amount
    prior: Share
    weight: Amount
    forgetting: Share
    cost_low: Share
    cost_high: Share
    honest: Share
    trust: Effect
    stakes: Effect
