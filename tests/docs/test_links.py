"""Links between the documents lead to existing files; mkdocs also checks those within docs/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.repository import PAGES, ROOT

LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
LINKS = [(page, target) for page in PAGES for target in LINK.findall(page.read_text(encoding="utf-8"))]


def test_there_are_links() -> None:
    assert len(LINKS) > 20


@pytest.mark.parametrize(("page", "target"), LINKS, ids=[f"{p.relative_to(ROOT)} -> {t}" for p, t in LINKS])
def test_a_link_leads_to_a_file(page: Path, target: str) -> None:
    assert (page.parent / target).exists()
