"""The page of a comparison: findings first, no requests, accessible, readable on a phone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from altair.utils.schemapi import SchemaValidationError
from playwright.sync_api import Browser, Page

from bare import bare
from barriers import barriers
from counterscore import Regime, Society, attribute, compare, robust
from counterscore.report.comparison.findings import findings
from counterscore.report.comparison.report import ComparisonReport
from counterscore.report.page import images, interactive
from counterscore.report.page.html import write
from counterscore.report.page.model import Page as ReportPage
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.pair import Pair, personal
from counterscore.study.comparison.related import RelatedStudies
from present import present
from report.test_browser import opened

SCORE = Regime.load("citizen-score").in_phase("mandatory")
CHINA = Society.of(bare(Society.load("china-2018").file))
INTERACTIVE = "[...document.querySelectorAll('.chart')].every(each => each.dataset.interactive)"
SMALL: dict[str, Any] = {"citizens": 100, "years": 1, "seeds": 2, "workers": 1}


@pytest.fixture(scope="module")
def related() -> RelatedStudies:
    """Small studies of the same regime."""
    return RelatedStudies(
        attribute(
            SCORE, CHINA, parts="kind", orders=4, pairs=2, measures=["chilling-all", "refused", "records"], **SMALL
        ),
        robust(SCORE, CHINA, draws=3, screening=0, measures=["chilling-all", "records", "wrongly-listed"], **SMALL),
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, related: RelatedStudies):
    """Return a small comparison, its page and the file."""
    found = harmful(compare(SCORE, "none", society=CHINA, citizens=200, months=26, populations=3, seeds=4, workers=2))
    path = tmp_path_factory.mktemp("page") / "report.html"
    return found, _written(found, related, path), path


def harmful(found: Comparison) -> Comparison:
    """Return the comparison with planted harm: every third person is refused two requests a year more, others none."""
    place = [each.id for each in personal(found.measures)].index("refused")
    pairs: list[Pair] = []
    for pair in found.pairs:
        first = pair.first.copy()
        first[place] = pair.second[place] + np.where(pair.id % 3 == 0, 2, 0)
        pairs.append(replace(pair, first=first))
    return replace(found, pairs=tuple(pairs))


def _written(found: Comparison, related: RelatedStudies, path: Path) -> ReportPage:
    page = ComparisonReport(found, related).page()
    write(page, path)
    return page


def test_findings_come_before_pictures_and_tables(written):
    found, _, path = written
    text = path.read_text(encoding="utf-8")
    first = findings(found)[0].head.replace(" %", "\N{NARROW NO-BREAK SPACE}%")
    assert text.index(first) < text.index("<figure") < text.index("<table")


def test_every_finding_has_a_tag_and_every_picture_says_synthetic(written):
    _, page, path = written
    text = path.read_text(encoding="utf-8")
    words = text.split('class="themes"')[1].split("</section>")[0]
    stated = [each for theme in page.themes for each in theme.findings]
    assert words.count('class="tag"') == len(stated) > 8
    clauses = [each.clause for each in stated if each.clause]
    assumptions = [each.assumptions for each in stated if each.assumptions]
    assert words.count("<b>Cause</b>") == len(clauses) >= 2
    assert words.count("<b>Other assumptions</b>") == len(assumptions) >= 2
    said = ("One clause causes", "contributes most", "No single clause")
    assert any(any(words in clause for words in said) for clause in clauses)
    assert any("The direction holds in" in more for more in assumptions)
    assert all("Synthetic people." in figure for figure in re.findall(r"<figcaption>.*?</figcaption>", text, re.DOTALL))


def test_themes_show_their_first_finding_until_they_are_opened(page: Page, written):
    """The keyboard opens them; unclear and fragile effects come last in each."""
    themes = written[1].themes
    assert themes[0].title == "Who is harmed"
    assert {"Validity", "Freedom", "Privacy and shaming"} < {theme.title for theme in themes}
    for theme in themes:
        fragile = [each.robust is False or each.unclear for each in theme.findings]
        assert fragile == sorted(fragile)
    page.goto(written[2].as_uri())
    folds = page.locator(".themes details")
    assert folds.evaluate_all("all => all.map(each => each.open)") == [False] * len(themes)
    assert folds.nth(1).locator(".lead").is_visible()
    folds.nth(1).locator("summary").press("Enter")
    assert folds.nth(1).locator("li").last.is_visible()
    assert not folds.nth(1).locator(".lead").is_visible()


def test_the_page_has_all_its_pictures_and_parts(written):
    _, page, path = written
    assert {picture.name for picture in page.pictures} >= {
        "gains", "everybody", "paying", "by-group", "chilling", "mobility", "inflation", "ties",
        "clauses",
    }  # fmt: skip
    text = path.read_text(encoding="utf-8")
    for name in ("one-life", "put-in", "sources", "again"):
        assert f'<h2 id="{name}">' in text
    assert "counterscore compare citizen-score none" in text
    assert "cs.compare(" in text


def test_the_same_comparison_gives_the_same_page(written, related: RelatedStudies, tmp_path: Path):
    found, _, path = written
    again = tmp_path / "again.html"
    _written(found, related, again)
    assert again.read_bytes() == path.read_bytes()


def test_pictures_as_files(written, tmp_path: Path):
    _, page, _ = written
    paths = images.write(page.pictures, tmp_path / "pictures")
    assert {path.suffix for path in paths} == {".svg", ".png"}
    charts = sum(len(picture.charts(660)) for picture in page.pictures)
    assert len(paths) == 2 * charts >= 2 * len(page.pictures)
    svg = next(path for path in paths if path.suffix == ".svg").read_text(encoding="utf-8")
    assert "var(--" not in svg
    assert "Synthetic people" in svg
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths if path.suffix == ".png")


def test_the_page_makes_no_request_and_reports_no_error(page: Page, written):
    assert opened(page, written[2], until="networkidle") == ([], [])


def test_every_chart_is_interactive_and_is_drawn_without_scripts_too(browser: Browser, written):
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(written[2].as_uri())
        charts = page.locator(".chart")
        assert charts.count() > 12
        if scripts:
            page.wait_for_function(INTERACTIVE)
        assert page.locator(".chart svg").count() == charts.count()
        assert present(page.locator(".chart:visible svg").first.bounding_box())["height"] > 100
        context.close()


def test_a_chart_that_the_grammar_does_not_know_is_refused():
    with pytest.raises(SchemaValidationError, match="pnt"):
        interactive.chart({"layer": [{"mark": {"type": "pnt"}, "encoding": {}}], "width": 100})


def test_tables_have_captions_and_a_header_for_every_row(written):
    text = written[2].read_text(encoding="utf-8")
    tables = re.findall(r'<table class="gt_table".*?</table>', text, re.DOTALL)
    assert len(tables) >= 5
    for table in tables:
        assert "<caption>" in table
        assert table.count('scope="row"') == table.split("<tbody")[1].count("<tr>")


def test_the_scripts_are_included_once(written):
    assert written[2].read_text(encoding="utf-8").count("window.vegaEmbed=") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_axe_finds_no_barrier(page: Page, written, scheme: Literal["light", "dark"], width: int):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, written[2])
    page.wait_for_function(INTERACTIVE)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert barriers(page) == []


def test_a_narrow_screen_needs_no_horizontal_scrolling(page: Page, written):
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, written[2])
    assert page.evaluate("document.documentElement.scrollWidth") == 360
