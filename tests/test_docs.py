"""The pages of the rules, and the screen in README.md, are as the rules are now; `make docs` writes them."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def test_the_pages_are_not_stale() -> None:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    made = generate.pages()
    written = {
        path: path.read_text(encoding="utf-8") for path in (*made, *(DOCS / "rules").glob("*.md")) if path.is_file()
    }
    stale = sorted(path.name for path in {*written, *made} if written.get(path) != made.get(path))
    assert not stale, "run `make docs`"
