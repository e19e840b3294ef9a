"""The regime as rules see it: its clauses, its flow, and what several rules ask."""

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

MINOR = 1  # the highest gravity of an act that is a trifle
SIGNIFICANT = 2  # the lowest severity of a treatment that affects people significantly
SEVERE = 4


@dataclass(frozen=True)
class Charge:
    """What a rule found about one subject, before it is judged. `kind` and `level` override those of the rule."""

    subject: Subject
    elements: tuple[Element, ...]
    paths: tuple[Path, ...] = ()
    kind: Literal["fail", "review"] | None = None
    judgements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case(Subject):
    """One regime under audit. `flow` is read off it unless it is given."""

    flow: Flow = field(default_factory=lambda: Flow({}, ()))

    @classmethod
    def of(cls, file: RegimeFile) -> Case:
        """Open a case on a regime."""
        return cls(file, (), file.regime.id, flow=flow(file))

    @cached_property
    def sources(self) -> tuple[Subject, ...]:
        """The partners who watch."""
        return tuple(Subject(self.file, ("partners", n), each.id) for n, each in enumerate(self.file.partners))

    @cached_property
    def acts(self) -> tuple[Subject, ...]:
        """The rated acts; an operator's own rating of an act that the regime rates too adds none."""
        ratings: list[tuple[Where, str]] = [(("ratings", n), each.activity) for n, each in enumerate(self.file.ratings)]
        rated = {activity for _, activity in ratings}
        for place, operator in enumerate(self.file.operators):
            for n, each in enumerate(operator.ratings):
                if each.activity not in rated:
                    ratings.append((("operators", place, "ratings", n), each.activity))
        return tuple(Subject(self.file, where, activity) for where, activity in ratings)

    @cached_property
    def lists(self) -> tuple[Subject, ...]:
        """The lists of persons."""
        return tuple(Subject(self.file, ("lists", n), each.id) for n, each in enumerate(self.file.lists))

    @cached_property
    def inputs(self) -> tuple[Subject, ...]:
        """The attributes that a model takes in beside records of acts."""
        model = self.file.score.model if self.file.score else None
        told = [each.attribute for each in model.facts] if model else []
        places = {name: told.index(name) if name in told else len(told) for name in model.attributes} if model else {}
        return tuple(
            Subject(self.file, ("score", "model", "attributes", n), name, ("score", "model", "facts", place))
            for n, (name, place) in enumerate(places.items())
        )

    @cached_property
    def decisions(self) -> tuple[ScoredDecision, ...]:
        """The decisions that hang on the score."""
        return tuple(decisions(self.file))

    @cached_property
    def divided(self) -> tuple[ScoredDecision, ...]:
        """The decisions whose gate draws a line of its own for each part of people."""
        return tuple(each for each in self.decisions if each.gate and each.gate.division)

    @cached_property
    def paths(self) -> list[Path]:
        """Every path from a source to a decision."""
        return paths(self.flow, self.file.facts.relevance if self.file.facts else [])

    def paths_to(self, decision: ScoredDecision) -> list[Path]:
        """The paths that end in this decision."""
        return [path for path in self.paths if path.decision.id == decision.station]

    def source_of(self, act: Subject) -> Subject:
        """The partner that sees the act."""
        return next(source for source in self.sources if act.name in self.file.partners[int(source.where[1])].sees)

    def points(self, act: Subject) -> float:
        """The points of one unit of the act."""
        return self.rating(act).points.value

    def rating(self, act: Subject) -> Rating:
        """The rating of the act: the regime's, or an operator's own."""
        owner = self.file if act.where[0] == "ratings" else self.file.operators[int(act.where[1])]
        return owner.ratings[int(act.where[-1])]

    @cached_property
    def penalised(self) -> tuple[Subject, ...]:
        """The acts that cost points."""
        return tuple(act for act in self.acts if self.points(act) < 0)

    # ---- what several rules ask ----

    def persons(self) -> Element:
        """Natural persons are rated; a score rates people unless the regime declares that it rates companies alone."""
        declared = self.fact("subjects").value
        scored = self.file.score is not None or any(each.score for each in self.file.operators)
        holds = scored and declared != ["companies"]
        return Element("natural persons are rated", holds, ("score",), scope=True)

    def watched(self) -> Element:
        """Natural persons are watched."""
        holds = bool(self.file.partners) and self.fact("subjects").value != ["companies"]
        return Element("natural persons are watched", holds, ("partners",), scope=True)

    def ai(self) -> Element:
        """The scheme is an AI system; "unknown" leaves it open."""
        declared = self.fact("ai_system")
        known = replace(declared, value=None if declared.value == "unknown" else declared.value)
        return scoped(known.is_in("it is an AI system", "yes"))

    def public(self) -> Element:
        """A public body scores, or somebody on its behalf."""
        return self.fact("operator").is_in("a public body scores, or somebody for it", "public", "on-behalf")

    def published(self) -> Element:
        """Everybody can see a person's standing."""
        rank = self.file.rank is not None and self.file.rank.public
        shown = Element("the rank is open to all", rank, ("rank", "public"))
        return any_of(shown, self.fact("publication.audience").is_in("standing is public", "public"))

    def mandatory(self) -> Element:
        """People cannot choose: as declared, or else as a phase of the run has it."""
        declared = self.fact("participation.mode")
        phases = [n for n, phase in enumerate(self.file.phases) if phase.participation == "mandatory"]
        if declared.value is None and phases:
            return Element("a phase makes it mandatory", True, ("phases", phases[0]))
        return declared.is_in("taking part is mandatory", "mandatory")

    def ground(self, subject: Subject) -> Fact:
        """The prohibited ground that an act, attribute or division is: as declared, or else what it is by its name."""
        declared = subject.fact("ground")
        name = subject.name if subject in self.inputs else None
        if isinstance(subject, ScoredDecision) and subject.gate:
            name = subject.gate.division
        named = vocabulary().grounds.get(name) if name else None
        return replace(declared, value=named) if declared.value is None else declared

    def ties(self) -> Element:
        """Scores or acts of people one knows move one's own."""
        places = [scale for scale, score in scales(self.file) if score.friends]
        where: Where = (*places[0], "friends") if places else ("score", "friends")
        part = Element("the scores of friends move the score", bool(places), where)
        return any_of(part, self.fact("score.ties").true("people one knows move the score"))

    def granted(self, right: str) -> Fact:
        """Whether a right is granted: declared, or at work in a run; the rules of a run withhold nothing by silence."""
        declared = self.fact(f"rights.{right}.granted")
        at_work = any(getattr(self.file.rights, key, None) for key, name in AT_WORK.items() if name == right)
        return replace(declared, value=True) if at_work else declared

    def withheld(self, right: str) -> Element:
        """The regime declares that there is no such right."""
        return self.granted(right).false(f"there is no right to {right.replace('_', ' ')}")

    def some(self, said: str, subjects: Sequence[Subject], asked: Callable[[Subject], Element]) -> Element:
        """Some subject answers yes; of none at all nothing holds."""
        parts = tuple(asked(subject) for subject in subjects)
        told = [part for part in parts if part.holds]
        where: Where = told[0].where if told else ()
        return Element(said, any_holds(part.holds for part in parts), where, parts=parts)


def unrelated(found: Sequence[Path]) -> tuple[Element, tuple[Path, ...]]:
    """Whether data from an unrelated context reach a decision, and on which paths; disputed relevance is contested."""
    order: tuple[Bearing | None, ...] = ("none", "disputed", None)
    worst = next((bearing for bearing in order if any(path.bearing == bearing for path in found)), "same")
    chosen = tuple(path for path in found if path.bearing == worst)
    said = "the treatment follows from data of an unrelated context"
    if worst == "none":
        return Element(said, True, chosen[0].source.where), chosen
    if worst == "disputed":
        dispute = "whether the context is related is disputed"
        return Element(said, True, chosen[0].source.where, contested=dispute), chosen
    if worst is None:
        return Element(said, None, (), parts=tuple(_undeclared(path) for path in chosen)), chosen
    return Element(said, False, ()), ()


def _undeclared(path: Path) -> Element:
    """What has to be declared before the two contexts of a path can be held against one another."""
    said = "the two contexts and how far the one bears on the other"
    wheres = [node.declared for node in (path.source, path.decision) if node.context is None] or [
        ("facts", "relevance")
    ]
    return Element(said, None, wheres[0], parts=tuple(Element(said, None, where) for where in wheres))
