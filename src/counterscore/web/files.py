"""Files to download from the page: the report and the tables of a run. Each says that it is synthetic."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from counterscore.run import manifest, parquet
from counterscore.web.city import City

# A fixed date, so that the same run always gives the same archive.
_DATE = (2018, 1, 1, 0, 0, 0)


def report_page(city: City) -> bytes:
    """Return the run's report as one self-contained HTML page."""
    from counterscore.report.page.html import html
    from counterscore.report.run.report import RunReport

    return html(RunReport(city.run).page()).encode()


def archive(city: City) -> bytes:
    """Return the run folder as a zip archive; unpacked, `counterscore verify` accepts it like any other."""
    tables = city.run.tables or {}
    with TemporaryDirectory() as folder:
        place = Path(folder)
        files = {name: parquet.write(table, place / name) for name, table in tables.items()}
        made = city.run.manifest.model_copy(update={"files": files})
        (place / manifest.NAME).write_text(manifest.text(made), encoding="utf-8")
        return _zipped([place / name for name in sorted([*files, manifest.NAME])])


def _zipped(paths: list[Path]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for path in paths:
            target.writestr(zipfile.ZipInfo(f"counterscore-synthetic/{path.name}", _DATE), path.read_bytes())
    return content.getvalue()
