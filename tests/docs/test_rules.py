"""The pages on the rules of law are generated from the rules."""

from __future__ import annotations

import re

import pytest

from counterscore.catalogue.lawbook import rules, vocabulary
from docs.repository import DOCS, ROOT, script

PAGES = script("rules")
NAMES = ["index.md", "contexts.md", *(f"{rule.id}.md" for rule in rules())]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return PAGES.pages()


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    assert {path.name for path in (DOCS / "rules").glob("*.md")} == set(NAMES)


def test_a_page_is_generated_for_every_rule(pages: dict[str, str]) -> None:
    assert list(pages) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_page_says_what_its_rule_says(pages: dict[str, str], name: str) -> None:
    assert (DOCS / "rules" / name).read_text(encoding="utf-8") == pages[name]


def test_the_example_in_contributing_is_a_real_rule_and_its_function() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    function = re.search(r'(@predicate\("GDPR-35"\).*?)```', text, re.DOTALL)
    assert function
    code = (ROOT / "src/counterscore/audit/predicates/gdpr.py").read_text(encoding="utf-8")
    assert function[1].strip() in code
    entry = (ROOT / "src/counterscore/catalogue/laws/gdpr.toml").read_text(encoding="utf-8")
    for line in ('id = "GDPR-35"', 'edits = [{ set = "facts.governance.impact_assessment", to = "true" }]'):
        assert line in text
        assert line in entry


def test_the_readme_shows_a_finding_as_it_is_printed() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert PAGES.SHOWN in text
    assert PAGES.readme(text) == text, "./lab python docs/assets/rules.py"


def test_contexts_with_an_identifier_in_the_vocabulary_name_it() -> None:
    known = vocabulary()
    for term in known.contexts:
        assert not term.dpv or term.dpv.split(":")[0] in known.prefixes
    assert sum(bool(term.dpv) for term in known.contexts) > 15
