"""An editor: a real client of the protocol, which starts `privlint lsp` and talks to it over pipes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

pygls = pytest.importorskip("pygls")
from lsprotocol import types  # noqa: E402
from pygls.lsp.client import LanguageClient  # noqa: E402

PATIENCE = 120.0  # seconds; a busy machine is slow to start Python


class Editor:
    """What an editor knows: the texts that it has opened, and the diagnostics that it was sent, in order."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.sent: list[types.PublishDiagnosticsParams] = []
        self.arrived = asyncio.Event()
        self.registered: list[types.Registration] = []

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(given: types.PublishDiagnosticsParams) -> None:
            self.sent.append(given)
            self.arrived.set()

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def _(given: types.RegistrationParams) -> None:
            self.registered += given.registrations

    def uri(self, name: str) -> str:
        return name if ":" in name else (self.folder / name).as_uri()

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def open(self, name: str, text: str, language: str = "markdown") -> None:
        item = types.TextDocumentItem(self.uri(name), language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, name: str, text: str, version: int) -> None:
        document = types.VersionedTextDocumentIdentifier(version, self.uri(name))
        changes = [types.TextDocumentContentChangeWholeDocument(text)]
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    def close(self, name: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(name)))

    async def diagnostics(self, name: str, version: int | None = None, *, after: int = 0) -> list[types.Diagnostic]:
        """Those of a version of a document, as soon as they arrive; `after` so many messages."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for given in self.sent[after:]:
                    if given.uri == self.uri(name) and version in (None, given.version):
                        return list(given.diagnostics)
                self.arrived.clear()
                await self.arrived.wait()

    async def hover(self, name: str, line: int, character: int) -> str:
        place = types.HoverParams(self.document(name), types.Position(line, character))
        found = await self.client.text_document_hover_async(place)
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def actions(self, name: str, shown: list[types.Diagnostic]) -> dict[str, types.CodeAction]:
        asked = types.CodeActionParams(self.document(name), shown[0].range, types.CodeActionContext(shown))
        found = await self.client.text_document_code_action_async(asked)
        return {action.title: action for action in found or [] if isinstance(action, types.CodeAction)}

    async def symbols(self, name: str) -> list[types.DocumentSymbol]:
        asked = types.DocumentSymbolParams(self.document(name))
        found = await self.client.text_document_document_symbol_async(asked)
        return [symbol for symbol in found or [] if isinstance(symbol, types.DocumentSymbol)]


Story = Callable[[Editor], Awaitable[None]]
Tell = Callable[..., None]


@asynccontextmanager
async def opened(folder: Path, *arguments: str, encodings: list[str] | None = None) -> AsyncIterator[Editor]:
    """An editor that has started the server, and leaves it as the protocol asks."""
    client = LanguageClient("editor", "1")
    editor = Editor(client, folder)
    await client.start_io(sys.executable, "-m", "privlint", "lsp", *arguments, cwd=str(folder))
    watched = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    kinds = [types.PositionEncodingKind(name) for name in encodings] if encodings else None
    capabilities = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(did_change_watched_files=watched),
        general=types.GeneralClientCapabilities(position_encodings=kinds),
    )
    async with asyncio.timeout(PATIENCE):
        await client.initialize_async(types.InitializeParams(capabilities=capabilities, root_uri=folder.as_uri()))
    client.initialized(types.InitializedParams())
    yield editor
    async with asyncio.timeout(PATIENCE):
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """Runs a story with an editor in a folder of its own."""

    def tell(story: Story, *arguments: str, encodings: list[str] | None = None) -> None:
        async def run() -> None:
            async with opened(tmp_path, *arguments, encodings=encodings) as editor:
                await story(editor)

        asyncio.run(run())

    return tell
