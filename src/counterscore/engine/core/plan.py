"""The plan: a society and a regime as the arrays that kernels read.

A plan contains no random draws and never changes. Its records are grouped by the stage that reads them. A chance is
stored as a 32-bit threshold: the event happens if a random word is below it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.regime.gates.rule import Comparing
from counterscore.society.aggregate_tables import Rows
from counterscore.society.earnings import Pay

Longs = NDArray[np.int64]
Table32 = np.ndarray[tuple[int, int], np.dtype[np.int32]]
Table64 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Shares32 = np.ndarray[tuple[int, int], np.dtype[np.float32]]
WordRows = np.ndarray[tuple[int, int], np.dtype[np.uint32]]


class Hazards(NamedTuple):
    """What happens to people independently of any score: monthly chances, and the household budget in yuan."""

    job_loss: Words  # by education; if `experienced_from` is above 0, then for people with less work history
    experienced_from: np.int32  # months of work history below which a person loses a job at the second set of chances
    illness: Words  # by age in years, 0 to 200
    recovery: np.uint32
    windfall: np.uint32
    births: WordRows  # 8 rows (4 x partnered + education) x age in years, 0 to 200
    deaths: WordRows  # 2 rows (male, female) x age in years, taken from the upper end of the word
    windfall_months: np.float32
    saved: np.float32
    benefit: np.float32
    living_cost: np.float32
    illness_cost: np.float32
    strained_below: np.float32  # yuan
    grown: np.int32  # ages in months, here and in the next three: coming of age, retirement, the two school entries
    retired: np.int32
    school_first: np.int32
    school_second: np.int32
    covered: np.float32  # share of the cost of an illness that insurance pays
    premium: np.float32  # yuan a month
    smoothed: np.float32  # share of lost income and of the cost of an illness that a loan covers
    instalment: np.float32  # share of the wage
    lapse_bits: Words  # states that end by themselves
    lapse_steps: Words  # upper end of each state's interval of the word, counted down from the largest word


class LifeCourse(NamedTuple):
    """How couples separate and people move (see `Separation` and `Moves`). Places: twice the region, plus 1 for urban.

    A person moves with the probability roam[age] * schooled[education] * [jobless] * pull[place].
    """

    separates: bool
    moves: bool
    separation: Words  # by age of the woman in years
    man_leaves: np.uint32
    mother_keeps: np.uint32
    pooled: np.float32
    roam: Floats  # by age in years
    schooled: Floats  # by education
    jobless: np.float32
    pull: Floats  # by place
    most: np.float32  # no chance to move is higher
    target: WordRows  # place x place: cumulative thresholds of the places to go to
    gain: Shares32  # place x place: factor on the income of people who go from one to the other
    family: np.uint32


class Growing(NamedTuple):
    """How a child comes of age, and how adults enter and leave the labour force later (see `ComingOfAge`)."""

    at: Ints  # ages in months: coming of age, then those at which the labour force changes
    home: np.float32
    school: np.float32
    patience: np.float32
    skill: np.float32
    levels: Floats  # the three thresholds of education
    kept: np.float32
    schooling: np.float32
    spread: np.float32
    pay: Floats  # 2 (rural, urban): yuan a month at coming of age; 0 without wages of one's own
    joins: np.ndarray[tuple[int, int], np.dtype[np.uint32]]  # 2 (male, female) x ages: chance to enter the labour force
    leaves: np.ndarray[tuple[int, int], np.dtype[np.uint32]]  # likewise: chance to leave it
    jobs: np.ndarray[tuple[int, int], np.dtype[np.uint32]]  # 2 (rural, urban) x occupations: cumulative thresholds
    state_bits: Words  # states drawn at coming of age
    state_needs: Words  # states that each requires
    state_excludes: Words  # states that rule each out
    state_chance: np.ndarray[tuple[int, int], np.dtype[np.uint32]]  # 2 (rural, urban) x states
    minority: np.float32  # added to the score of education of the minority
    level: Floats  # by region: added to the logarithm of income
    minority_level: np.float32  # likewise, for the minority


class Reference(NamedTuple):
    """The zero points of two predictors: monthly income in yuan, and level of education."""

    median_wage: np.float32
    mean_education: np.float32


class Acts(NamedTuple):
    """The rate models of all activities; terms of the linear predictors are in compressed sparse rows.

    The linear predictor is the base-2 logarithm of the rate, of the odds (yes-no) or of the median (hours).
    """

    kind: Ints
    most: Floats
    base: Floats
    first: Ints  # first term of each activity, activities + 1 entries
    which: Ints  # by term: the row of the predictor
    coefficient: Floats
    who: Words  # states that a person needs to do it


class Silence(NamedTuple):
    """Bribes to data sources, by source; the last entry, without a price, is for activities that nobody sees."""

    price: Floats  # months of income; 0: no bribes
    most: Floats
    struck: Words  # threshold


class Sight(NamedTuple):
    """What data sources see, and what it counts for."""

    urban: Words  # by source: chance that a record is seen and not lost, for urban people
    rural: Words
    needs: Words  # by source: states that a person needs to be covered
    source: Ints  # by activity, as the next three: the source that sees it; the number of sources if none does
    points: Ints  # thousandths of a point a unit
    cap: Ints  # thousandths of a point a month
    row: Ints  # the operator that the source reports to, as its place among those in force
    uneven: bool  # whether any source sees more in one region than in another
    by_place: WordRows  # source x place (twice the region, plus 1 for urban): chance as in `urban` and `rural`
    silence: Silence


class Watchfulness(NamedTuple):
    """Adaptive surveillance, by source (see attention.py); the last entry is for activities that no source sees."""

    division: Ints  # how people are divided into places; 0: surveillance is even
    lean: NDArray[np.float64]  # share of the effort that follows past detections
    kept: NDArray[np.float64]  # share of past detections that remains after a month
    most: NDArray[np.float64]  # highest intensity, as a multiple of even surveillance
    sought: Ints  # by activity: 1 if it costs points or the regime's model predicts it


class Tactics(NamedTuple):
    """The tactics that are useful under the regime (see tactics.py), and the cost of responses, in months of income."""

    which: Ints  # by tactic, as the next four: its place among the society's tactics
    watched: Ints  # 1: reacts to the belief of being watched, 0: to the stakes
    trait: Ints  # row of the predictor that modifies it
    strength: Floats
    cost: Floats
    comply: np.float32  # cost of each response, here and in the next three
    censor: np.float32
    game: np.float32
    wary: np.float32
    costly: bool  # whether any response or tactic costs anything
    still: bool  # whether the society has people who do not respond to a score
    eyes: Ints  # by activity: the row of the source that sees it, or of that source as reduced by a hiding tactic
    veiled: Ints  # by reduced row: the source
    veil: Ints  # by reduced row: the hiding tactic
    faked: Ints  # by activity: the tactic that fakes it; -1: none
    price: Floats  # by activity: price of one faked act


class Misfiling(NamedTuple):
    """False records: acts of other people recorded for a person, by source."""

    below: np.uint32  # chance of a false record from any source
    steps: Words  # cumulative thresholds of the sources
    needs: Words  # states that a person needs to be covered
    sees: Ints  # activities that each source sees, in compressed sparse rows
    first: Ints  # first entry of each source in `sees`, sources + 1 entries
    points: Ints  # by activity, thousandths of a point
    regions: Words  # by source: the regions in which it is, a bit each


class Scale(NamedTuple):
    """The scale of a score in rungs, with forgetting and the friends' part."""

    active: bool  # whether there is a score at all
    lowest: np.int32  # the score at rung 1, in thousandths of a point
    top: np.int32  # the highest rung
    base: np.int32  # the rung at which people start
    forgotten: np.int64  # share of the distance to the base lost in a month, in 2**-30
    friends: np.int64  # share of the gap to the friends' mean that is closed in a month, in 2**-30
    friends_cap: np.int64  # the most that it can move the score, in 2**-30 of a thousandth
    from_age: np.int32  # months
    safe: np.int32  # rung from which no gate or list refuses, as far as people can know
    by_table: bool = False  # people in an aggregate table start at the score given there instead of the base


