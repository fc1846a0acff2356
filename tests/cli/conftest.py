"""The command as a user runs it, in a folder of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from privlint.cli import main


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Run = Callable[..., Done]

# A command that a shell starts in the background ignores interruptions, and so do its children: these hear them again.
HEARS_SIGNALS = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"


def install_plug_in(folder: Path, module: str, code: str) -> Path:
    """A package `tea` that brings a plug-in, as its installation looks; its metadata folder."""
    info = folder / "tea-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tea\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[privlint]\ntea = {module}\n", encoding="utf-8")
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    return info


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*arguments: str) -> Done:
        assert folder.is_dir()
        with pytest.raises(SystemExit) as stopped:
            main(list(arguments))
        out, err = capfdbinary.readouterr()
        assert isinstance(stopped.value.code, int)
        return Done(stopped.value.code, out.decode(), err.decode())

    return run
