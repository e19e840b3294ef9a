"""The firms of a society as a TOML file holds them: who they are, what they do, what they ask for."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Pair, Record, Share, Words

FirmPredictor = Literal["honesty", "size", "demand", "strained"]
FIRM_PREDICTORS: tuple[FirmPredictor, ...] = get_args(FirmPredictor)
FirmState = Literal["exporter", "strained"]
FIRM_STATES: tuple[FirmState, ...] = get_args(FirmState)
FIRM_INPUTS = ("age", "size", "collateral", "lottery")


class Sector(Record):
    """A sector and the share of firms in it. Firms of a sector that `exports` have goods to clear at the border."""

    id: Identifier
    title: Words
    share: Share
    exports: bool = False


class Size(Record):
    """A class of size: the share of firms in it, and from how many `workers` to how many."""

    id: Identifier
    title: Words
    share: Share
    workers: Pair[int]


class Owners(Record):
    """Whose firms they are: each has one owner, its legal representative, among the citizens in work.

    `each`: firms that a person represents at most (one today); `below_age`: years that owners are younger than at the
    start; `honesty`: how far a firm's honesty goes with its owner's trustworthiness, a correlation.
    """

    each: Literal[1]
    below_age: Amount
    honesty: Share


class FirmActivity(Record):
    """What a firm does or does not do in a month: chance `rate` for a firm of 10 workers whose predictors are all zero.

    Effects add to the log-odds, for each: standard deviation of `honesty`, doubling of `size`, standard deviation of
    `demand`, being `strained`. `gains`: what it adds to reserves, in months of turnover. `hurts`: a partner by
    contract, whose reserves lose `costs` months of turnover, or the workers, who lose `costs` months of their wage.
    """

    id: Identifier
    title: Words
    law: Literal["lawful", "unlawful"]
    response: Literal["comply", "game", "none"]
    rate: Share
    effects: dict[FirmPredictor, Figure] = Field(default_factory=dict[FirmPredictor, Figure])
    gains: Figure | None = None
    hurts: Literal["partner", "workers"] | None = None
    costs: Amount | None = None


class FirmEffect(Record):
    """One change to a firm: `reserves` by so many months of turnover, or `jobs` by such a share of its posts."""

    changes: Literal["jobs", "reserves"]
    by: Figure


class FirmIncumbent(Record):
    """How the places go without a score: a weighted index, the highest first; each input runs from 0 to 255.

    `age` of the firm, `size` in workers on a logarithmic scale, `collateral`: its reserves, `lottery`: a draw.
    """

    age: Amount | None = None
    size: Amount | None = None
    collateral: Amount | None = None
    lottery: Amount | None = None


class FirmOutcome(Record):
    """What would come of a grant: it goes `well` or else `ill`, for whichever firm asks, granted or not.

    `ill_rate` is the chance that it goes ill for a firm with every predictor at 0; `effects` move its log-odds, by
    predictor, as those of a firm's acts. Only the simulation knows it of firms refused; no life depends on it.
    """

    well: Words
    ill: Words
    ill_rate: Share
    effects: dict[FirmPredictor, Figure] = Field(default_factory=dict[FirmPredictor, Figure])


class FirmDecision(Record):
    """A decision that firms face: one in every state of `needs` asks with chance `demand` in a month.

    `places` are open each month for a thousand firms; without it there is room for all. `outcome`: what would come of
    a grant, where that can be told.
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
    """How a firm fares by itself. Demand is standard normal, of monthly `persistence`.

    Reserves, in months of turnover, begin with up to twice `reserves`, gain `margin` + `swing` x demand a month, and
    stay between 0 and `fullest`. Below `strained_below` a firm is strained; at 0 it sheds the share `shrinks` of its
    jobs a month; above `grows_above`, with every post filled, it adds the share `grows`.
    """

    persistence: Share
    margin: Figure
    swing: Amount
    reserves: Amount
    fullest: Amount
    strained_below: Amount
    shrinks: Share
    grows: Share
    grows_above: Amount


class FirmResponses(Record):
    """What a firm learns of a score, as citizens do: a belief between 0 and 1 that it decides.

    A refusal by a gate or a list closes the share `learning` of the gap to 1, a month without fades the share
    `forgetting`. `comply` and `game`: strength of the two responses at full belief.
    """

    learning: Share
    forgetting: Share
    comply: Amount
    game: Amount


class FirmsSpec(Record):
    """The firms and other legal persons of a society.

    `per_thousand`: firms for a thousand people of working age; `at_firms`: share of those in work who work at one, the
    rest working outside; `contracts`: mean number of a firm's standing contracts with other firms; `years`: mean age.
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
