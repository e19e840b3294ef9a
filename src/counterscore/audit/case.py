"""A regime as the rules see it: its clauses, its data flow, and the elements that several rules share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from counterscore.audit.decisions import ScoredDecision, decisions
from counterscore.audit.elements import Element, any_holds, any_of, scoped
from counterscore.audit.facts import Fact, Subject
from counterscore.catalogue.lawbook import vocabulary
from counterscore.catalogue.positions import Where
from counterscore.flow.graph import Flow, flow, scales
from counterscore.flow.paths import Bearing, Path, paths
from counterscore.regime.facts.check import AT_WORK
from counterscore.regime.schema import Rating, RegimeFile

MINOR = 1  # the highest gravity of a minor act
SIGNIFICANT = 2  # the lowest severity of a treatment that significantly affects people
SEVERE = 4


@dataclass(frozen=True)
class Charge:
    """The elements of a rule applied to one subject, before they are judged.

    `kind` overrides the kind of the rule. `paths`: the data paths it rests on. `judgements`: the declared judgements it
    rests on, in words.
    """

    subject: Subject
    elements: tuple[Element, ...]
    paths: tuple[Path, ...] = ()
    kind: Literal["fail", "review"] | None = None
    judgements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case(Subject):
    """One regime under audit, with its data flow."""

    flow: Flow = field(default_factory=lambda: Flow({}, ()))

    @classmethod
    def of(cls, file: RegimeFile) -> Case:
        """Return the case of a regime, with the flow that its file describes."""
        return cls(file, (), file.regime.id, flow=flow(file))

    @cached_property
    def sources(self) -> tuple[Subject, ...]:
        """Return the data sources (TOML: `sources`)."""
        return tuple(Subject(self.file, ("partners", n), each.id) for n, each in enumerate(self.file.partners))

    @cached_property
    def acts(self) -> tuple[Subject, ...]:
        """Return the rated acts, each once even if an operator rates it too."""
        ratings: list[tuple[Where, str]] = [(("ratings", n), each.activity) for n, each in enumerate(self.file.ratings)]
        rated = {activity for _, activity in ratings}
        for position, operator in enumerate(self.file.operators):
            for n, each in enumerate(operator.ratings):
                if each.activity not in rated:
                    ratings.append((("operators", position, "ratings", n), each.activity))
        return tuple(Subject(self.file, where, activity) for where, activity in ratings)

    @cached_property
    def lists(self) -> tuple[Subject, ...]:
        """Return the blacklists and other lists of people."""
        return tuple(Subject(self.file, ("lists", n), each.id) for n, each in enumerate(self.file.lists))

    @cached_property
    def inputs(self) -> tuple[Subject, ...]:
        """Return the personal attributes that the score model uses besides records of acts."""
        model = self.file.score.model if self.file.score else None
        if model is None:
            return ()
        declared = [each.attribute for each in model.facts]
        entries = [declared.index(name) if name in declared else len(declared) for name in model.attributes]
        return tuple(
            Subject(self.file, ("score", "model", "attributes", n), name, ("score", "model", "facts", entry))
            for n, (name, entry) in enumerate(zip(model.attributes, entries, strict=True))
        )

    @cached_property
    def decisions(self) -> tuple[ScoredDecision, ...]:
        """Return the decisions that depend on the score."""
        return tuple(decisions(self.file))

    @cached_property
    def divided(self) -> tuple[ScoredDecision, ...]:
        """Return the decisions whose gate sets a separate threshold for each group of people."""
        return tuple(each for each in self.decisions if each.gate and each.gate.division)

    @cached_property
    def paths(self) -> list[Path]:
        """Return every path from a data source to a decision."""
        return paths(self.flow, self.file.facts.relevance if self.file.facts else [])

    def paths_to(self, decision: ScoredDecision) -> list[Path]:
        """Return the paths that end in this decision."""
        return [path for path in self.paths if path.decision.id == decision.node]

    def source_of(self, act: Subject) -> Subject:
        """Return the source that sees the act."""
        return next(source for source in self.sources if act.name in self.file.partners[int(source.where[1])].sees)

    def points(self, act: Subject) -> float:
        """Return the signed points for one unit of the act."""
        return self.rating(act).points.value

    def rating(self, act: Subject) -> Rating:
        """Return the rating of the act: that of the regime, or of an operator."""
        owner = self.file if act.where[0] == "ratings" else self.file.operators[int(act.where[1])]
        return owner.ratings[int(act.where[-1])]

    @cached_property
    def penalised(self) -> tuple[Subject, ...]:
        """Return the acts that cost points."""
        return tuple(act for act in self.acts if self.points(act) < 0)

    # ---- elements that several rules share ----

    def persons(self) -> Element:
        """Return whether natural persons are rated: true of any score that is not declared to rate only companies."""
        declared = self.fact("subjects").value
        scored = self.file.score is not None or any(each.score for each in self.file.operators)
        holds = scored and declared != ["companies"]
        return Element("natural persons are rated", holds, ("score",), scope=True)

    def watched(self) -> Element:
        """Return whether natural persons are watched."""
        holds = bool(self.file.partners) and self.fact("subjects").value != ["companies"]
        return Element("natural persons are watched", holds, ("partners",), scope=True)

    def ai(self) -> Element:
        """Return whether the scheme is an AI system; declared as "unknown", this stays open."""
        declared = self.fact("ai_system")
        known = replace(declared, value=None if declared.value == "unknown" else declared.value)
        return scoped(known.is_in("it is an AI system", "yes"))

    def public(self) -> Element:
        """Return whether a public body operates the score, or somebody on its behalf."""
        return self.fact("operator").is_in("a public body runs the score, or has it run", "public", "on-behalf")

    def published(self) -> Element:
        """Return whether everybody can see a person's score or rank."""
        rank = self.file.rank is not None and self.file.rank.public
        shown = Element("everybody can see a person's rank", rank, ("rank", "public"))
        return any_of(shown, self.fact("publication.audience").is_in("the score is public", "public"))

    def mandatory(self) -> Element:
        """Return whether participation is mandatory: as declared, or else as a phase of the regime sets it."""
        declared = self.fact("participation.mode")
        phases = [n for n, phase in enumerate(self.file.phases) if phase.participation == "mandatory"]
        if declared.value is None and phases:
            return Element("a phase of the regime makes participation mandatory", True, ("phases", phases[0]))
        return declared.is_in("participation is mandatory", "mandatory")

    def ground(self, subject: Subject) -> Fact:
        """Return the prohibited ground that an act, attribute or division is: as declared, or else by its name."""
        declared = subject.fact("ground")
        name = subject.name if subject in self.inputs else None
        if isinstance(subject, ScoredDecision) and subject.gate:
            name = subject.gate.division
        by_name = vocabulary().grounds.get(name) if name else None
        return replace(declared, value=by_name) if declared.value is None else declared

    def ties(self) -> Element:
        """Return whether the scores or acts of a person's contacts change the person's score."""
        tied = [scale for scale, score in scales(self.file) if score.friends]
        where: Where = (*tied[0], "friends") if tied else ("score", "friends")
        part = Element("friends' scores change a person's score", bool(tied), where)
        return any_of(part, self.fact("score.ties").true("a person's contacts change the score"))

    def granted(self, right: str) -> Fact:
        """Return whether a right is granted: as declared, or because the simulated rules grant it.

        A right that the simulated rules do not mention stays as declared.
        """
        declared = self.fact(f"rights.{right}.granted")
        at_work = any(getattr(self.file.rights, key, None) for key, name in AT_WORK.items() if name == right)
        return replace(declared, value=True) if at_work else declared

    def withheld(self, right: str) -> Element:
        """Return whether the regime declares that there is no such right."""
        return self.granted(right).false(f"there is no right to {right.replace('_', ' ')}")

    def some(self, text: str, subjects: Sequence[Subject], test: Callable[[Subject], Element]) -> Element:
        """Return an element that holds if the test holds for at least one subject."""
        parts = tuple(test(subject) for subject in subjects)
        met = [part for part in parts if part.holds]
        where: Where = met[0].where if met else ()
        return Element(text, any_holds(part.holds for part in parts), where, parts=parts)


def unrelated(found: Sequence[Path]) -> tuple[Element, tuple[Path, ...]]:
    """Return whether data from an unrelated context reach a decision, and on which paths.

    If relevance is at most disputed, the element is contested; if it is not declared, the element is open.
    """
    order: tuple[Bearing | None, ...] = ("none", "disputed", None)
    worst = next((bearing for bearing in order if any(path.bearing == bearing for path in found)), "same")
    chosen = tuple(path for path in found if path.bearing == worst)
    text = "the treatment is based on data from an unrelated context"
    if worst == "none":
        return Element(text, True, chosen[0].source.where), chosen
    if worst == "disputed":
        dispute = "it is disputed whether the context is related"
        return Element(text, True, chosen[0].source.where, contested=dispute), chosen
    if worst is None:
        return Element(text, None, (), parts=tuple(_undeclared(path) for path in chosen)), chosen
    return Element(text, False, ()), ()


def _undeclared(path: Path) -> Element:
    """Return an open element that asks for the contexts of a path, or for the relevance of one to the other."""
    text = "the two contexts and the relevance of one to the other"
    wheres = [node.declared for node in (path.source, path.decision) if node.context is None] or [
        ("facts", "relevance")
    ]
    return Element(text, None, wheres[0], parts=tuple(Element(text, None, where) for where in wheres))
