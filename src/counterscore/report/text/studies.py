"""What a study was made from: a byline, and how to make it again as a command and in Python."""

from __future__ import annotations

from typing import cast

from counterscore.measure.groups import TITLES
from counterscore.report.text.numbers import listing, span
from counterscore.report.text.regimes import names
from counterscore.run.scenario import Scenario
from counterscore.study.replicates import Replicates
from counterscore.study.setting import Study


def byline(study: Study) -> str:
    """Return in two sentences what was compared, among whom, and with which random seeds."""
    first, second = names(study.scenario.regime, study.baseline)
    return f"{population(study.scenario)}: {first} compared with {second}. {replicates(study.replicates)}{among(study)}"


def among(study: Study) -> str:
    """Return a sentence on who was measured, after a space; empty if that is everybody."""
    groups = study.asked.groups
    return "" if groups == ("all",) else f" Measured among {listing([TITLES[group] for group in groups])}."


def population(scenario: Scenario) -> str:
    """Return who was simulated, and for how long."""
    people, society = f"{scenario.citizens:,} synthetic citizens", scenario.society.id
    return f"{people} of the society {society} over {span(scenario.months)}"


def scope(scenario: Scenario) -> str:
    """Return in a few words how large a simulation is: how many people, and how long.

    >>> from counterscore import Regime, Society
    >>> scope(Scenario(society=Society.load("village"), regime=Regime.load("none"), citizens=5000))
    '5,000 citizens over ten years'
    """
    return f"{scenario.citizens:,} citizens over {span(scenario.months)}"


def society_option(scenario: Scenario) -> list[str]:
    """Return the option that names the society, where it is not the regime's own."""
    own = scenario.regime.file.regime.society
    return [] if scenario.society.id == own else [f"--society {scenario.society.id}"]


def seeds(people_seed: int, replicates: range) -> str:
    """Return which seeds were used.

    >>> seeds(1, range(1, 5))
    'People seed 1, random seeds 1 to 4.'
    """
    used = (
        f"random seeds {replicates[0]} to {replicates[-1]}" if len(replicates) > 1 else f"random seed {replicates[0]}"
    )
    return f"People seed {people_seed}, {used}."


def replicates(of: Replicates) -> str:
    """Return which populations and random seeds were used.

    >>> from counterscore.study.replicates import Replicate
    >>> replicates(Replicates(8, 2, Replicate(1, 1)))
    '8 populations (people seeds 1 to 8) with 2 random seeds each (1 to 16).'
    """
    people, seed = of.first
    if of.populations < 2:
        return seeds(people, range(seed, seed + of.seeds))
    lasts = people + of.populations - 1, seed + len(of) - 1
    each = f"{of.seeds} random seeds each" if of.seeds > 1 else "one random seed each"
    return f"{of.populations} populations (people seeds {people} to {lasts[0]}) with {each} ({seed} to {lasts[1]})."


def command(verb: str, study: Study, **options: object) -> str:
    """Return the command that makes this study."""
    words = [f"--{name.replace('_', '-')} {_word(value)}" for name, value in _options(study, options).items()]
    measures = [f"--measure {each.id}" for each in study.asked.measures] if study.named else []
    of = study.scenario
    return " ".join(["counterscore", verb, of.regime.id, *society_option(of), *measures, *words])


def _word(value: object) -> str:
    return ",".join(map(str, cast("list[object]", value))) if isinstance(value, list) else str(value)


def python(verb: str, study: Study, **options: object) -> str:
    """Return the Python that makes this study."""
    given: dict[str, object] = {"measures": [each.id for each in study.asked.measures]} if study.named else {}
    words = [f"{name}={value!r}" for name, value in {**given, **_options(study, options)}.items()]
    return f"""import counterscore as cs

society = cs.Society.load("{study.scenario.society.id}")
regime = cs.Regime.load("{study.scenario.regime.id}")
result = cs.{verb}(regime, society, {", ".join(words)})"""


def _options(study: Study, options: dict[str, object]) -> dict[str, object]:
    of, asked = study.scenario, study.asked
    return {
        **options, "group": list(asked.groups) if len(asked.groups) > 1 else asked.group, "citizens": of.citizens,
        "years": of.months // 12, "people_seed": of.people_seed, "seed": of.seed, "seeds": len(study.seeds),
    }  # fmt: skip
