"""The documentation site builds without a warning, and its pages ask nothing of anybody else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("material", reason="mkdocs-material is not installed")
ROOT = Path(__file__).parent.parent
FETCHED = re.compile(r"<(?:link|script|img|iframe|source)\b[^>]*?\b(?:href|src)=[\"']?(https?:)?//(?!localhost)[^>]*>")
CANONICAL = re.compile(r"rel=[\"']?canonical")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


def test_every_page_has_its_place(site: Path) -> None:
    pages = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")]
    front = (site / "index.html").read_text("utf-8")
    for page in pages:
        address = page.parent if page.name in ("README.md", "index.md") else page.with_suffix("")
        assert (site / address / "index.html").is_file()
        assert page.name == "index.md" or f'href="{address.as_posix()}/"' in front, f"{page} is not in the navigation"


def test_pages_fetch_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        found = [match[0] for match in FETCHED.finditer(page.read_text("utf-8"))]
        assert not [tag for tag in found if not CANONICAL.search(tag)], page
