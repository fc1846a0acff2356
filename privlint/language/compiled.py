"""The tables that a run needs, compiled from `grammar/` and `rules/` once: lexicons, grammars and rule files.

The wheel carries them in `_data/compiled.bin` (pickles, loaded from the package alone). In a checkout they are compiled when a
source changed, and kept in the same place. The parts of each language, and the examples of each rule, stand behind the others and
are read when they are asked for: a run reads those of the languages that its policies are in.
"""

from __future__ import annotations

import os
import pickle
from functools import cache
from typing import TYPE_CHECKING, Any

from privlint import __version__
from privlint.language.asked import concepts_of
from privlint.language.data import PACKAGE, data_folder
from privlint.model.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from privlint.language.lalr import Table
    from privlint.language.lexicon import Lexicon

_FORMAT = 7
_LATER = ("lexicon:", "notes:", "structure:", "examples:", "sayings:")  # the parts that are read when asked for


class Parts:
    """The parts of the tables by name; those with a place (start and size) in a file are read when first asked for."""

    def __init__(
        self, parts: dict[str, bytes], path: str = "", places: dict[str, tuple[int, int]] | None = None
    ) -> None:
        self._parts = parts
        self._path = path
        self._places = places or {}

    def names(self) -> set[str]:
        """The names of all parts."""
        return {*self._parts, *self._places}

    def get(self, name: str) -> bytes | None:
        """A part, or None."""
        if name in self._places and name not in self._parts:
            start, size = self._places[name]
            with open(self._path, "rb") as file:
                file.seek(start)
                self._parts[name] = file.read(size)
        return self._parts.get(name)


class Tables:
    """The compiled tables; each part is unpickled when it is first asked for."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._lexicons: dict[str, Lexicon] = {}
        self._notes: dict[str, dict[str, str]] = {}

    def _load(self, name: str) -> Any:
        part = self._parts.get(name)
        assert part is not None, name
        return pickle.loads(part)

    def languages(self) -> list[str]:
        """The languages that have a lexicon."""
        return sorted(name.removeprefix("lexicon:") for name in self._parts.names() if name.startswith("lexicon:"))

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

    def grammar(self, name: str) -> Table:
        """The table of a grammar ("blocks", "clauses")."""
        table: Table = self._load(f"grammar:{name}")
        return table

    def frequent_words(self) -> dict[str, list[str]]:
        """The words by which each known language is told."""
        return dict(self._load("languages"))

    def rules(self) -> list[dict[str, Any]]:
        """The parsed rule files without their examples; `file` is the place of each below `rules/`."""
        return list(self._load("rules"))

    def prepared(self) -> Any:
        """What the floor above made of the rule files when the wheel was built, or None."""
        part = self._parts.get("prepared")
        return pickle.loads(part) if part else None

    def examples(self, file: str) -> dict[str, list[dict[str, Any]]]:
        """The parsed examples (good, bad, tricky) of a rule file."""
        part = self._parts.get(f"examples:{file}")
        return dict(pickle.loads(part)) if part else {}

    def sayings(self, language: str, rule: str) -> dict[str, list[dict[str, Any]]]:
        """The parsed examples of a rule, by its name, in a language whose examples stand in its own folder."""
        part = self._parts.get(f"sayings:{language}")
        return dict(pickle.loads(part).get(rule, {})) if part else {}

    def concepts(self) -> dict[str, frozenset[str]]:
        """The names of the concepts of each language."""
        return dict(self._load("concepts"))

    def law(self, name: str) -> dict[str, Any]:
        """A parsed data file of the law that is no rule, such as "gdpr/ages"."""
        return dict(self._load("law")[name])


@cache
def load_tables() -> Tables:
    """The tables of this installation; compiled anew in a checkout whose sources changed."""
    folder = os.path.join(PACKAGE, "_data")
    packed = os.path.join(folder, "compiled.bin")
    in_checkout = not os.path.isdir(os.path.join(folder, "grammar"))
    stamp = _stamp(data_folder("grammar"), data_folder("rules")) if in_checkout else "packed"
    if os.path.isfile(packed):
        with open(packed, "rb") as file:
            header, *tables = pickle.load(file)
            begin = file.tell()
        if header == _header(stamp if in_checkout else header[-1]):
            places, parts = tables
            return Tables(Parts(parts, packed, {name: (begin + at, size) for name, (at, size) in places.items()}))
    data = build()
    if in_checkout:
        _keep(packed, data)
    return Tables(Parts(_unpacked(data)))


def build(prepare: Callable[[list[dict[str, Any]]], object] | None = None) -> bytes:
    """All tables of `grammar/` and `rules/`; raises RuleError with the file when one cannot be compiled.

    `prepare` makes of the parsed rule files what a run needs of them, so that a run need not.
    """
    grammar, rules = data_folder("grammar"), data_folder("rules")
    parts: dict[str, bytes] = {}
    names: dict[str, frozenset[str]] = {}
    for folder in sorted(path for path in grammar.iterdir() if (path / "words.toml").is_file()):
        parts.update(_language(folder, (grammar / "phrases.lark").read_text("utf-8")))
        names[folder.name] = frozenset(name for file in concept_files(folder).values() for name in file)
    parts["concepts"] = pickle.dumps(names, protocol=5)
    parts["languages"] = pickle.dumps(parse_toml(grammar / "languages.toml", "grammar/languages.toml"), protocol=5)
    parts.update(_rule_tables(rules))
    if prepare is not None:
        parts["prepared"] = pickle.dumps(prepare(pickle.loads(parts["rules"])), protocol=5)
    parts.update(_grammar_tables(grammar))
    return _packed(_header(_stamp(grammar, rules)), parts)


def _packed(header: tuple[int, str, str], parts: dict[str, bytes]) -> bytes:
    """One pickle with the header, the places of the parts that are read later and all others; then those parts."""
    later = [name for name in parts if name.startswith(_LATER)]
    places, at = {}, 0
    for name in later:
        places[name] = (at, len(parts[name]))
        at += len(parts[name])
    first = {name: part for name, part in parts.items() if name not in places}
    return pickle.dumps((header, places, first), protocol=5) + b"".join(parts[name] for name in later)


def _unpacked(data: bytes) -> dict[str, bytes]:
    from io import BytesIO

    stream = BytesIO(data)
    _, places, parts = pickle.load(stream)
    begin = stream.tell()
    return {**parts, **{name: data[begin + at : begin + at + size] for name, (at, size) in places.items()}}


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
    examples = {path.stem: parse_toml(path, path.name) for path in sorted((folder / "examples").glob("*.toml"))}
    if examples:
        parts[f"sayings:{folder.name}"] = pickle.dumps(examples, protocol=5)
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
        rules.append({**table, "file": file, "concepts": sorted(concepts_of(table))})
    parts["rules"] = pickle.dumps(rules, protocol=5)
    parts["law"] = pickle.dumps(law, protocol=5)
    return parts


def _grammar_tables(folder: Path) -> dict[str, bytes]:
    from privlint.language.lalr import build_table

    tables = {name: build_table((folder / f"{name}.lark").read_text("utf-8")) for name in ("blocks", "clauses")}
    return {f"grammar:{name}": pickle.dumps(table, protocol=5) for name, table in tables.items()}


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
