"""Modules of the standard library that lark imports and a check never calls: they are loaded when somebody does."""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

_SELDOM = ("getpass", "hashlib", "tempfile")  # for lark's own cache and its grammars' digests


def postpone() -> None:
    """Put a stand-in for each, which becomes the module at its first use; those that are loaded already stay."""
    for name in _SELDOM:
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None and spec.loader is not None:
            loader = spec.loader = LazyLoader(spec.loader)
            sys.modules[name] = module = module_from_spec(spec)
            loader.exec_module(module)
