"""What looks like a privacy policy."""

import pytest

from privlint.engine.likeness import looks_like_policy


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# Privacy Policy\n\nWe delete it all.", id="its title"),
        pytest.param("<html><body><h1>Privacy\nnotice</h1>", id="its title, in HTML"),
        pytest.param("What we know of you\n\nWe collect your name. GDPR applies.", id="its words"),
        pytest.param("Datenschutzerklärung\n\nVerantwortlich ist die Brightwater GmbH.", id="German"),
        pytest.param("Polityka prywatności sklepu Larkfield", id="Polish"),
    ],
)
def test_a_policy(text: str) -> None:
    assert looks_like_policy(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("# Bread\n\nMix flour and water.", id="a recipe"),
        pytest.param("# cookie-jar\n\nA parser for cookies. Works with every server.", id="a README about cookies"),
        pytest.param("MIT License\n\nnot liable to any third party", id="a licence"),
        pytest.param(
            "# Terms\n\n" + "You pay us monthly. " * 20 + "See our privacy policy.", id="terms that link to one"
        ),
    ],
)
def test_another_text(text: str) -> None:
    assert not looks_like_policy(text)
