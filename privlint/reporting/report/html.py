"""The report as one HTML page that needs nothing else: no script, no network, and a policy that its own text cannot undo."""

from __future__ import annotations

import os
from base64 import b64encode
from hashlib import sha256

from privlint.reporting.report.page import page
from privlint.reporting.report.wording import MEANINGS, STATUSES, counted
from privlint.workflow.dossier import Dossier

TEMPLATES = os.path.join(os.path.dirname(__file__), "templates")
STYLE = "report.css"


def report_html(dossier: Dossier) -> str:
    """The page; every text of a policy is escaped, and the page's content security policy allows its own style alone."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["counted"] = counted
    style = _style()
    return environment.get_template("page.html.j2").render(
        page=page(dossier), statuses=STATUSES, meanings=MEANINGS, style=Markup(style), digest=_digest(style)
    )


def _style() -> str:
    with open(os.path.join(TEMPLATES, STYLE), encoding="utf-8") as file:
        return file.read()


def _digest(style: str) -> str:
    """The hash by which a content security policy knows a style."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"
