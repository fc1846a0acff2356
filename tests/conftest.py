"""What the tests share: property tests that try the same cases on every run, and the wheel."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("privlint", deadline=None, derandomize=True)
settings.load_profile("privlint")
ROOT = Path(__file__).parent.parent


def call(*command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    clean.update(more)
    return subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel, built from the sdist; without a package index there is no way to one."""
    folder = tmp_path_factory.mktemp("wheels")
    asked = call(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", "index", "click", cwd=folder)
    if asked.returncode:
        pytest.skip("the package index cannot be reached")
    done = call(sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT), cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder
