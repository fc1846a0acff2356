"""The tables that a run needs, compiled from `grammar/` and `rules/` once: lexicons, grammars and rule files.

The wheel carries them in `_data/compiled.bin` (a pickle, loaded from the package alone). In a checkout they are compiled when a
source changed, and kept in the same place.
"""

from __future__ import annotations

import os
import pickle
from functools import cache
from typing import TYPE_CHECKING, Any

from privlint import __version__
from privlint.language.data import PACKAGE, data_folder
from privlint.model.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from privlint.language.lexicon import Lexicon

_FORMAT = 3


class Tables:
    """The compiled tables; each part is unpickled when it is first asked for."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self._lexicons: dict[str, Lexicon] = {}
        self._notes: dict[str, dict[str, str]] = {}

    def languages(self) -> list[str]:
        """The languages that have a lexicon."""
        return sorted(name.removeprefix("lexicon:") for name in self._parts if name.startswith("lexicon:"))

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon of a language; raises RuleError when there is none."""
        if language not in self._lexicons:
            part = self._parts.get(f"lexicon:{language}")
            if part is None:
                raise RuleError(f"no lexicon for the language {language!r}; there are: {', '.join(self.languages())}")
            self._lexicons[language] = pickle.loads(part)
        return self._lexicons[language]

    def structure(self, language: str) -> dict[str, Any]:
        """The parsed `structure.toml` of a language, or an empty table."""
        part = self._parts.get(f"structure:{language}")
        return dict(pickle.loads(part)) if part else {}

    def note(self, language: str, concept: str) -> str:
        """What a concept of a language means, in plain words; its name with spaces where it has no note."""
        if language not in self._notes:
            part = self._parts.get(f"notes:{language}")
            self._notes[language] = pickle.loads(part) if part else {}
        return self._notes[language].get(concept, concept.strip("<>").replace("-", " "))

    def grammar(self, name: str) -> tuple[str, bytes] | None:
        """A saved Lark parser ("blocks", "clauses") with the lark version that made it, or None."""
        part = self._parts.get(f"grammar:{name}")
        return pickle.loads(part) if part else None

    def frequent_words(self) -> dict[str, list[str]]:
        """The words by which each known language is told."""
        return dict(pickle.loads(self._parts["languages"]))

    def rules(self) -> list[dict[str, Any]]:
        """The parsed rule files without their examples; `file` is the place of each below `rules/`."""
        return list(pickle.loads(self._parts["rules"]))

    def prepared(self) -> Any:
        """What the floor above made of the rule files when the wheel was built, or None."""
        part = self._parts.get("prepared")
        return pickle.loads(part) if part else None

    def examples(self, file: str) -> dict[str, list[dict[str, Any]]]:
        """The parsed examples (good, bad, tricky) of a rule file."""
        part = self._parts.get(f"examples:{file}")
        return dict(pickle.loads(part)) if part else {}

    def law(self, name: str) -> dict[str, Any]:
        """A parsed data file of the law that is no rule, such as "gdpr/ages"."""
        return dict(pickle.loads(self._parts["law"])[name])


@cache
def load_tables() -> Tables:
    """The tables of this installation; compiled anew in a checkout whose sources changed."""
    folder = os.path.join(PACKAGE, "_data")
    packed = os.path.join(folder, "compiled.bin")
    in_checkout = not os.path.isdir(os.path.join(folder, "grammar"))
    stamp = _stamp(data_folder("grammar"), data_folder("rules")) if in_checkout else "packed"
    if os.path.isfile(packed):
        with open(packed, "rb") as file:
            header, parts = pickle.load(file)
        if header == _header(stamp if in_checkout else header[-1]):
            return Tables(parts)
    data = build()
    if in_checkout:
        _keep(packed, data)
    return Tables(pickle.loads(data)[1])


def build(prepare: Callable[[list[dict[str, Any]]], object] | None = None) -> bytes:
    """All tables of `grammar/` and `rules/`; raises RuleError with the file when one cannot be compiled.

    `prepare` makes of the parsed rule files what a run needs of them, so that a run need not.
    """
    grammar, rules = data_folder("grammar"), data_folder("rules")
    parts: dict[str, bytes] = {}
    for folder in sorted(path for path in grammar.iterdir() if (path / "words.toml").is_file()):
        parts.update(_language(folder, (grammar / "phrases.lark").read_text("utf-8")))
    parts["languages"] = pickle.dumps(parse_toml(grammar / "languages.toml", "grammar/languages.toml"), protocol=5)
    parts.update(_rule_tables(rules))
    if prepare is not None:
        parts["prepared"] = pickle.dumps(prepare(pickle.loads(parts["rules"])), protocol=5)
    parts.update(_saved_parsers())
    return pickle.dumps((_header(_stamp(grammar, rules)), parts), protocol=5)


def compile_folder(folder: Path) -> Lexicon:
    """The lexicon of a language folder that is not one of ours: a plug-in's, named by its language."""
    parts = _language(folder, (data_folder("grammar") / "phrases.lark").read_text("utf-8"))
    lexicon: Lexicon = pickle.loads(parts[f"lexicon:{folder.name}"])
    return lexicon


def parse_toml(path: Path, name: str) -> dict[str, Any]:
    """A parsed TOML file; raises RuleError with the file's name, and line, when it is not TOML."""
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{name}: not TOML: {error}") from None


def _language(folder: Path, grammar: str) -> dict[str, bytes]:
    from privlint.language.lexicon import compile_lexicon

    words = parse_toml(folder / "words.toml", f"{folder.name}/words.toml")
    files = concept_files(folder)
    lexicon = compile_lexicon(folder.name, words, files, grammar)
    concepts = {name: concept for file in files.values() for name, concept in file.items()}
    notes = {name: concept["note"] for name, concept in concepts.items() if "note" in concept}
    parts = {
        f"lexicon:{folder.name}": pickle.dumps(lexicon, protocol=5),
        f"notes:{folder.name}": pickle.dumps(notes, protocol=5),
    }
    structure = folder / "structure.toml"
    if structure.is_file():
        parts[f"structure:{folder.name}"] = pickle.dumps(parse_toml(structure, structure.name), protocol=5)
    return parts


def concept_files(folder: Path) -> dict[str, dict[str, Any]]:
    """The parsed concept files of a language folder, by name; raises RuleError as `parse_toml` does."""
    return {
        f"grammar/{folder.name}/{path.relative_to(folder).as_posix()}": parse_toml(path, f"{folder.name}/{path.name}")
        for path in sorted((folder / "concepts").rglob("*.toml"))
    }


def _rule_tables(folder: Path) -> dict[str, bytes]:
    rules, law = [], {}
    parts: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*.toml")):
        file = path.relative_to(folder).as_posix()
        table = parse_toml(path, f"rules/{file}")
        if "code" not in table:
            law[file.removesuffix(".toml")] = table
            continue
        examples = {kind: table.pop(kind, []) for kind in ("good", "bad", "tricky")}
        parts[f"examples:{file}"] = pickle.dumps(examples, protocol=5)
        rules.append({**table, "file": file})
    parts["rules"] = pickle.dumps(rules, protocol=5)
    parts["law"] = pickle.dumps(law, protocol=5)
    return parts


def _saved_parsers() -> dict[str, bytes]:
    from privlint.language.blocks import BlockLexer
    from privlint.language.clause_parser import PhraseLexer
    from privlint.language.parsers import save_parser

    lexers = {"blocks": BlockLexer, "clauses": PhraseLexer}
    return {f"grammar:{name}": pickle.dumps(save_parser(name, lexer), protocol=5) for name, lexer in lexers.items()}


def _header(stamp: str) -> tuple[int, str, str]:
    return (_FORMAT, __version__, stamp)


def _stamp(*folders: Path) -> str:
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    for folder in folders:
        for name in sorted(_files(folder)):
            digest.update(name.encode())
            digest.update(_content(name))
    code = os.path.dirname(os.path.realpath(__file__))
    for name in sorted(os.listdir(code)):
        if name.endswith(".py"):
            digest.update(_content(os.path.join(code, name)))
    return digest.hexdigest()


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _files(folder: Path) -> list[str]:
    return [
        os.path.join(where, name)
        for where, _, names in os.walk(folder)
        for name in names
        if name.endswith((".toml", ".lark"))
    ]


def _keep(path: str, data: bytes) -> None:
    """Writes a checkout's tables beside the package; a read-only checkout just compiles each time."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        draft = f"{path}.{os.getpid()}"
        with open(draft, "wb") as file:
            file.write(data)
        os.replace(draft, path)
    except OSError:
        pass