class Lists(NamedTuple):
    """The lists: people enter one with a score below rung `below`, or at or above rung `above`."""

    below: Ints
    above: Ints
    months: Ints  # shortest stay
    after: Ints  # list on which a person must already be; -1: none
    after_months: Ints  # for this long
    order: Ints  # order of updates: a list comes before the list that it follows


class RightsTerms(NamedTuple):
    """The rights: delays in months (-1: the right is withheld), and chances of success."""

    notice: np.uint32
    correction_delay: np.int32
    correction: np.uint32
    appeal_delay: np.int32
    appeal: np.uint32
    repair_delay: np.int32
    repair: np.uint32
    expiry_delay: np.int32
    expiry: np.uint32


class RequestRules(NamedTuple):
    """Who applies for what, the incumbent's weights, and what lists block and open; by decision unless noted."""

    needs: Words  # states that a person needs to apply
    excludes: Words  # states with which a person does not apply
    demand: Words  # monthly chance to apply
    again: Words  # likewise after a refusal
    lacks: Words  # people without this state apply with the chance `hindered`; 0: no such state
    hindered: Words
    index_from: np.float32  # yuan at which the index starts
    index_steps: np.float32  # steps of the index for each doubling
    index_months: np.int64  # months of age for each step
    weights: Ints  # decisions x 5: income, collateral, history, seniority, lottery; they add up to 255
    blocks: Words  # a bit by list: refused to people on it
    family: Words  # a bit by list: refused if a member of the household is on it
    opens: Words  # a bit by list: people on it pass the gate and are served first
    list_months: Ints  # by list: shortest stay


