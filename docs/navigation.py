"""The order of the pages of the site; a page that is not named here comes last, and the rules by family."""

from __future__ import annotations

from typing import Any

PARTS = {
    "Start": ["index.md", "getting-started.md", "for-lawyers.md", "for-developers.md"],
    "Use": ["configuration.md", "report.md", "diff.md", "pytest.md", "draft.md", "editors.md", "scan.md"],
    "Extend": ["rules-format.md", "languages.md"],
    "Trust": ["accuracy.md"],
}
FAMILIES = {
    "GDPR1": "Required disclosures",
    "GDPR2": "Defects",
    "CON": "Contradictions",
    "DOC": "The document",
    "TRN": "Translations",
    "LINT": "About linting",
}
RULES = "rules/README.md"


def on_files(files: Any, config: Any) -> Any:
    """Fill the navigation with the pages that there are."""
    pages = sorted(file.src_uri for file in files.documentation_pages())
    nav: list[dict[str, Any]] = [{title: [page for page in wanted if page in pages]} for title, wanted in PARTS.items()]
    named = {page for part in PARTS.values() for page in part}
    others = [page for page in pages if page not in named and not page.startswith("rules/")]
    nav += [{"More": others}] if others else []
    config.nav = [*nav, {"Rules": [RULES, *_families(files)]}]
    return files


def _families(files: Any) -> list[dict[str, Any]]:
    """The pages of the rules by family, in the order of their codes: a page's title is "name (CODE)"."""
    found: dict[str, list[tuple[str, str]]] = {title: [] for title in FAMILIES.values()}
    for file in files.documentation_pages():
        if file.src_uri.startswith("rules/") and file.src_uri != RULES:
            code = file.content_string.splitlines()[0].rpartition("(")[2].rstrip(") ")
            title = next((title for prefix, title in FAMILIES.items() if code.startswith(prefix)), "Others")
            found.setdefault(title, []).append((code, file.src_uri))
    return [{title: [page for _, page in sorted(pages)]} for title, pages in found.items() if pages]
