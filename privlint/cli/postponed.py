"""What lark imports and a check never calls: loaded when somebody does."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_FOR_ITS_CACHE = ("getpass", "hashlib", "pkgutil", "tempfile")  # and for grammars that import others
_OTHER_PARSERS = ("lark.parsers.cyk", "lark.parsers.earley", "lark.parsers.xearley")  # our grammars are LALR


class _StandIn(ModuleType):
    """A module that is imported when it is first asked for something.

    `importlib.util.LazyLoader` would not do: in Python 3.11, a second `import` of its modules loads them.
    """

    def __getattr__(self, name: str) -> Any:
        """The attribute of the module itself, which from now on stands where it belongs."""
        if name.startswith("__"):  # what the import system looks for
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def postpone() -> None:
    """Put a stand-in for each; those that are loaded already stay."""
    for name in _FOR_ITS_CACHE + _OTHER_PARSERS:
        sys.modules.setdefault(name, _StandIn(name))
