"""What a study was made from: a byline, and how to make it again as a command and in Python."""

from __future__ import annotations

from counterscore.measure.groups import TITLES
from counterscore.report.text.numbers import span
from counterscore.report.text.regimes import names
from counterscore.study.setting import Study


def byline(study: Study) -> str:
    """Return in two sentences what was compared, among whom, and with which random seeds."""
    first, second = names(study.regime, study.baseline)
    people = "" if study.asked.group == "all" else f" Measured among {TITLES[study.asked.group]}."
    return (
        f"{study.citizens:,} synthetic citizens of the society {study.society.id} over {span(study.months)}: "
        f"{first} compared with {second}. {seeds(study.people_seed, study.lucks)}{people}"
    )


def seeds(people_seed: int, lucks: range) -> str:
    """Return which seeds were used.

    >>> seeds(1, range(1, 5))
    'People seed 1, random seeds 1 to 4.'
    """
    used = f"random seeds {lucks[0]} to {lucks[-1]}" if len(lucks) > 1 else f"random seed {lucks[0]}"
    return f"People seed {people_seed}, {used}."


def command(verb: str, study: Study, **options: object) -> str:
    """Return the command that makes this study."""
    words = [f"--{name.replace('_', '-')} {value}" for name, value in _options(study, options).items()]
    measures = [f"--measure {each.id}" for each in study.asked.measures] if study.named else []
    society = [] if study.society.id == study.regime.file.regime.society else [f"--society {study.society.id}"]
    return " ".join(["counterscore", verb, study.regime.id, *society, *measures, *words])


def python(verb: str, study: Study, **options: object) -> str:
    """Return the Python that makes this study."""
    given: dict[str, object] = {"measures": [each.id for each in study.asked.measures]} if study.named else {}
    words = [f"{name}={value!r}" for name, value in {**given, **_options(study, options)}.items()]
    return f"""import counterscore as cs

society = cs.Society.load("{study.society.id}")
regime = cs.Regime.load("{study.regime.id}")
result = cs.{verb}(regime, society, {", ".join(words)})"""


def _options(study: Study, options: dict[str, object]) -> dict[str, object]:
    return {
        **options, "group": study.asked.group, "citizens": study.citizens, "years": study.months // 12,
        "people_seed": study.people_seed, "seed": study.seed, "seeds": study.seeds,
    }  # fmt: skip
