"""What other studies found about an effect: the clause that causes most of it, whether it is robust, and its tag."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.report.attribution.words import causes, made_from
from counterscore.report.comparison import tags
from counterscore.report.robustness.words import under_other_assumptions
from counterscore.report.text.studies import byline, command, society_option
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.related import BASELINE, RelatedStudies
from counterscore.study.setting import Study


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
    return under_other_assumptions(study, headline, unit)


def beside(related: RelatedStudies, measure: str) -> str:
    """Return all that other studies found about the effect on a measure; empty without studies."""
    said = (clause(related, measure), assumptions(related, measure), tags.words(related.tag(measure)))
    return " ".join(filter(None, said))


def notes(related: RelatedStudies, comparison: Comparison) -> Iterator[str]:
    """Yield which studies are used, and how to make missing ones; or why there can be none."""
    if not related.applies:
        yield (
            "Causes, other assumptions and what an effect is made of are studied only in comparison with no score "
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
        (
            "Whether the effects were put in or come out",
            "tags",
            related.tags,
            related.tags and byline(related.tags.study),
        ),
    )
    for what, verb, study, made in known:
        if study is None:
            words = [comparison.first.id, comparison.second.id, *society_option(comparison.scenario), f"--{verb}"]
            run = " ".join(["counterscore compare", *words])
            yield f"{what} has not been studied for this regime and society. To study it, run: {run}"
        else:
            yield f"{what} was studied with `{_command(verb, study.study)}`. {made}"
    if related.tags:
        yield tags.considered(related.tags)


def _command(verb: str, of: Study) -> str:
    """The command that makes a study; tags are an option of `compare`."""
    if verb == "tags":
        return " ".join(["counterscore compare", of.scenario.regime.id, *society_option(of.scenario), "--tags"])
    return command(verb, of)