class Lines(NamedTuple):
    """The lines of the gates, decisions x parts of people.

    `line`: the lowest rung that passes; `margin`: the share of people exactly on it who pass, in 2**-16.
    """

    line: Table32
    margin: Table32


class Officials(NamedTuple):
    """Officials who do not follow the gates' rules, by decision unless noted."""

    some: bool  # False: all follow the rules
    at_will: Ints  # share of cases decided at will, in 2**-16
    whim: Ints  # place in WHIMS of what then counts
    approves: Floats  # chance of approval, at the middle of an input's scale
    price: Floats  # of a bribe, in months of income; 0: no bribes
    most: Floats  # largest share of wealth that a person pays
    struck: Ints  # share of bribes that both sides agree to, in 2**-16
    index_from: np.float32  # the scales of inputs, as in `RequestRules`
    index_steps: np.float32
    index_months: np.int64


class Gates(NamedTuple):
    """The conditions of the gates; by decision unless noted."""

    gated: Ints  # 1 if the regime has a gate
    enforced: Table32  # decision x region: share of requests to which the gate is applied, in 2**-16
    by_rank: Ints  # 1 if scarce places are allocated by score
    base: np.int32  # rung at which people without a score queue by rank
    division: Ints  # division with separate lines: its place in DIVISIONS plus 1; 0: one line for everybody
    lists: Words  # a bit by list: people on it are refused
    below: Ints  # by list: people enter it below this rung; 0 for a list of high scores
    officials: Officials
    lines: Lines  # the lines that the file states; gates whose lines depend on everybody are in `Plan.compared`


class ComparedGate(NamedTuple):
    """A gate whose lines depend on everybody: the place and id of its decision, the parts of people, and its rule."""

    decision: int
    name: str
    parts: tuple[str, ...]
    rule: Comparing


class Scarcity(NamedTuple):
    """How many requests are approved, by decision: by scarce places, or by forming couples."""

    places: NDArray[np.float64]  # places a month per thousand residents; -1: no limit
    apart: NDArray[np.int32]  # largest age difference of a couple in months; -1: an approval is for one person
    offers: NDArray[np.int32]  # candidates that each person considers


class LabourTerms(NamedTuple):
    """The labour market (see `society.labour.Matching`, and `engine/labour`)."""

    decision: int  # its place among the decisions; -1: there is no labour market
    urn_ball: bool
    efficiency: float
    elasticity: float
    crowding: float
    cost: float
    value: float
    failed: float
    memory: float
    adjusts: float
    usual_loss: float  # share of the labour force's income that is lost at the usual unemployment
    lost: float  # share of the wage that a person without work loses
    spending: float
    premium: np.float32  # change of the wage for each thousandth of a point; 0 where no gate shows the score
    base: np.int32  # rung from which the premium counts


class PostTerms(NamedTuple):
    """What the labour market does to firms (see `society.labour.Posts`)."""

    firms_share: float  # of the posts that are opened
    demand: float
    lasts: float
    output: np.float32
    sales: np.float32
    slack: float


