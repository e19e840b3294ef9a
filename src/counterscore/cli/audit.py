"""`counterscore audit`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterscore.cli.options import Word, allowed

if TYPE_CHECKING:
    from counterscore.audit.finding import Kind
    from counterscore.audit.report import Audit
    from counterscore.catalogue.lawbook import Rule

LAWS = ("eu", "un", "us", "cn")
FORMATS = Word(["text", "json", "sarif", "html"])
FAIL_ON: dict[str, tuple[Kind, ...]] = {
    "fail": ("fail",), "review": ("fail", "review"), "open": ("fail", "review", "open"),
}  # fmt: skip


class Day(click.DateTime):
    """A date, as year, month and day."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.datetime:
        """Return the date; raise BadParameter with an example for any other text."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{str(value)[:40]!r}; allowed: a date such as 2026-08-02", param, ctx)


DAY = Day(formats=["%Y-%m-%d"])


@click.command()
@click.argument("regimes", nargs=-1, metavar="[REGIME|FILE]...")
@click.option(
    "--law", default="all", show_default=True, metavar="eu,un,us,cn|all",
    help="Jurisdictions whose laws apply, separated by commas.",
)  # fmt: skip
@click.option("--on", "day", type=DAY, metavar="DATE", help="Apply the law as of this date.  [default: today]")
@click.option("--select", metavar="IDS", help="Apply only these rules: ids or first parts of ids, such as GDPR-22,AIA.")
@click.option(
    "--evidence",
    metavar="RUN|simulate",
    help="Attach effects measured on the people of a run folder, or on new people.",
)
@click.option("--against", metavar="REGIME", help="Compare with the findings on another regime.")
@click.option("--sensitivity", is_flag=True, help="Show which findings change if a declared judgement is one step off.")
@click.option("--format", "form", type=FORMATS, default="text", show_default=True, help="Output format.")
@click.option(
    "--fail-on", type=Word(list(FAIL_ON)), default="fail", show_default=True,
    help="Exit with status 1 for findings of this kind, or more serious ones.",
)  # fmt: skip
def audit(
    regimes: tuple[str, ...],
    law: str,
    day: datetime.datetime | None,
    select: str | None,
    evidence: str | None,
    against: str | None,
    sensitivity: bool,
    form: str,
    fail_on: str,
) -> None:
    """Check regimes against the law.

    REGIME is a name from `counterscore list` or a .toml file; without one, all regimes of the catalogue are checked.
    This is not legal advice.

    Exits with status 1 if there is a finding of the kind that --fail-on names, or a more serious one, 0 if there is
    none, and 2 if a file cannot be used. With --against, only new findings count.
    """
    if against and len(regimes) != 1:
        raise click.UsageError(_named(regimes) + "counterscore audit REGIME --against OTHER")
    if evidence and evidence != "simulate" and len(regimes) != 1:
        raise click.UsageError(_named(regimes) + "counterscore audit REGIME --evidence RUN")
    from counterscore.audit.report import audit as read
    from counterscore.catalogue.find import names
    from counterscore.regime.load import Regime

    laws, chosen = _laws(law), _selected(select)
    on = day.date() if day else datetime.date.today()
    loaded = [Regime.load(each) for each in regimes or names("regimes")]
    audits = [read(regime, laws, on, chosen) for regime in loaded]
    if evidence:
        audits = [_with_evidence(each, evidence) for each in audits]
    if sensitivity:
        audits = [_with_shifts(each, chosen) for each in audits]
    if against:
        audits = _compared(audits[0], read(Regime.load(against), laws, on, chosen))
    click.echo(_written(audits, form))
    if _found(audits, FAIL_ON[fail_on]):
        raise click.exceptions.Exit(1)


def _named(regimes: tuple[str, ...]) -> str:
    """Return the start of the error about a wrong number of regimes."""
    return f"exactly one regime must be named, not {len(regimes)}; allowed: "


def _found(audits: list[Audit], kinds: tuple[Kind, ...]) -> bool:
    """Return whether there is a finding of these kinds that the regime of --against does not have as well."""
    found = [each for audit in audits for each in audit.of_kind(*kinds)]
    return any(each.baseline in ("", "new") for each in found)


def _with_evidence(audit: Audit, evidence: str) -> Audit:
    from counterscore.audit.simulated import attached, recorded, simulated
    from counterscore.cli.subject import society_for

    regime = audit.regime
    if evidence == "simulate":
        return attached(audit, simulated(regime, society_for(regime, None)))
    return attached(audit, recorded(regime, Path(evidence)))


def _with_shifts(audit: Audit, rules: tuple[Rule, ...]) -> Audit:
    from dataclasses import replace

    from counterscore.audit.sensitivity import shifts

    return replace(audit, shifts=tuple(shifts(audit, rules)))


def _compared(audit: Audit, other: Audit) -> list[Audit]:
    from counterscore.audit.against import against

    return against(audit, other)


def _laws(given: str) -> tuple[str, ...]:
    """Return the jurisdictions in --law, in the order of LAWS."""
    asked = LAWS if given == "all" else tuple(given.split(","))
    for each in asked:
        if each not in LAWS:
            raise click.BadParameter(f"{each[:40]!r}; {allowed(each, [*LAWS, 'all'])}", param_hint="'--law'")
    return tuple(law for law in LAWS if law in asked)


def _selected(given: str | None) -> tuple[Rule, ...]:
    """Return the rules in --select, which holds ids or first parts of ids."""
    from counterscore.catalogue.lawbook import rules
    from counterscore.catalogue.problem import nearest

    if given is None:
        return rules()
    known = [rule.id for rule in rules()]
    for asked in given.split(","):
        if not any(name == asked or name.startswith(asked) for name in known) or not asked:
            close = nearest(asked, known)
            hint = f"; did you mean {close}?" if close else f"; allowed: {', '.join(known)}"
            raise click.BadParameter(f"there is no rule {asked[:40]!r}{hint}", param_hint="'--select'")
    return tuple(rule for rule in rules() if any(rule.id == a or rule.id.startswith(a) for a in given.split(",")))


def _written(audits: list[Audit], form: str) -> str:
    from importlib import import_module

    return getattr(import_module(f"counterscore.audit.{form}"), form)(audits)
