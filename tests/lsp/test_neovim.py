"""A real editor: Neovim, without a screen, with the configuration that docs/editors.md gives for it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls")
pytestmark = pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
EDITORS = Path(__file__).parent.parent.parent / "docs" / "editors.md"
POLICY = """\
# Privacy policy

We never share your personal data with anyone.

We share your name and e-mail address with our partners.

## How long we keep it

😀 We keep your personal data for as long as necessary.
"""
STORY = """
local function diagnostics(codes)
  vim.wait(120000, function()
    local found = vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0))
    table.sort(found)
    return vim.deep_equal(found, codes)
  end, 50)
  return vim.diagnostic.get(0)
end
local told = {}
for _, one in ipairs(diagnostics({ "CON101", "GDPR202" })) do
  table.insert(told, {
    code = one.code, lnum = one.lnum, col = one.col, severity = one.severity, source = one.source,
    related = one.user_data.lsp.relatedInformation,
  })
end
local place = vim.lsp.util.make_position_params()
place.position = { line = 8, character = 12 }
local hovered = vim.lsp.buf_request_sync(0, "textDocument/hover", place, 120000)
local hover
for _, answer in pairs(hovered or {}) do hover = answer.result.contents.value end
vim.api.nvim_buf_set_lines(0, 8, 9, false, { "We keep your personal data for ten years." })
local left = vim.tbl_map(function(one) return one.code end, diagnostics({ "CON101" }))
vim.fn.writefile({ vim.json.encode({ told = told, hover = hover, left = left }) }, "told.json")
vim.cmd("qa!")
"""


def test_it_shows_a_contradiction_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "privlint.toml").write_text('select = ["CON101", "GDPR111", "GDPR202"]\n', encoding="utf-8")
    (tmp_path / "privacy.md").write_text(POLICY, encoding="utf-8")
    configuration = EDITORS.read_text("utf-8").split("```lua\n")[1].split("```")[0]
    (tmp_path / "init.lua").write_text(f"vim.cmd('filetype on')\n{configuration}", encoding="utf-8")
    (tmp_path / "story.lua").write_text(STORY, encoding="utf-8")
    scripts = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    command = ["nvim", "--headless", "-n", "-u", "init.lua", "privacy.md", "-c", "luafile story.lua"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert (tmp_path / "told.json").exists(), done.stderr
    told = json.loads((tmp_path / "told.json").read_text("utf-8"))
    contradiction, vague = sorted(told["told"], key=lambda one: one["code"])
    assert (contradiction["col"], contradiction["lnum"], contradiction["source"], contradiction["severity"]) == (
        0,
        2,
        "privlint",
        1,
    )
    (other,) = contradiction["related"]
    assert other["location"]["uri"] == (tmp_path / "privacy.md").as_uri()
    assert other["location"]["range"]["start"] == {"line": 4, "character": 0}
    assert (vague["lnum"], vague["col"]) == (8, len("😀 We ".encode()))  # Neovim counts bytes
    assert told["hover"].startswith("**vague-retention** (GDPR202) · Art. 13(2)(a) GDPR")
    assert told["left"] == ["CON101"]