class Changes(NamedTuple):
    """The effects of an answer by decision: bits set and cleared, months of income, the factor on the wage."""

    to_set: Words
    to_clear: Words
    wealth: Floats
    wage: Floats


class Grants(NamedTuple):
    """What an approval requires and what it changes, by decision."""

    needs: Words  # states that a person must have
    excludes: Words  # states that a person must not have
    changes: Changes


class Denials(NamedTuple):
    """What any refusal changes, and what a refusal by a gate changes in addition, by decision."""

    changes: Changes
    wait: Ints  # months before the person may apply again
    gate_changes: Changes
    gate_wait: Ints


class OutcomeTerms(NamedTuple):
    """The outcome of an approval, by decision: the log-odds of a bad outcome (to base 2), and what it changes."""

    some: Ints  # 1 if the decision has an outcome
    base: Floats
    first: Ints  # first term of each decision, decisions + 1 entries
    which: Ints  # by term: the predictor
    coefficient: Floats
    bad: Changes
    tabled: Ints  # 1: read off the group's table at the score at the start, 2: at the current score; 0: no table
    table: Rows
    lowest: np.int32  # the score at rung 1, in thousandths of a point


class CreditTerms(NamedTuple):
    """The credit market of a decision (see `society.credit.Credit`); amounts in yuan, rates by class.

    A rate of class k is k quarters of a percent a year. `unit` and `target`: capital per resident in yuan, and the
    share of the gap to it that is closed in a month. `riskiest`: by class, the highest probability of default at which
    that rate breaks even; the last class is the cap. Shares and probabilities are in 2**-20.
    """

    decision: int
    name: str
    amount: np.float32  # months of the wage
    ends_with: np.uint32  # states with which a loan ends; 0: it ends by chance
    ends: np.uint32  # monthly chance that it ends
    capital: np.float64
    refill: np.int64
    upkeep: np.int64  # cost of funds and of operation, a share of what is lent a month
    loss: np.int64
    older: np.int64  # share of the capital that is out in loans from before the start
    runs_off: np.int64  # share of those loans that is repaid in a month
    riskiest: Longs
    from_savings: np.float32
    believed: np.int64  # probability of default of all applicants alike


class LearningTerms(NamedTuple):
    """How the deciders of a decision learn (see `society.learning`). Shares and probabilities are in 2**-20.

    `credit`: the index of its credit market, -1 for none. `signs`: names of what they see; those that begin with
    `region` are one for each region. `scored`: 1 if they see the score, whose zero is at rung `base` and whose scale
    has `top` rungs. `chance`: the part of the index that the lottery keeps, of 255.
    """

    decision: int
    name: str
    credit: int
    every: int
    kept: np.int64  # of what is known, from one fit to the next
    prior: float
    believed: np.int64
    signs: tuple[str, ...]
    scored: bool
    base: int
    top: int
    by: np.uint32  # state by which regressions are separate; 0: none
    lottery: int
    error: np.float32  # of the interview, here and in the next two; below 0: there is none
    group: np.uint32
    group_error: np.float32


class Learning(NamedTuple):
    """How beliefs change, the strength of responses, and how ties form and end (see `Responses` and `TiesSpec`)."""

    learning: np.float32
    hearsay: np.float32
    forgetting: np.float32
    noticing: np.float32
    visible: np.float32  # share of kinds of act that some source sees
    comply: np.float32
    censor: np.float32
    game: np.float32
    wary: np.float32
    tilt: np.float32
    safe_ease: np.float32
    threshold: np.float32  # belief from which people respond fully; below 0: they respond in proportion to it
    turnover: np.float32
    shun: np.float32
    shun_gap: np.int32  # thousandths of a point
    seek: np.float32
    choosy: np.float32
    by_decision: bool  # hearsay counts the mean over decisions instead of the share of all requests
    turn: np.int64  # months between two reviews of a person's ties
    near_bits: np.int64  # base-2 logarithm of the number of neighbours among whom people meet
    anybody: np.uint32  # chance of a month in which people meet anybody
    by_room: bool  # people look for a friend with probability `seek` for each free place
    lasting: np.float32  # share of endings that ties between kin escape
    chills: np.float32 = np.float32(0.0)  # fear x this is added to `wary`
    complies: np.float32 = np.float32(0.0)  # approval x this is added to `comply`
    befriends: np.float32 = np.float32(0.0)  # how much more often people who trust fully look for a friend


