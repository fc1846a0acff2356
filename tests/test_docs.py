"""The pages of the rules are as the rule files have them now; `make docs` writes them."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def test_the_pages_are_not_stale() -> None:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    written = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*.md")}
    made = generate.pages()
    stale = sorted(name for name in {*written, *made} if written.get(name) != made.get(name))
    assert not stale, "run `make docs`"
