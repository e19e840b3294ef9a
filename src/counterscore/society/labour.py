"""A labour market: how many posts are vacant, how many applicants meet one, and what a vacant post costs."""

from __future__ import annotations

from typing import Literal

from counterscore.catalogue.figure import Amount, Effect, Record, Share

MatchingForm = Literal["cobb-douglas", "urn-ball"]


class Posts(Record):
    """What the market does to firms, in a society that has some.

    New posts are offered at a firm in proportion to its workers and to 1 + `demand` times its demand in standard
    deviations, and at none without reserves. An unfilled post closes after `lasts` months on average. A month's vacancy
    costs `output`, a share of what the post yields. `sales`: months of turnover gained when people have a month's
    income of the labour force more to spend. `slack`: share of workers dismissed in a month by a firm whose demand is a
    standard deviation below the mean.
    """

    demand: Effect
    lasts: Amount
    output: Amount
    sales: Amount
    slack: Share


class Inexperience(Record):
    """A person with less than `months` of work history loses a job `times` as often."""

    months: Amount
    times: Amount


class Matching(Record):
    """A labour market in place of a fixed number of places: people who apply and vacant posts meet.

    `form`: meetings a month are `efficiency` x searchers^`elasticity` x vacancies^(1 - `elasticity`) under
    `cobb-douglas`, and vacancies x (1 - exp(-`efficiency` x searchers / vacancies)) under `urn-ball`, never more than
    either. Searchers are the applicants whom no gate or list refuses, and of the others the share `crowding`, who take
    up meetings that lead to nothing.

    Firms offer posts until a vacancy is worth nothing: its `cost` of a month equals the chance that it is filled times
    the `value` of a filled post (both in months of a worker's output). They approach that number by the share `adjusts`
    of the gap a month. The value falls by `failed` times the share of hires with a bad outcome (each month counts
    1 / `memory` less than the month after it), and moves by `spending` per cent for each per cent of the labour force's
    income that people have to spend more than at the `usual` unemployment.

    `premium`: change of the wage at which people start, for each 100 points of score above the base; only where a gate
    shows employers the score.
    """

    form: MatchingForm
    efficiency: Amount
    elasticity: Share
    crowding: Share
    cost: Amount
    value: Amount
    failed: Effect
    memory: Amount
    adjusts: Share
    usual: Share
    spending: Effect
    premium: Effect
    inexperience: Inexperience | None = None
    posts: Posts | None = None