class OpinionTerms(NamedTuple):
    """How opinions start and move (see `society.opinions`); rows and entries are those of OPINIONS.

    A share of a gap is closed towards 1 where it is positive, and towards 0 where it is negative.
    """

    turn: np.int64  # months between two talks with friends
    norm: np.float32  # relative change of the friends' pull per standard deviation of conformity
    level: Floats  # mean resting level
    own: Floats  # standard deviation of the part of it that is the person's own
    traits: np.ndarray[tuple[int, int], np.dtype[np.float32]]  # opinions x traits: change per standard deviation
    moves: np.ndarray[tuple[int, int], np.dtype[np.float32]]  # opinions x EVENTS: share of the gap
    hit: Floats  # likewise, if all friends were refused or listed
    watched: Floats  # likewise, for people certain of being watched
    friends: Floats  # share of the gap to the friends' mean
    mood: Floats  # share of the gap to everybody's mean
    settles: Floats  # share of the gap to the resting level
    judged: NDArray[np.uint8]  # by decision: 1 if a gate or list judges requests


class MeetingRules(NamedTuple):
    """Where people meet and whom they choose (see `Meeting`). `met`: 0 without meeting places.

    `decay`, `similarity`: how the log weight of a pair falls (see `affinity.Layer`). `from_age`, `to_age`: in months.
    `shun_gap`: in thousandths of a point.
    """

    met: int
    friends: np.float32
    foci: np.float32
    anybody: np.float32
    near: int
    catchment: int
    from_age: np.int32
    to_age: np.int32
    newborn: int
    decay: Floats
    similarity: Floats
    shun_gap: np.int32
    choosy: np.float32


class Perks(NamedTuple):
    """The perks of an operator: decisions for which members with a high score move up in the queue."""

    decision: Ints
    line: Ints  # lowest rung that opens the perk
    ease: Longs  # steps of the incumbent's index (of 2**16) by which a member moves up
    needs: Words  # states that a person needs to have a use for it
    excludes: Words  # states with which a person has no use for it


class EnrolmentTerms(NamedTuple):
    """How people join and leave an operator while participation is voluntary."""

    by_perks: np.float32  # monthly chance to join if every perk is of use
    by_friends: np.float32  # added if all friends have joined
    leaving: np.float32  # monthly chance to leave
    cost: np.float32  # of leaving, in months of income
    reached: Words  # by source of the operator: states that a person needs to be covered
    visible: np.float32  # share of kinds of act that its sources see
    by_approval: np.float32 = np.float32(0.0)  # how much more often people who approve fully join


class Operated(NamedTuple):
    """An operator in force: its scale, the false records that reach it, its perks and its terms of enrolment."""

    id: str
    scale: Scale
    misfiling: Misfiling
    perks: Perks
    enrolment: EnrolmentTerms


class Plan(NamedTuple):
    """Everything that a month needs to know about a society and a regime in one phase.

    `operators`: those in force, each with a row of scores; empty without a score. `scale`: the scale of the first
    operator. `voluntary`: only members have scores. `one_score`: the first operator's score stands for a person.
    `banded`: the regime has bands, on the scale of that score. `compared`: the gates whose lines depend on everybody.
    `pay`: wages of one's own. `lending`: the credit markets. `deciders`: the decisions whose deciders learn.
    `opinions`: None for a society that does not declare them.
    """

    hazards: Hazards
    course: LifeCourse
    reference: Reference
    acts: Acts
    sight: Sight
    watch: Watchfulness
    tactics: Tactics
    misfiling: Misfiling
    scale: Scale
    lists: Lists
    rights: RightsTerms
    asking: RequestRules
    gates: Gates
    scarcity: Scarcity
    labour: LabourTerms
    posts: PostTerms | None
    grants: Grants
    denials: Denials
    outcomes: OutcomeTerms
    growing: Growing
    learning: Learning
    meeting: MeetingRules
    operators: tuple[Operated, ...]
    voluntary: bool
    one_score: bool
    banded: bool
    compared: tuple[ComparedGate, ...]
    pay: Pay
    lending: tuple[CreditTerms, ...] = ()
    deciders: tuple[LearningTerms, ...] = ()
    opinions: OpinionTerms | None = None
