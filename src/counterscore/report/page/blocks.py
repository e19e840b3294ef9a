"""The blocks of a section as HTML."""

from __future__ import annotations

from typing import assert_never

from counterscore.report.page.markup import inline, plain, tag
from counterscore.report.page.model import Block, Bullets, Entry, Fold, Heading, Paragraph, Section, Table
from counterscore.report.page.table import table

_SMALL = ' class="small"'


def section(each: Section) -> str:
    """Return a section under its heading."""
    blocks = "\n".join(map(block, each.blocks))
    return (
        f'<section aria-labelledby="{each.name}">\n<h2 id="{each.name}">{plain(each.title)}</h2>\n{blocks}\n</section>'
    )


def block(each: Block) -> str:
    """Return one block as HTML."""
    match each:
        case Paragraph():
            return paragraph(each)
        case Heading():
            return f"<h3>{plain(each.text)}</h3>"
        case Bullets():
            return _definitions(each) if each.definitions else _bullets(each)
        case Table():
            return table(each)
        case Fold():
            inner = "".join(map(block, each.blocks))
            return f"<details><summary>{plain(each.summary)}</summary>{inner}</details>"
        case _:
            assert_never(each)


def paragraph(each: Paragraph) -> str:
    """Return a paragraph, with the command that it ends in if it has one."""
    if each.command:
        return f'<p class="twin">{inline(each.text)} <code>{plain(each.command)}</code></p>'
    return f"<p{_SMALL if each.small else ''}>{inline(each.text)}</p>"


def _definitions(each: Bullets) -> str:
    return f"<dl>{''.join(f'<dt>{_title(entry)}</dt><dd>{inline(entry.text)}</dd>' for entry in each.entries)}</dl>"


def _bullets(each: Bullets) -> str:
    return f"<ul>{''.join(f'<li>{_title(entry)}</li>' for entry in each.entries)}</ul>"


def _title(entry: Entry) -> str:
    code = f"<code>{plain(entry.code)}</code>" if entry.code else ""
    return " ".join(filter(None, (plain(entry.title), tag(entry.tag) if entry.tag else "", code)))
