"""Which files are policies: those named, and those found in directories, hidden and VCS-ignored ones left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.report import FileError
from privlint.engine.config import below
from privlint.engine.likeness import looks_like_policy
from privlint.model.errors import SourceError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".xhtml")
_BEGINNING = 300_000  # bytes of a file that is too large to be read


class PolicyFile(NamedTuple):
    """A file to lint: `path` is what reports call it; `walked` that it was found in a directory, not named."""

    path: str
    walked: bool = False
    content: bytes | None = None  # of standard input

    def data(self) -> bytes:
        """The file's bytes; raises SourceError."""
        if self.content is not None:
            return self.content
        try:
            with open(self.path, "rb") as stream:
                return stream.read()
        except OSError as error:
            raise SourceError(f"{self.path}: {_reason(error)}") from error

    def resembles(self) -> bool:
        """Whether its beginning looks like a policy; a file that cannot be read does not."""
        try:
            with open(self.path, "rb") as stream:
                return looks_like_policy(stream.read(_BEGINNING).decode("utf-8", "replace"))
        except OSError:
            return False


class Discovery(NamedTuple):
    """What was found: files by path, each once, and the paths that led nowhere."""

    files: tuple[PolicyFile, ...]
    errors: tuple[FileError, ...] = ()


def discover(paths: Iterable[str], stdin: PolicyFile | None = None, suffixes: tuple[str, ...] = SUFFIXES) -> Discovery:
    """The policy files of paths; `-` stands for `stdin`; files in directories are known by their suffixes."""
    files: dict[str, PolicyFile] = {}
    errors: list[FileError] = []
    for path in paths:
        if path == "-" and stdin is not None:
            files[stdin.path] = stdin
        elif os.path.isdir(path):
            before = len(errors)
            found = list(_walk(path, suffixes, errors))
            for walked in found:
                files.setdefault(shown(walked), PolicyFile(shown(walked), walked=True))
            if not found and len(errors) == before:
                errors.append(FileError(path, f"no policy file in it; privlint reads {' '.join(suffixes)}"))
        elif os.path.exists(path):
            files[shown(path)] = PolicyFile(shown(path))
        else:
            errors.append(FileError(path, "no such file or directory; check the path"))
    unnameable = [path for path in files if not _is_text(path)]
    errors += [FileError(files.pop(path).path, "its name is not UTF-8; rename it") for path in unnameable]
    told = (FileError(_sayable(error.path), error.message) for error in errors)
    return Discovery(tuple(sorted(files.values(), key=lambda file: file.path)), tuple(told))


def shown(path: str) -> str:
    """A path as reports name it: from the working directory where it is below it, with forward slashes."""
    if os.path.isabs(path):
        here = os.getcwd() + os.sep
        path = path.removeprefix(here)
    return os.path.normpath(path).replace(os.sep, "/")


def ignored(path: str) -> bool:
    """Whether the version control of a file's folder leaves it out."""
    return _Ignored.above(os.path.abspath(path)).leaves_out(path, folder=False)


def _walk(top: str, suffixes: tuple[str, ...], errors: list[FileError]) -> Iterator[str]:
    """The files below a folder; folders that cannot be listed go to `errors`."""
    ignored = _Ignored.above(top)
    folders = [(top, ignored)]
    while folders:
        folder, above = folders.pop()
        here = above.within(folder)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            errors.append(FileError(shown(folder), _reason(error)))
            continue
        for entry in entries:
            if entry.name.startswith(".") or here.leaves_out(entry.path, folder=entry.is_dir()):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, here))
            elif not entry.name.lower().endswith(suffixes) or not entry.is_file():
                continue
            elif not entry.is_symlink() or below(entry.path, top):
                yield entry.path


class _Ignored(NamedTuple):
    """The ignore files in force in a folder, outermost first, each with the folder that it stands in."""

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    @staticmethod
    def above(top: str) -> _Ignored:
        """Those of the folders from the repository's root down to, but without, `top`."""
        parents = []
        folder = os.path.abspath(top)
        while not os.path.exists(os.path.join(folder, ".git")):
            parent = os.path.dirname(folder)
            if parent == folder:
                return _Ignored()
            parents.append(folder := parent)
        ignored = _Ignored().with_file(folder, os.path.join(folder, ".git", "info", "exclude"))
        for parent in reversed(parents):
            ignored = ignored.within(parent)
        return ignored

    def within(self, folder: str) -> _Ignored:
        return self.with_file(folder, os.path.join(folder, ".gitignore"))

    def with_file(self, folder: str, path: str) -> _Ignored:
        if not os.path.isfile(path):
            return self
        from pathspec import GitIgnoreSpec

        with open(path, encoding="utf-8", errors="replace") as lines:
            return _Ignored((*self.specs, (os.path.abspath(folder), GitIgnoreSpec.from_lines(lines))))

    def leaves_out(self, path: str, *, folder: bool) -> bool:
        """Whether the innermost ignore file that speaks of a path leaves it out."""
        absolute = os.path.abspath(path)
        for base, spec in reversed(self.specs):
            relative = os.path.relpath(absolute, base).replace(os.sep, "/")
            said = spec.check_file(relative + "/" * folder).include
            if said is not None:
                return said
        return False


def _is_text(path: str) -> bool:
    """Whether a path has no bytes that the file system could not decode: no report could name it."""
    return not any("\ud800" <= character <= "\udfff" for character in path)


def _sayable(path: str) -> str:
    return path if _is_text(path) else path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _reason(error: OSError) -> str:
    return f"{(error.strerror or str(error)).lower()}; check the path and its permissions"
