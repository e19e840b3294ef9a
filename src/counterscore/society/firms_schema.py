"""The TOML schema of firms: sectors and sizes, owners, activities, decisions."""

from __future__ import annotations

from operator import not_
from typing import Literal, get_args

from pydantic import Field

from counterscore.catalogue.figure import Amount, Effect, Identifier, Pair, Record, Share, Words
from counterscore.society.traits import Predictor

FirmPredictor = Literal["honesty", "size", "demand", "strained"]
FIRM_PREDICTORS: tuple[FirmPredictor, ...] = get_args(FirmPredictor)
FirmState = Literal["exporter", "strained"]
FIRM_STATES: tuple[FirmState, ...] = get_args(FirmState)
FIRM_INPUTS = ("age", "size", "collateral", "lottery")


class Sector(Record):
    """A sector and the share of firms in it. Firms in a sector that `exports` need customs clearance."""

    id: Identifier
    title: Words
    share: Share
    exports: bool = False


class Size(Record):
    """A size class: the share of firms in it, and its smallest and largest number of `workers`."""

    id: Identifier
    title: Words
    share: Share
    workers: Pair[int]


class Owners(Record):
    """The owners of firms: each firm has one, its legal representative, among the people in work.

    `each`: largest number of firms that a person owns (1 is the only choice). `below_age`: owners are younger than this
    at the start, in years. `honesty`: correlation between a firm's honesty and its owner's trustworthiness.
    """

    each: Literal[1]
    below_age: Amount
    honesty: Share


class FirmActivity(Record):
    """An act that a firm does or does not do in a month.

    `rate`: probability for a firm of 10 workers with all predictors at zero. `effects` add to the log-odds, per
    standard deviation of `honesty` or `demand`, per doubling of `size`, and for a `strained` firm. `gains`: what it
    adds to reserves, in months of turnover. `hurts`: who bears the `costs`: a `spouse`, the counterparty of a
    contract, whose reserves lose `costs` months of turnover; or the `workers`, who lose `costs` months of wages.
    """

    id: Identifier
    title: Words
    law: Literal["lawful", "unlawful"]
    response: Literal["comply", "game", "none"]
    rate: Share
    effects: dict[FirmPredictor, Effect] = Field(default_factory=dict[FirmPredictor, Effect])
    gains: Effect | None = None
    hurts: Literal["partner", "workers"] | None = None
    costs: Amount | None = None


class FirmEffect(Record):
    """One change to a firm: `reserves` change by months of turnover, `jobs` by a share of its jobs."""

    changes: Literal["jobs", "reserves"]
    by: Effect


class FirmIncumbent(Record):
    """How places are allocated without a score: by a weighted index, the highest first.

    Each input ranges from 0 to 255: `age` of the firm, `size` in workers on a logarithmic scale, `collateral` (its
    reserves), and `lottery`, at random.
    """

    age: Amount | None = None
    size: Amount | None = None
    collateral: Amount | None = None
    lottery: Amount | None = None


class FirmOutcome(Record):
    """The outcome of an approval: good (named by `well`) or bad (named by `ill`), for every applicant, approved or not.

    Only the simulation knows what the outcome for a refused firm would have been; nothing else depends on it.
    `ill_rate`: probability of the bad outcome for a firm with every predictor at 0. `effects` add to its log-odds, by
    predictor, as for a firm's activities.
    """

    well: Words
    ill: Words
    ill_rate: Share
    effects: dict[FirmPredictor, Effect] = Field(default_factory=dict[FirmPredictor, Effect])


class FirmDecision(Record):
    """A decision that firms apply for: a firm with every state in `needs` applies with probability `demand` a month.

    `places` are open each month per thousand firms; without it, places are unlimited. `granted`, `denied`: what an
    answer changes. `outcome`: what becomes of an approval, if that is modelled.
    """

    id: Identifier
    title: Words
    needs: list[FirmState] = Field(default_factory=list[FirmState])
    demand: Share
    places: Amount | None = None
    incumbent: FirmIncumbent
    granted: list[FirmEffect] = Field(default_factory=list[FirmEffect], max_length=2)
    denied: list[FirmEffect] = Field(default_factory=list[FirmEffect], max_length=2)
    outcome: FirmOutcome | None = None


class Trade(Record):
    """How a firm develops without a score. Demand is standard normal with monthly autocorrelation `persistence`.

    Reserves, in months of turnover, start uniformly between 0 and twice `reserves`, gain `margin` + `swing` x demand a
    month, and stay between 0 and `fullest`. Below `strained_below` a firm is strained. At 0 it cuts the share `shrinks`
    of its jobs a month; above `grows_above`, with every job filled, it adds the share `grows`.
    """

    persistence: Share
    margin: Effect
    swing: Amount
    reserves: Amount
    fullest: Amount
    strained_below: Amount
    shrinks: Share
    grows: Share
    grows_above: Amount


class FirmResponses(Record):
    """How firms learn about a score: each has a belief between 0 and 1 that the score matters, as people do.

    A refusal by a gate or list closes the share `learning` of the gap to 1; in a month without one the belief decays by
    the share `forgetting`. `comply`, `game`: strength of the two responses at full belief.
    """

    learning: Share
    forgetting: Share
    comply: Effect
    game: Effect


class FirmEntry(Record):
    """How firms are founded.

    `rate`: firms founded a month per thousand people who can found one. These are adults in work, younger than
    `owners.below_age`, who own no firm and have the `capital` in yuan. `effects` add to the logarithm of the rate, by
    predictor of the founder. A founder leaves the former job and pays the capital, which becomes the firm's reserves:
    `trade.reserves` months of turnover. `size`: the size class in which firms start.
    """

    rate: Amount
    capital: Amount
    size: Identifier
    effects: dict[Predictor, Effect] = Field(default_factory=dict[Predictor, Effect])


class FirmExit(Record):
    """How firms leave the market.

    `closes`: probability a month that a firm of one worker in its first year is closed while it has reserves. `fails`:
    the same for a firm that has been without reserves for `months` in a row. Both change with age as its power
    -`ageing`, in years, and with the number of workers as its power -`size`. `unpaid`: months of turnover that each
    counterparty of a failed firm loses.
    """

    closes: Share
    fails: Share
    months: Amount
    ageing: Effect
    size: Effect
    unpaid: Amount


class FirmTurnover(Record):
    """Entry and exit of firms. `matched`: share of missing contracts for which a firm looks each month."""

    entry: FirmEntry
    exit: FirmExit
    matched: Share


class FirmsSpec(Record):
    """The firms and other legal persons of a society.

    `per_thousand`: firms per thousand people of working age. `at_firms`: share of people in work who work at a firm;
    the rest work elsewhere. `contracts`: mean number of contracts per firm with other firms. `years`: mean age.
    `turnover`: entry and exit; without it the number of firms does not change.
    """

    per_thousand: Amount
    at_firms: Share
    contracts: Amount
    years: Amount
    owners: Owners
    sectors: list[Sector] = Field(min_length=1, max_length=32)
    sizes: list[Size] = Field(min_length=1, max_length=8)
    trade: Trade
    activities: list[FirmActivity] = Field(min_length=1, max_length=32)
    decisions: list[FirmDecision] = Field(min_length=1, max_length=8)
    responses: FirmResponses
    turnover: FirmTurnover | None = Field(default=None, exclude_if=not_)
