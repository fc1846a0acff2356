"""The server: judges what is open a moment after the last keystroke, and answers what editors ask."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from privlint import __version__
from privlint.lsp.actions import actions
from privlint.lsp.desk import Desk, Judged
from privlint.lsp.diagnostics import diagnostics, uri_of
from privlint.lsp.hovers import hover
from privlint.lsp.ranges import Ranges
from privlint.lsp.symbols import symbols
from privlint.model.tree import Document

DELAY = 0.3  # seconds without a keystroke
SUFFIXES = {"markdown": ".md", "html": ".html"}  # of texts that are no files yet
SETTINGS = ("privlint.toml", "pyproject.toml", ".privlint-baseline.json")


class PolicyServer(LanguageServer):
    """What is open, how often it has changed, and what was said of it last; every path is absolute."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("privlint", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.desk = desk
        self._changes: dict[str, int] = {}
        self._judged: dict[str, tuple[Mapping[str, str], list[Judged]]] = {}
        self._one_at_a_time = asyncio.Lock()

    def path_of(self, uri: str) -> str:
        """The path of an address; a text that is no file yet has one of its own, by its language."""
        path = to_fs_path(uri)
        if path:
            return os.path.abspath(path)
        document = self.workspace.text_documents.get(uri)
        suffix = SUFFIXES.get((document.language_id if document else "") or "", ".txt")
        return os.path.abspath(f"untitled{suffix}")

    def open_texts(self) -> dict[str, TextDocument]:
        """The open documents by path."""
        return {self.path_of(uri): document for uri, document in self.workspace.text_documents.items()}

    def address(self, path: str) -> str:
        """The address that the editor has for a path."""
        document = self.open_texts().get(path)
        return document.uri if document else uri_of(path)

    def ranges(self, text: str) -> Ranges:
        """The ranges of a text in the code units of the editor."""
        return Ranges(text, self.workspace.position_codec.client_num_units)

    async def changed(self, path: str, delay: float = DELAY) -> None:
        """Judge the policy of a document, unless it changes again before that, or while it is being judged."""
        self._changes[path] = change = self._changes.get(path, 0) + 1
        await asyncio.sleep(delay)
        if self._changes.get(path) == change:
            await self._judge(path)

    async def current(self, path: str) -> list[Judged]:
        """What there is to say of a document as it stands."""
        judged = self._known(path)
        return judged if judged is not None else await self._judge(path)

    def forget(self) -> None:
        """Take nothing that was said for what is true now."""
        for path, (_, judged) in self._judged.items():
            self._judged[path] = ({}, judged)

    def closed(self, uri: str) -> None:
        """Forget a document, and what was said of files that no other open policy has."""
        path = self.path_of(uri)
        self._changes.pop(path, None)
        _, gone = self._judged.pop(path, ({}, []))
        kept = {place for _, judged in self._judged.values() for one in judged for place in _places(one)}
        for place in {path, *(place for one in gone for place in _places(one))} - kept:
            self._publish(place, [])

    def _known(self, path: str) -> list[Judged] | None:
        """What was said last, if none of the policy's documents has changed since."""
        texts, judged = self._judged.get(path, ({}, []))
        now = self._sources()
        places = {path, *(place for one in judged for place in _places(one))}
        fresh = path in texts and all(now.get(place) == texts.get(place) for place in places)
        return judged if fresh else None

    def _sources(self) -> dict[str, str]:
        return {path: document.source for path, document in self.open_texts().items()}

    async def _judge(self, path: str) -> list[Judged]:
        async with self._one_at_a_time:
            texts = self._sources()
            if path not in texts:
                return []
            known = self._known(path)
            judged = known if known is not None else await asyncio.to_thread(self.desk.judge, path, texts)
        now = self._sources()
        if now.get(path) == texts[path]:
            self._judged[path] = (texts, judged)
            self._show(path, judged, {place for place, text in texts.items() if now.get(place) == text})
        return judged

    def _show(self, path: str, judged: list[Judged], settled: set[str]) -> None:
        """Publish the diagnostics of a policy; those of a document that has changed meanwhile come with its own turn."""
        units = self.workspace.position_codec.client_num_units
        found: dict[str, list[types.Diagnostic]] = {path: []}
        for one in judged:
            for place, listed in diagnostics(one, units).items():
                found.setdefault(place, []).extend(listed)
        opened = self.open_texts()
        for place, listed in found.items():
            if place in settled or place not in opened:
                self._publish(place, listed)

    def _publish(self, path: str, listed: list[types.Diagnostic]) -> None:
        document = self.open_texts().get(path)
        version = document.version if document else None
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(self.address(path), listed, version=version)
        )

    def documents(self, judged: Judged) -> list[Document]:
        """The documents of a policy that was judged."""
        return self.desk.linter_of(judged.task).read(judged.task.files, []) or []


def _places(judged: Judged) -> list[str]:
    return [os.path.abspath(file.path) for file in judged.task.all_files]


def serve(desk: Desk) -> None:
    """Answer on standard input and output until the editor leaves."""
    server_for(desk).start_io()


def server_for(desk: Desk) -> PolicyServer:
    """A server with everything that it answers."""
    server = PolicyServer(desk)

    @server.feature(types.INITIALIZED)
    async def _(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(f"**/{name}") for name in SETTINGS]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration("settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def _(given: types.DidOpenTextDocumentParams) -> None:
        await server.changed(server.path_of(given.text_document.uri), 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _(given: types.DidChangeTextDocumentParams) -> None:
        await server.changed(server.path_of(given.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(given: types.DidCloseTextDocumentParams) -> None:
        server.closed(given.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _(_: types.DidSaveTextDocumentParams) -> None:
        await _again(server)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def _(_: types.DidChangeWatchedFilesParams) -> None:
        await _again(server)

    _answer(server)
    return server


async def _again(server: PolicyServer) -> None:
    """Judge all that is open anew: a file beside it, or a setting, has changed."""
    server.forget()
    for path in server.open_texts():
        await server.changed(path, 0)


def _answer(server: PolicyServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _(given: types.HoverParams) -> types.Hover | None:
        path = server.path_of(given.text_document.uri)
        for judged in await server.current(path):
            for source in judged.report.sources if judged.report else ():
                if judged.report and os.path.abspath(source.path) == path:
                    ranges, rules = server.ranges(source.text), server.desk.linter_of(judged.task).rules
                    return hover(judged.report, rules, source.path, ranges.offset(given.position), ranges)
        return None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    async def _(given: types.CodeActionParams) -> list[types.CodeAction]:
        found: list[types.CodeAction] = []
        for judged in await server.current(server.path_of(given.text_document.uri)):
            if judged.report is not None:
                sources = (*judged.report.sources, *judged.report.versions)
                ranges = {source.path: server.ranges(source.text) for source in sources}
                linter = server.desk.linter_of(judged.task)
                found += actions(
                    judged.report, server.documents(judged), linter, given.context.diagnostics,
                    server.address, ranges.__getitem__,
                )  # fmt: skip
        return found

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def _(given: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        path = server.path_of(given.text_document.uri)
        text = server.workspace.get_text_document(given.text_document.uri).source
        document = await asyncio.to_thread(server.desk.document, path, text)
        return symbols(document, server.ranges(text)) if document else []
