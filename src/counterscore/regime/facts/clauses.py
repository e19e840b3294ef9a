"""What law asks about single clauses: a source, a rated act, a list, a decision."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Identifier, Record
from counterscore.regime.facts.words import (
    Context,
    Days,
    Freedom,
    Grade,
    Ground,
    Known,
    LegalBasis,
    Months,
    Purpose,
    Reference,
    Special,
)  # fmt: skip

Verified = Literal["adjudicated", "documented", "reported", "unverified"]


class SourceFacts(Record):
    """A source of data: one partner's records.

    - `context`: the context of life that the data come from; an act may state its own.
    - `collected_for`, `collected_by`: the purpose for which they were first collected, and by whom.
    - `compatible`: whether the new use was tested to be compatible with the first one.
    - `special`: special categories in the data; `infers`: those that are inferred from them; `[]` declares none.
      `strictly_needed`: whether the purpose cannot be reached without them.
    - `inferred`: whether the data are themselves inferences. `biometric`: whether they are biometric.
    - `emotions`: where emotions are inferred. `public_space`: whether public places are monitored.
    - `about`: whether they are about the person scored or about associates.
    - `in_notice`: whether people are told of this source. `retention`: months kept, or "none" without end.
    """

    context: Context | None = None
    collected_for: list[Purpose] | None = None
    collected_by: Literal["operator", "public-body", "private-firm", "peers"] | None = None
    compatible: bool | None = None
    legal_basis: LegalBasis | None = None
    law_reference: Reference | None = None
    special: list[Special] | None = None
    infers: list[Special] | None = None
    strictly_needed: bool | None = None
    inferred: bool | None = None
    biometric: bool | None = None
    emotions: Literal["none", "work", "school", "elsewhere"] | None = None
    public_space: bool | None = None
    about: Literal["self", "associates"] | None = None
    in_notice: bool | None = None
    retention: Months | Literal["none"] | None = None
    verified: Verified | None = None


class ActFacts(Record):
    """A rated act.

    - `context`: where the act belongs in life, if not that of its source.
    - `gravity`: from 0 (trifling) to 5 (gravest), a declared judgement.
    - `lawful`; `protected`: the freedom that the act is a use of; `praise`: whether it praises those in authority.
    - `adjudicated`: whether a court or an authority with a hearing has found it. `already_sanctioned`: whether the law
      punishes it already. `retroactive`: whether it counted before the rule was published.
    - `relevance_shown`: whether there is evidence that the act predicts what the score is for.
    - `ground`: a prohibited ground that the act itself is; `proxy_for`: grounds that it stands in for; `[]` none.
      `justified`: by which reasonable and objective criterion, or "none".
    - `catalogued`: whether it stands in the national basic catalogue of public credit information.
    - `stays`: months that it counts, or "none" without end.
    """

    context: Context | None = None
    gravity: Grade | None = None
    lawful: bool | None = None
    protected: Freedom | None = None
    praise: bool | None = None
    adjudicated: bool | None = None
    already_sanctioned: bool | None = None
    retroactive: bool | None = None
    relevance_shown: bool | None = None
    ground: Ground | Literal["none"] | None = None
    proxy_for: list[Ground] | None = None
    justified: Reference | None = None
    catalogued: bool | None = None
    stays: Months | Literal["none"] | None = None


class DecisionFacts(Record):
    """A decision that hangs on the score.

    - `context`: the context of life in which it is taken. `adverse`: whether a refusal treats people worse than those
      outside the scheme, rather than withholding a favour.
    - `severity`: of the treatment, from 0 to 5, a declared judgement; `days`: how long it lasts.
    - `automation`: who decides; `third_party`: whether somebody other than the operator decides by the score.
    - `essential`: whether it concerns what people cannot do without. `associates`: whether others than the person
      scored are hit. `override`: whether the reviewer can overrule or stop it.
    - `exception`: the ground of Article 22(2) GDPR for deciding by automation.
    - `law_reference`: the law that provides for the treatment. `individual`: whether each case is looked at.
    - `ground`: a prohibited ground by which the gate's `division` draws lines apart, where it is not one by its nature;
      `justified`: by which reasonable and objective criterion, or "none".
    - `listed_sanction`, `graded`, `private_punisher`: whether the national list of penalties has it, whether it is
      graded by gravity, whether banks, associations or media are made to punish.
    """

    context: Context | None = None
    adverse: bool | None = None
    severity: Grade | None = None
    days: Days | None = None
    automation: Literal["sole", "decisive", "advisory"] | None = None
    third_party: bool | None = None
    essential: bool | None = None
    associates: bool | None = None
    override: bool | None = None
    exception: Literal["contract", "law", "consent", "none"] | None = None
    law_reference: Reference | None = None
    individual: bool | None = None
    ground: Ground | Literal["none"] | None = None
    justified: Reference | None = None
    listed_sanction: bool | None = None
    graded: bool | None = None
    private_punisher: bool | None = None


class SanctionFacts(DecisionFacts):
    """A decision that a list blocks or opens and that has no gate of its own, where its facts would stand."""

    decision: Identifier


class ListFacts(Record):
    """A list.

    - `adverse`: whether standing on it is a burden. `prior_notice`: of facts, grounds and remedy.
    - `decisions`: those that it blocks or opens and that no gate is about.
    """

    adverse: bool | None = None
    prior_notice: bool | None = None
    published: bool | None = None
    decisions: list[SanctionFacts] = Field(default_factory=list[SanctionFacts], max_length=48)


class InputFacts(Record):
    """An attribute of people that a model takes in, beside what they do.

    - `context`: of life, that it belongs to. `relevance_shown`: whether there is evidence that it predicts the outcome.
    - `ground`: a prohibited ground that it is, where it is not one by its nature; `proxy_for`: grounds that it stands
      in for. `justified`: by which reasonable and objective criterion, or "none".
    """

    attribute: Known
    context: Context | None = None
    legal_basis: LegalBasis | None = None
    law_reference: Reference | None = None
    in_notice: bool | None = None
    relevance_shown: bool | None = None
    ground: Ground | Literal["none"] | None = None
    proxy_for: list[Ground] | None = None
    justified: Reference | None = None
