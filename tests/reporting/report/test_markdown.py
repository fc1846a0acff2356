"""The report in Markdown, whole."""

from pathlib import Path

from privlint.reporting.report.markdown import report_markdown
from privlint.workflow.dossier import Dossier

EXPECTED = Path(__file__).parent / "expected.md"


def test_the_whole_report(dossier: Dossier) -> None:
    assert report_markdown(dossier) == EXPECTED.read_text(encoding="utf-8")
