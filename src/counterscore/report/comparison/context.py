"""What other studies found about an effect: the clause that causes most of it, and whether it is robust."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.report.robustness.words import under_other_assumptions
from counterscore.report.text.numbers import percent
from counterscore.report.text.studies import byline, command
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.related import BASELINE, RelatedStudies


def clause(related: RelatedStudies, measure: str) -> str:
    """Return which clause causes most of the effect on a measure; empty if that is not known."""
    found = related.attribution
    effect = found.whole.get(measure) if found else None
    if found is None or effect is None or not effect.value:
        return ""
    if not effect.sure:
        return "No single clause can be singled out."
    whole = effect.value
    sure = [
        (each.value / whole, party.title)
        for party in found.parties
        if (each := found.parts[measure][party.id]).sure and each.value is not None and each.value * whole > 0
    ]
    if not sure:
        return "No single clause can be singled out."
    share, title = max(sure)
    if share > 1:
        return f"One clause causes it, and others soften it: {title}."
    if share >= 0.5:
        return f"One clause causes most of it ({percent(share)}): {title}."
    return f"The clause that contributes most ({percent(share)}): {title}."


def assumptions(related: RelatedStudies, measure: str) -> str:
    """Return what happens to the effect on a measure under other assumptions; empty if that is not known."""
    headline, study = related.headline(measure), related.robustness
    if study is None or headline is None:
        return ""
    unit = next(each.about.unit for each in study.study.asked.measures if each.id == measure)
    return under_other_assumptions(study, headline, unit)


def beside(related: RelatedStudies, measure: str) -> str:
    """Return all that other studies found about the effect on a measure; empty without studies."""
    return " ".join(filter(None, (clause(related, measure), assumptions(related, measure))))


def notes(related: RelatedStudies, comparison: Comparison) -> Iterator[str]:
    """Yield which studies are used, and how to make missing ones; or why there can be none."""
    if not related.applies:
        yield (
            "Causes and other assumptions are studied only in comparison with no score "
            f"(the regime {BASELINE}), so nothing is said about them here."
        )
        return
    known = (
        ("Which clauses cause the effects", "attribute", related.attribution),
        ("Whether the effects survive other assumptions", "robust", related.robustness),
    )
    for what, verb, study in known:
        if study is None:
            flag = f"counterscore compare {comparison.first.id} {comparison.second.id} --{verb}"
            yield f"{what} has not been studied for this regime and society. To study it, run: {flag}"
        else:
            yield f"{what} was studied with `{command(verb, study.study)}`. {byline(study.study)}"
