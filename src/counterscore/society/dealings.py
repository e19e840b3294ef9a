"""Dealings between strangers: what one can gain from another's honesty, and lose by the lack of it."""

from __future__ import annotations

from counterscore.catalogue.figure import Amount, Figure, Record, Share


class Dealings(Record):
    """A market with lemons in it, where the one who pays first knows of the other no more than a public score tells.

    A grown-up looks for a dealing with chance `demand` in a month and meets a stranger. What is delivered is worth
    `worth` (yuan). The terms offered are `worth` times the share of honest dealings so far with strangers of the same
    public standing (`prior` to begin with, which counts as `weight` dealings a standing; experience is forgotten with
    `forgetting` a month). Delivering costs an honest stranger a share of the worth between `cost_low` and `cost_high`,
    and who would lose by it declines: so bad terms drive the honest out. A dishonest one takes the price and delivers
    nothing.

    `honest`: the chance of honest conduct of somebody of mean trustworthiness; on the log-odds `trust` is the effect of
    a standard deviation of trustworthiness and `stakes` of the belief that a score decides over one's life.
    """

    demand: Share
    worth: Amount
    prior: Share
    weight: Amount
    forgetting: Share
    cost_low: Share
    cost_high: Share
    honest: Share
    trust: Figure
    stakes: Figure
