"""`python -m privlint` is `privlint`."""

from privlint.cli import main

main()
