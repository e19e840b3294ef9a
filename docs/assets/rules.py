"""Write a page for each rule of law, and the finding shown in the README: ./lab python docs/assets/rules.py"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from counterscore.audit.case import Case
from counterscore.audit.registry import predicates
from counterscore.audit.report import audit
from counterscore.audit.text import text as audit_text
from counterscore.catalogue.lawbook import JURISDICTIONS, Rule, rules, vocabulary
from counterscore.catalogue.source import dotted
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile

FOLDER = Path(__file__).parents[1] / "rules"
README = Path(__file__).parents[2] / "README.md"
SHOWN = "src/counterscore/catalogue/regimes/citizen-score.toml"
NOTE = "This page is generated from the rule's entry in `src/counterscore/catalogue/laws`. It is not legal advice."
ALL_NOTE = "These pages are generated from the entries in `src/counterscore/catalogue/laws`. They are not legal advice."


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    return {"index.md": index(), "contexts.md": contexts(), **{f"{rule.id}.md": page(rule) for rule in rules()}}


def index() -> str:
    """The list of all rules, law by law."""
    lines = ["# Rules of law", "", ALL_NOTE, ""]
    lines += ["The contexts of life that they refer to are listed [here](contexts.md).", ""]
    for jurisdiction, title in JURISDICTIONS.items():
        lines += [
            f"## {title[0].upper()}{title[1:]}",
            "",
            "| rule | applies when | outcome | citation |",
            "|---|---|---|---|",
        ]
        for rule in rules():
            if rule.jurisdiction == jurisdiction:
                verified = "" if rule.verified else " (unverified)"
                lines.append(
                    f"| [{rule.id}]({rule.id}.md) | {rule.title} | {_outcome(rule)} | {rule.citation}{verified} |"
                )
        lines.append("")
    return "\n".join(lines)


def contexts() -> str:
    """The contexts of life with their identifiers in the Data Privacy Vocabulary."""
    words = vocabulary()
    prefixes = ", ".join(f"`{name}:` for {where}" for name, where in words.prefixes.items())
    rows = [f"| `{term.id}` | {term.title} | {f'`{term.dpv}`' if term.dpv else ''} |" for term in words.contexts]
    lines = [
        "# Contexts of life",
        "",
        "Data come from one of these contexts, and a decision is made in one. The last column gives the identifier of "
        "the data or the purpose in the Data Privacy Vocabulary (2.1 and its extensions), if there is one; the JSON "
        f"and SARIF output of an audit contains it too. Prefixes: {prefixes}. "
        "This page is generated from `src/counterscore/catalogue/laws/vocabulary.toml`.",
        "",
        "| context | what it is | identifier |",
        "|---|---|---|",
        *rows,
        "",
    ]
    return "\n".join(lines)


def page(rule: Rule) -> str:
    """The page on one rule."""
    verified = "read in a text or reprint" if rule.verified else "from memory, unverified"
    note = f" ({rule.date_note})" if rule.date_note else ""
    lines = [
        f"# {rule.id}: {rule.title}",
        "",
        rule.explanation.strip(),
        "",
        "| | |",
        "|---|---|",
        f"| law | {rule.law}, {rule.article} ({JURISDICTIONS[rule.jurisdiction]}) |",
        f"| citation | {rule.citation} ({verified}) |",
        f"| class | {rule.class_} |",
        f"| applies from | {rule.applies_from}{note} |",
        f"| outcome | {_outcome(rule)} |",
        f"| evidence | {', '.join(rule.evidence) or 'none'} |",
        "",
        "## Facts that it needs",
        "",
        *(f"- `{key}`" for key in _asked(rule)),
        "",
        "If a fact is not declared, the rule stays open.",
        "",
        "## How to fix it",
        "",
        f"{rule.fix[0].upper()}{rule.fix[1:]}.",
        "",
        *_edits(rule),
        NOTE,
        "",
    ]
    return "\n".join(lines)


def _outcome(rule: Rule) -> str:
    return f"fail ({rule.level})" if rule.kind == "fail" else rule.kind


def _edits(rule: Rule) -> list[str]:
    if not rule.edits:
        return []
    changes = [f"remove {each.remove}" if each.remove else f"{each.set} = {each.to}" for each in rule.edits]
    changes = [re.sub(r"\$\.?", "<the clause>." if "=" in each else "<the clause>", each) for each in changes]
    return ["In the file:", "", "```text", *changes, "```", ""]


def _asked(rule: Rule) -> list[str]:
    """The keys that the rule leaves open on a regime that declares nothing."""
    bare = _bare(Regime.load("citizen-score").file)
    wheres = [w for charge in predicates()[rule.id](Case.of(bare)) for part in charge.elements for w in part.missing()]
    keys = [re.sub(r"\[\d+\]", "[]", dotted(where)) for where in wheres]
    return list(dict.fromkeys(keys)) or ["facts.ai_system"]


def _bare(file: RegimeFile) -> RegimeFile:
    """The regime without facts, rights, friends, phases and rank, so that every fact is needed."""
    data = file.model_dump(exclude={"facts", "rights", "phases", "rank", "firms"}, exclude_none=True)
    for key in ("partners", "ratings", "lists", "gates"):
        for record in data[key]:
            record.pop("facts", None)
    data["score"].pop("friends", None)
    return RegimeFile.model_validate(data)


def readme(text: str) -> str:
    """Return the README with the finding that it shows as it is printed today."""
    chosen = [rule for rule in rules() if rule.id == "ICCPR-21"]
    regime = Regime.load("citizen-score")
    found = replace(audit(regime, on=date(2026, 11, 22), select=chosen), file=SHOWN)
    shown = click.unstyle(audit_text([found])).split("\n\n")[0]
    return re.sub(rf"(?<=```text\n){re.escape(SHOWN)}:.*?(?=\n```)", lambda _: shown, text, flags=re.DOTALL)


def write() -> None:
    """Write all pages, and delete those of rules that no longer exist."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    README.write_text(readme(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
