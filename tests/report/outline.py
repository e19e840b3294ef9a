"""Parse a page with the standard library: its tags, what they load, its titles."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"meta", "br", "hr", "img", "link", "input"}
ASKING = {"src", "href", "xlink:href", "srcset", "data", "action", "poster", "content"}


@dataclass
class Outline(HTMLParser):
    """A parser that raises AssertionError at a tag closed in the wrong place."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        """Record a tag, and mark it as open unless it is a void element."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Record a tag that closes itself."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        """Close the tag that was opened last."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> on line {self.getpos()[0]} closes another tag"

    def handle_data(self, data):
        """Record a text under the tag that contains it."""
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def of(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every tag of this name."""
        return [attributes for name, attributes in self.tags if name == tag]


def outline(page: str) -> Outline:
    """Return the outline of a page; raise AssertionError if a tag stays open."""
    parsed = Outline()
    parsed.feed(page)
    parsed.close()
    assert parsed.open == []
    return parsed
