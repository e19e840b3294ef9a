"""What other studies found about an effect: the clause that causes most of it, and whether it is robust."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.report.attribution.words import causes, made_from
from counterscore.report.robustness.words import under_other_assumptions
from counterscore.report.text.studies import byline, command
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.related import BASELINE, RelatedStudies


def clause(related: RelatedStudies, measure: str) -> str:
    """Return which clause causes most of the effect on a measure; empty if that is not known."""
    found = related.attribution
    return causes(found, measure, "all") if found and measure in found.whole else ""


def assumptions(related: RelatedStudies, measure: str) -> str:
    """Return what happens to the effect on a measure under other assumptions; empty if that is not known."""
    headline, study = related.headline(measure), related.robustness
    if study is None or headline is None:
        return ""
    unit = next(each.about.unit for each in study.study.asked.measures if each.id == measure)
    return under_other_assumptions(headline, unit)


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
    attribution, robustness = related.attribution, related.robustness
    known = (
        ("Which clauses cause the effects", "attribute", attribution, attribution and made_from(attribution)),
        (
            "Whether the effects survive other assumptions",
            "robust",
            robustness,
            robustness and byline(robustness.study),
        ),
    )
    for what, verb, study, made in known:
        if study is None:
            flag = f"counterscore compare {comparison.first.id} {comparison.second.id} --{verb}"
            yield f"{what} has not been studied for this regime and society. To study it, run: {flag}"
        else:
            yield f"{what} was studied with `{command(verb, study.study)}`. {made}"
