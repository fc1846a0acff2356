"""Compile grammars, lexicon and rule files into one table when the wheel is built."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTables(BuildHookInterface[Any]):
    """Puts `privlint/_data/compiled.bin` into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the table with the code that is being packed."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from privlint.checks.loader import prepare_rules
        from privlint.language.compiled import build

        folder = tempfile.mkdtemp(prefix="privlint-")
        table = Path(folder, "compiled.bin")
        table.write_bytes(build(prepare_rules))
        build_data["force_include"][str(table)] = "privlint/_data/compiled.bin"
