"""How to make a study again: as a command and in Python."""

from __future__ import annotations

from counterscore.study.setting import Study


def command(verb: str, study: Study, **options: object) -> str:
    """Return the command that makes this study."""
    words = [f"--{name.replace('_', '-')} {value}" for name, value in _options(study, options).items()]
    names = [f"--measure {each.id}" for each in study.asked.measures] if study.named else []
    of = study.scenario
    society = [] if of.society.id == of.regime.file.regime.society else [f"--society {of.society.id}"]
    return " ".join(["counterscore", verb, of.regime.id, *society, *names, *words])


def python(verb: str, study: Study, **options: object) -> str:
    """Return the Python that makes this study."""
    given: dict[str, object] = {"measures": [each.id for each in study.asked.measures]} if study.named else {}
    words = [f"{name}={value!r}" for name, value in {**given, **_options(study, options)}.items()]
    return f"""import counterscore as cs

society = cs.Society.load("{study.scenario.society.id}")
regime = cs.Regime.load("{study.scenario.regime.id}")
found = cs.{verb}(regime, society, {", ".join(words)})"""


def _options(study: Study, options: dict[str, object]) -> dict[str, object]:
    of = study.scenario
    return {
        **options, "group": study.asked.group, "citizens": of.citizens, "years": of.months // 12,
        "people_seed": of.people_seed, "seed": of.seed, "seeds": len(study.seeds),
    }  # fmt: skip
