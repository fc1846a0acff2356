"""The page that the templates lay out."""

from collections.abc import Iterator

from privlint.reporting.report.marks import Run
from privlint.reporting.report.page import page
from privlint.reporting.report.passages import Passage
from privlint.workflow.dossier import Dossier


def marked(made: tuple[Run, ...]) -> str:
    return "".join(f"[{marked(run.runs)}]" if run.mark else run.text for run in made)


def passages(dossier: Dossier) -> Iterator[Passage]:
    for group in page(dossier).policies[0].texts[0].groups:
        yield from group.passages


def test_a_verdict_has_its_words_and_the_place_where_they_stand(dossier: Dossier) -> None:
    missing, present, other = (row for article in page(dossier).policies[0].articles for row in article.rows)
    assert (missing.status, missing.message, missing.help) == ("missing", "No DPO.", "Name one.")
    assert (present.status, present.values, present.evidence[0].where) == (
        "present",
        ("12 months", "14 days"),
        "line 7",
    )
    assert (other.status, other.reason) == ("not-applicable", "No joint controllership is stated.")


def test_counts_leave_out_what_is_suppressed_and_the_findings_of_disclosures(dossier: Dossier) -> None:
    policy = page(dossier).policies[0]
    assert policy.severities == {"error": 2, "warning": 0, "info": 1}
    assert [row.code for row in (*policy.contradictions, *policy.defects, *policy.hygiene)] == ["CON104", "GDPR204"]
    assert [(row.code, row.suppressed.owner, row.what) for row in policy.suppressed] == [("DOC103", "dpo", "Old.")]


def test_places_are_marked_in_the_text_as_its_reader_sees_it(dossier: Dossier) -> None:
    assert [marked(passage.runs) for passage in passages(dossier)] == [
        "Privacy",
        "Your data [will never leave the European Union].",
        "[Our servers stand in [Ohio], [USA].]",
        "[We keep orders for [12 months], and logs for two weeks only.]",
    ]


def test_a_passage_leads_back_to_the_rows_that_quote_it_the_worst_first(dossier: Dossier) -> None:
    ohio = list(passages(dossier))[2]
    assert [(citation.name, citation.kind) for citation in ohio.cited] == [
        ("CON104 transfer-contradiction", "error"),
        ("GDPR204 hedged-practice", "info"),
        ("DOC103 stale-date", "suppressed"),
    ]


def test_the_table_of_periods_has_those_of_the_verdict(dossier: Dossier) -> None:
    assert [line.value for line in page(dossier).policies[0].glance.retention] == ["12 months, 14 days"]


def test_a_period_that_no_evidence_shows_has_the_one_place_that_says_it(dossier: Dossier) -> None:
    (record,) = dossier.records
    asked = record.report.disclosures
    bare = record.report._replace(disclosures=(asked[0], asked[1]._replace(evidence=()), asked[2]))
    said = record.sayings._replace(
        periods=(*record.sayings.periods, record.sayings.periods[0]._replace(location=asked[1].evidence[0]))
    )
    lines = page(dossier._replace(records=(record._replace(report=bare, sayings=said),))).policies[0].glance.retention
    assert [(line.value, line.quote and line.quote.text) for line in lines] == [
        ("12 months", None),
        ("14 days", "two\nweeks"),
    ]


def test_what_was_not_judged_is_said(dossier: Dossier) -> None:
    unjudged = page(dossier).policies[0].yardstick.unjudged
    assert unjudged[0].startswith("The de version (de.md) was not judged: privlint has no lexicon for that language.")
    (record,) = dossier.records
    left_out = record._replace(asked=record.asked[1:], unasked=record.asked[:1], ignored=(("policy.md", ("DOC",)),))
    unjudged = page(dossier._replace(records=(left_out,))).policies[0].yardstick.unjudged
    assert "The configuration leaves out: CON104 transfer-contradiction." in unjudged
    assert "In policy.md, the configuration ignores DOC." in unjudged
