"""Checks whether published figures are consistent, before any people are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterscore.society.inequality import highest_gini, lowest_gini
from counterscore.society.population_schema import SetAside, Target

RELATIVE = 0.02
_ROUNDING = 0.001
_OLDEST = 120


@dataclass(frozen=True)
class Condition:
    """One condition on the targets in words, with its numbers, and whether it is met."""

    text: str
    ok: bool


def conditions(targets: Sequence[Target]) -> list[Condition]:
    """Return every condition that can be tested with these targets."""
    return [*_shares(targets), *_ages(targets), *_means(targets), *_fifths_rise(targets), *_users(targets)]


def verdict(aside: SetAside, targets: Sequence[Target]) -> Condition | None:
    """Return whether the targets rule out a figure that is not a target; None if they do not say."""
    value, fifths = aside.value.value, _fifths(targets)
    if aside.measure == "gini" and fifths:
        low, high = lowest_gini(fifths), highest_gini(fifths)
        return Condition(f"the targets allow {low:.3f} to {high:.3f}", not low <= value <= high)
    implied = _implied_means(targets)
    if aside.measure == "mean-income" and implied:
        text = " and ".join(f"{mean:,.0f}" for mean in implied)
        return Condition(f"the targets imply {text}", all(abs(value / mean - 1) > RELATIVE for mean in implied))
    return None


def _value(targets: Sequence[Target], measure: str, **wanted: object) -> float | None:
    """Return the value of the target with this measure and exactly the restrictions `wanted`; None without one."""
    keys = ("among", "among_not", "having", "lacking", "ages", "part")
    for target in targets:
        if target.measure == measure and all((getattr(target, key) or None) == wanted.get(key) for key in keys):
            return target.value.value
    return None


def _shares(targets: Sequence[Target]) -> Iterator[Condition]:
    outside = [target.id for target in targets if target.measure == "share" and not 0 <= target.value.value <= 1]
    yield Condition(f"shares lie between 0 and 1{', except ' + ', '.join(outside) if outside else ''}", not outside)


def _ages(targets: Sequence[Target]) -> Iterator[Condition]:
    """Yield whether shares by age add up to 1, if the age groups cover everybody without gaps."""
    groups = sorted((target.ages, target.value.value) for target in targets if target.ages and not target.among)
    limits = [limits for limits, _ in groups]
    complete = limits and limits[0][0] == 0 and limits[-1][1] >= _OLDEST
    if complete and all(a[1] == b[0] for a, b in pairwise(limits)):
        total = sum(value for _, value in groups)
        yield Condition(f"shares by age add up to {total:.4f}", abs(total - 1) <= _ROUNDING)


def _fifths(targets: Sequence[Target]) -> list[float]:
    found = [_value(targets, "quintile-income", part=str(fifth)) for fifth in range(1, 6)]
    return [value for value in found if value is not None] if None not in found else []


def _mean_of_areas(targets: Sequence[Target]) -> float | None:
    share = _value(targets, "share", having=["urban"])
    urban = _value(targets, "mean-income", among=["urban"])
    rural = _value(targets, "mean-income", among_not=["urban"])
    if share is None or urban is None or rural is None:
        return None
    return share * urban + (1 - share) * rural


def _implied_means(targets: Sequence[Target]) -> list[float]:
    fifths, areas = _fifths(targets), _mean_of_areas(targets)
    return [mean for mean in (areas, sum(fifths) / len(fifths) if fifths else None) if mean is not None]


def _means(targets: Sequence[Target]) -> Iterator[Condition]:
    means = _implied_means(targets)
    if len(means) > 1:
        difference = abs(means[0] / means[1] - 1)
        text = (
            f"mean income is {means[0]:,.0f} by urban and rural areas and {means[1]:,.0f} by fifths, "
            f"a difference of {100 * difference:.1f} %"
        )
        yield Condition(text, difference <= RELATIVE)


def _fifths_rise(targets: Sequence[Target]) -> Iterator[Condition]:
    fifths = _fifths(targets)
    if fifths:
        rise = all(low < high for low, high in pairwise(fifths))
        gini = (
            f", and allow a Gini coefficient of {lowest_gini(fifths):.3f} to {highest_gini(fifths):.3f}" if rise else ""
        )
        yield Condition(f"the mean incomes of fifths {'increase' if rise else 'do not increase'}{gini}", rise)


def _users(targets: Sequence[Target]) -> Iterator[Condition]:
    """Yield whether there are at most as many rural users as rural people, and urban users as urban people."""
    users, urban = _value(targets, "share", having=["internet"]), _value(targets, "share", having=["urban"])
    rural = _value(targets, "share", among=["internet"], lacking=["urban"])
    if users is not None and urban is not None and rural is not None:
        shares = users * rural / (1 - urban), users * (1 - rural) / urban
        text = f"{100 * shares[0]:.1f} % of rural and {100 * shares[1]:.1f} % of urban residents use the internet"
        yield Condition(text, max(shares) <= 1)
