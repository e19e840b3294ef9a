"""The page in a real browser: every panel, by mouse and by keyboard, in both themes, on wide and narrow screens."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, Request, WebSocket, expect

from barriers import barriers

ARTEFACTS = Path(__file__).parents[2] / "artefacts" / "page"
SMALL = "citizens=500&months=48"  # the state scores from month 36 on
FRIENDS = "Friends\u2019 scores count"
PANELS = ("watch", "design", "life", "register", "effects", "about")


class Seen:
    """A page, its requests to other hosts, and its error messages."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.asked = self.answered = 0
        self.ears: dict[Any, Callable[[Any], None]] = {
            "request": self._asks,
            "requestfinished": self._answers,
            "requestfailed": self._answers,
            "websocket": self._fetches,
            "console": lambda message: self._heard(message.text),
            "pageerror": lambda error: self.complaints.append(str(error)),
        }
        for event, hear in self.ears.items():
            page.on(event, hear)

    def leave(self) -> None:
        """Remove the listeners: other tests use the tab too."""
        for event, hear in self.ears.items():
            self.page.remove_listener(event, hear)

    def _asks(self, request: Request) -> None:
        self.asked += 1
        self._fetches(request)

    def _answers(self, request: Request) -> None:
        self.answered += 1

    def _fetches(self, what: Request | WebSocket) -> None:
        if not self._own(what.url):
            self.foreign.append(what.url)

    def _own(self, url: str) -> bool:
        host = self.address.removeprefix("http://")
        return url.startswith((self.address, f"ws://{host}/", "data:", f"blob:{self.address}"))

    def _heard(self, text: str) -> None:
        if "Multiple readback operations" not in text:  # these tests read pixels back
            self.complaints.append(text)

    def open(self, fragment: str = "", width: int = 1200, height: int = 900) -> Page:
        """Open the page at a view, and wait until both cities are shown."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(f"{self.address}/#{SMALL}&{fragment}")
        expect(self.page.get_by_role("status").first).to_have_text("Both worlds are ready", timeout=60_000)
        return self.page


@pytest.fixture
def seen(page: Page, address: str) -> Iterator[Seen]:
    made = Seen(page, address)
    yield made
    made.leave()
    assert made.foreign == []
    assert made.complaints == []


QUIET = """() => new Promise(done => {
    let timer = setTimeout(done, 150);
    const again = () => { clearTimeout(timer); timer = setTimeout(done, 150); };
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver(again).observe(document.body, all);
})"""


def settled(seen: Seen) -> None:
    """Wait until 150 milliseconds pass without a change of the page, a request or an open request.

    This is longer than the page waits before it asks for the story of a city and for the law (STORY_DELAY).
    """
    before = -1
    while before != seen.answered or seen.asked > seen.answered:
        before = seen.answered
        seen.page.evaluate(QUIET)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("panel", PANELS)
def test_axe_finds_no_barrier(seen: Seen, panel: str, scheme: Literal["light", "dark"]):
    seen.page.emulate_media(color_scheme=scheme)
    page = seen.open(f"panel={panel}&person=7")
    settled(seen)
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{panel}-{scheme}.png")
    assert barriers(page) == []


@pytest.mark.parametrize("panel", PANELS)
def test_a_narrow_screen_needs_no_horizontal_scrolling(seen: Seen, panel: str):
    page = seen.open(f"panel={panel}&person=7", width=360, height=760)
    settled(seen)
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{panel}-narrow.png")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def colours(page: Page, city: int) -> set[int]:
    """Return the colours in the picture of a city."""
    script = """city => {
        const canvas = document.querySelectorAll('.stack')[city].querySelector('canvas');
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return [...new Set(new Uint32Array(data.buffer))];
    }"""
    return set(page.evaluate(script, city))


def test_the_city_with_a_score_has_colours_that_the_other_does_not_have(seen: Seen):
    page = seen.open("panel=watch&by=score")
    settled(seen)
    assert len(colours(page, 0)) > 20
    assert len(colours(page, 1)) == 2  # the background, and no score


def test_the_months_play(seen: Seen):
    page = seen.open("panel=watch")
    settled(seen)
    last = colours(page, 0)
    page.get_by_role("slider", name="Month").fill("30")
    assert colours(page, 0) != last
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("slider", name="Month")).to_have_value("48", timeout=20_000)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert colours(page, 0) == last


def test_the_same_person_is_highlighted_in_both_cities(seen: Seen):
    page = seen.open("panel=watch")
    settled(seen)
    page.get_by_role("spinbutton", name="Citizen").fill("12")
    page.get_by_role("button", name="Follow").click()
    for caption in page.locator("figcaption").all():
        expect(caption).to_contain_text("Citizen 12,")
    marked = """city => {
        const over = document.querySelectorAll('.over')[city];
        return over.getContext('2d').getImageData(0, 0, over.width, over.height).data.some(value => value);
    }"""
    assert page.evaluate(marked, 0)
    assert page.evaluate(marked, 1)


def test_pointing_at_a_dot_shows_the_person(seen: Seen):
    page = seen.open("panel=watch")
    settled(seen)
    box = page.locator(".over").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.2)
    expect(page.locator("figcaption").first).to_contain_text("Citizen ")


def test_the_table_agrees_with_the_picture(seen: Seen):
    page = seen.open("panel=watch")
    settled(seen)
    page.get_by_role("checkbox", name="Show as a table").check()
    tables = page.get_by_role("table")
    expect(tables).to_have_count(2)
    alive = [int(row.replace(",", "")) for row in tables.first.locator("tbody td:nth-child(2)").all_text_contents()]
    assert 450 < sum(alive) <= 500


def test_a_change_of_a_rule_makes_another_city(seen: Seen):
    page = seen.open("panel=design")
    settled(seen)
    median = page.get_by_role("row", name="Median score").locator("td").first
    was = median.text_content()
    page.locator('[data-key="score.base"] input').fill("700")
    page.keyboard.press("Tab")
    expect(median).not_to_have_text(was or "", timeout=20_000)
    expect(page.get_by_role("button", name="Undo all changes")).to_be_visible()
    page.get_by_role("button", name="Undo all changes").click()
    expect(median).to_have_text(was or "", timeout=20_000)


def test_what_if_turns_a_clause_off_and_on(seen: Seen):
    page = seen.open("panel=design")
    friends = page.get_by_role("checkbox", name=FRIENDS, exact=True)
    expect(friends).to_be_checked()
    page.get_by_label("Friends' scores do not count").check()
    expect(friends).not_to_be_checked()
    page.get_by_label("Friends' scores do not count").uncheck()
    expect(friends).to_be_checked()


def test_a_fault_appears_at_its_control(seen: Seen):
    page = seen.open("panel=design")
    page.locator('[data-key="score.base"] input').fill("2000")
    page.keyboard.press("Tab")
    expect(page.locator('[data-key="score.base"] .fault')).to_contain_text("outside the scale", timeout=20_000)


def test_a_regime_is_saved_and_opened(seen: Seen, tmp_path: Path):
    page = seen.open("panel=design")
    page.get_by_label("Friends' scores do not count").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as TOML").click()
    path = tmp_path / "changed.toml"
    download.value.save_as(path)
    assert "[score]" in path.read_text(encoding="utf-8")
    page.get_by_role("button", name="Undo all changes").click()
    expect(page.get_by_role("checkbox", name=FRIENDS, exact=True)).to_be_checked()
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_role("checkbox", name=FRIENDS, exact=True)).not_to_be_checked()
    path.write_text("[regime]\nid = 5\n", encoding="utf-8")
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_text("line 2, column")).to_be_visible()
    assert [text for text in seen.complaints if "422" not in text] == []
    seen.complaints.clear()  # the browser notes that the server refused the file


def test_a_list_of_names_can_be_edited_by_checkboxes(seen: Seen):
    page = seen.open("panel=design")
    page.locator('[data-section="partners"] > summary').click()
    partner = page.locator('[data-key="partners[0].sees"]')
    page.locator('[data-key="partners"] > .list > details > summary').first.click()
    partner.locator("summary").click()
    taken = partner.get_by_role("checkbox", checked=True)
    expect(taken).not_to_have_count(0)  # they appear once the list is open
    before = taken.count()
    taken.first.uncheck()
    expect(taken).to_have_count(before - 1)
    expect(page.get_by_role("button", name="Undo all changes")).to_be_visible()
    expect(page.get_by_role("status").first).to_have_text("Both worlds are ready", timeout=30_000)


def test_clauses_are_added_and_can_be_run(seen: Seen):
    page = seen.open("panel=design")
    for part in ADDED:
        entries = page.locator(f'[data-key="{part}"]')
        if not entries.is_visible():
            page.locator(f'[data-section="{part}"] > summary').click()
        entries.get_by_role("button", name="Add", exact=True).last.click()
    expect(page).to_have_url(re.compile("new-1.*phases.*new-1|phases.*new-1.*operators"), timeout=30_000)
    settled(seen)
    assert page.locator(".fault").all_text_contents() == []
    rules = json.loads(page.evaluate(RULES))
    new = {part for part in ADDED if rules[part][-1].get("id") == "new-1"}
    assert new == {"lists", "bands", "partners", "operators", "phases"}
    expect(page.get_by_role("status").first).to_have_text("Both worlds are ready", timeout=30_000)


ADDED = ("gates", "ratings", "lists", "bands", "partners", "operators", "phases")
RULES = "new URLSearchParams(location.hash.slice(1)).get('rules')"


def test_findings_of_law_are_shown_next_to_the_clause_with_its_flow(seen: Seen):
    page = seen.open("panel=design")
    page.locator('[data-section="gates"] > summary').click()
    gate = page.locator('[data-key="gates"] > .list > details').filter(has_text="A mortgage").last
    gate.locator("> summary").click()
    gate.get_by_text("What the law says about it").click()
    gate.get_by_text("people are treated worse in a context unrelated").first.click()
    expect(gate.get_by_role("img", name="Data flow behind the finding")).to_be_visible()


def test_harms_come_with_intervals_and_can_be_shown_as_dots(seen: Seen):
    page = seen.open("panel=effects")
    for heading in ("Who loses and who gains", "Who pays", "Chilling effects", "Mobility", "Which clause causes it"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible(timeout=60_000)
    expect(page.get_by_role("heading", name="What the law says about these rules")).to_be_visible()
    expect(page.get_by_role("img", name="How data flow into decisions")).to_be_visible()
    page.get_by_role("combobox", name="Measure", exact=True).select_option("granted")
    page.get_by_role("button", name="Show these people as dots").click()
    expect(page.get_by_role("combobox", name="Measure", exact=True)).to_have_value("granted")
    settled(seen)
    assert len(colours(page, 0)) >= 3  # the background, losers or gainers, the others


def test_a_life_is_shown_in_both_cities(seen: Seen):
    page = seen.open("panel=life&person=7")
    expect(page.get_by_role("heading", name="Where the score came from")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Citizen 7 does not exist.")).to_be_visible()
    expect(page.get_by_text("No score: nobody rated this person.")).to_be_visible()


def test_the_register_scrolls_and_finds(seen: Seen):
    page = seen.open("panel=register")
    settled(seen)
    box = page.get_by_role("region", name="Register, scrollable")
    first = box.get_by_role("button").first.text_content()
    box.evaluate("each => each.scrollTo(0, each.scrollHeight)")
    expect(box.get_by_role("button").first).not_to_have_text(first or "")
    page.get_by_role("spinbutton", name="Number").fill(first or "")
    page.get_by_role("button", name="Find").click()
    expect(box.get_by_role("button", name=first or "", exact=True)).to_be_visible()
    page.get_by_role("spinbutton", name="Percentile").fill("0")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(box.get_by_role("button", name=first or "", exact=True)).to_be_hidden()
    public = box.get_by_role("columnheader").count()
    page.get_by_label("Show what the operator sees").check()
    expect(box.get_by_role("columnheader", name="months listed")).to_be_visible()
    assert box.get_by_role("columnheader").count() > public


def test_the_tour_has_six_steps(seen: Seen):
    page = seen.open("panel=about")
    page.get_by_role("button", name="Take the tour (six steps)").click()
    for step in range(1, 7):
        expect(page.get_by_role("dialog", name=f"Tour, step {step} of 6")).to_be_visible()
        page.get_by_role("button", name="Next" if step < 6 else "Done", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_tour_is_visible_at_once(seen: Seen):
    page = seen.open("panel=watch")
    page.get_by_role("button", name="Tour", exact=True).click()
    expect(page.get_by_role("dialog", name="Tour, step 1 of 6")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_link_opens_the_same_view(seen: Seen, address: str):
    page = seen.open("panel=design")
    page.get_by_label("With a private rank").check()
    expect(page).to_have_url(re.compile("rules="))
    settled(seen)
    fragment = page.url.split("#", 1)[1]
    assert "rules=" in fragment
    page.goto("about:blank")
    page.goto(f"{address}/#{fragment}")
    expect(page.get_by_label("With a private rank")).to_be_checked(timeout=30_000)
    assert json.loads(page.evaluate("new URLSearchParams(location.hash.slice(1)).get('rules')"))["rank"] == {
        "public": False
    }


FOCUSED = """() => {
    const here = document.activeElement;
    const words = here.ariaLabel || here.closest('label')?.textContent || here.textContent;
    return words.trim().slice(0, 9);
}"""


def test_everything_is_reached_by_keyboard(seen: Seen):
    page = seen.open("panel=watch")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.get_by_role("tab", name="Watch").focus()
    for name in ("Design", "One life", "Register", "Harms and law", "Summary", "Watch"):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=name)).to_be_focused()
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    reached = set[str]()
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(FOCUSED))
    assert {"Colour by", "Follow", "Play", "Month"} <= reached


def test_arrow_keys_move_from_dot_to_dot(seen: Seen):
    page = seen.open("panel=watch")
    settled(seen)
    page.get_by_role("application").first.focus()
    reported = page.locator("figcaption").first
    page.keyboard.press("ArrowRight")
    expect(reported).to_contain_text("Citizen ")
    first = reported.text_content() or ""
    page.keyboard.press("ArrowDown")
    expect(reported).not_to_have_text(first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Open life of citizen")).to_be_visible()


def test_report_picture_and_data_can_be_downloaded(seen: Seen, tmp_path: Path):
    page = seen.open("panel=about")
    settled(seen)
    for button, name, begins in (
        (page.get_by_role("link", name="Report (HTML)"), "Report", b"<!"),
        (page.get_by_role("button", name="Picture (PNG)"), "Picture", b"\x89PNG"),
        (page.get_by_role("link", name="Data (Parquet)"), "Data", b"PK"),
    ):
        with page.expect_download() as download:
            button.click()
        assert "synthetic" in download.value.suggested_filename
        path = tmp_path / name
        download.value.save_as(path)
        assert path.read_bytes().startswith(begins)
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    (ARTEFACTS / "picture.png").write_bytes((tmp_path / "Picture").read_bytes())


def test_both_themes_can_be_chosen(seen: Seen):
    page = seen.open("panel=watch")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch to").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
