"""`python -m privlint` is `privlint`."""

from privlint.cli import run

run()
