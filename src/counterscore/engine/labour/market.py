"""The labour market of a month: from applicants and vacancies to the number of people who are hired."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Words, kernel
from counterscore.chance.philox import first_words
from counterscore.engine.core.plan import LabourTerms
from counterscore.engine.core.state import Longs
from counterscore.engine.labour.matching import meetings, tightness
from counterscore.society.traits import BIT

u32, i64, f32 = np.uint32, np.int64, np.float32
_FORCE = u32(BIT["alive"] | BIT["working-age"] | BIT["labour-force"])
_EMPLOYED = u32(BIT["employed"])
_TO_UNIT = 2.0**-32
STATES = 4


class LabourMarket(NamedTuple):
    """The state of a labour market at the end of a month.

    `vacant`: posts that nobody has filled. `employed`: people in work; -1 before the first month. `hires`, `failures`:
    hires of the last two years or so, and those of them with a bad outcome, older ones counting for less.
    """

    vacant: int = 0
    employed: int = -1
    hires: float = 0.0
    failures: float = 0.0


NEW_MARKET = LabourMarket()


class Workforce(NamedTuple):
    """People in work, without it, and the monthly income of the labour force and of those without work, in yuan."""

    employed: int
    jobless: int
    income: int
    income_jobless: int


class PostChanges(NamedTuple):
    """Posts that firms closed by dismissing the worker, and posts that they opened, since the last month's market.

    `vacant`: the posts that are vacant now, where they are counted at firms; None where they follow from the former.
    """

    dismissed: int = 0
    opened: int = 0
    vacant: int | None = None


class Applicants(NamedTuple):
    """The month's applicants whom no gate or list refuses, and the others."""

    passing: int
    refused: int


class Cleared(NamedTuple):
    """What a month's market did.

    `vacancies`: vacant posts before anybody is hired; `opened`: how many of these were opened this month beyond those
    left vacant before (below 0: closed); `searchers`; `meetings`; `hires`: how many applicants may be hired; `gap`: the
    share of income lost beyond the usual.
    """

    vacancies: int
    opened: int
    searchers: float
    meetings: float
    hires: int
    gap: float


@kernel
def count_workforce(bits: Words, wage: Floats, total: Longs) -> None:
    """Add the people of a partition to `total`: employed, jobless, income of the labour force and of the jobless."""
    employed, jobless, income, lost = i64(0), i64(0), i64(0), i64(0)
    for j in range(bits.shape[0]):
        ready = (bits[j] & _FORCE) == _FORCE
        works = (bits[j] & _EMPLOYED) != u32(0)
        pay = i64(wage[j] if ready else f32(0.0))
        employed += i64(works)
        jobless += i64(ready & (not works))
        income += pay
        lost += i64(0) if works else pay
    total[0] += employed
    total[1] += jobless
    total[2] += income
    total[3] += lost


def clear(
    terms: LabourTerms, before: LabourMarket, force: Workforce, posts: PostChanges, applicants: Applicants, words: Words
) -> Cleared:
    """Return how many posts are vacant and how many applicants are hired this month.

    `words`: two random words, by which vacancies and hires are rounded.
    """
    searchers = applicants.passing + terms.crowding * applicants.refused
    acceptable = applicants.passing / searchers if searchers > 0 else 0.0
    gap = _gap(terms, force)
    wanted = tightness(terms, acceptable, _value(terms, before, gap)) * searchers
    first = before.employed < 0
    kept = 0 if first else _kept(before, force, posts)
    vacancies = max(round_at_random(wanted if first else kept + terms.adjusts * (wanted - kept), words[0]), 0)
    met = meetings(terms, searchers, vacancies)
    hires = min(round_at_random(met * acceptable, words[1]), applicants.passing)
    return Cleared(vacancies, vacancies - kept, searchers, met, hires, gap)


def _kept(before: LabourMarket, force: Workforce, posts: PostChanges) -> int:
    """Return how many posts are vacant before any is offered or withdrawn."""
    if posts.vacant is not None:
        return posts.vacant
    return before.vacant + before.employed - force.employed - posts.dismissed + posts.opened


def after(terms: LabourTerms, before: LabourMarket, force: Workforce, cleared: Cleared, failures: int) -> LabourMarket:
    """Return the market at the end of the month. `failures`: hires of the month with a bad outcome."""
    kept = 1.0 - 1.0 / terms.memory
    return LabourMarket(
        vacant=cleared.vacancies - cleared.hires,
        employed=force.employed + cleared.hires,
        hires=before.hires * kept + cleared.hires,
        failures=before.failures * kept + failures,
    )


def words_for(count: int, tick: int, purpose: int, seed: np.uint64) -> Words:
    """Return one random word for each of so many questions of a month."""
    words = np.arange(count, dtype=np.uint32)
    first_words(tick, purpose, seed, words, np.zeros(count, np.uint32))
    return words


def _gap(terms: LabourTerms, force: Workforce) -> float:
    """Return the share of the labour force's income that is lost beyond the usual."""
    return terms.lost * force.income_jobless / force.income - terms.usual_loss if force.income > 0 else 0.0


def _value(terms: LabourTerms, before: LabourMarket, gap: float) -> float:
    """Return the value of a filled post: less where hires fail, and where people have less to spend."""
    failing = before.failures / before.hires if before.hires > 0 else 0.0
    return max(terms.value * (1.0 - terms.failed * failing) * (1.0 - terms.spending * gap), 0.0)


def round_at_random(number: float, word: np.uint32) -> int:
    """Return the number rounded up or down at random, so that its mean is kept.

    >>> [round_at_random(2.25, np.uint32(word << 30)) for word in range(4)]
    [2, 2, 2, 3]
    """
    return int(np.floor(number + int(word) * _TO_UNIT))
