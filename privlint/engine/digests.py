"""Digests, from where `hashlib` takes them: importing that takes longer than all the digests of a run."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:

    def _first(name: str, *modules: str) -> Any:
        """What the first of the modules that there are has by that name."""
        for module in modules:
            try:
                return getattr(import_module(module), name)
            except ImportError:
                continue
        raise ImportError(name)

    blake2b = _first("blake2b", "_blake2", "hashlib")
    sha256 = _first("sha256", "_sha2", "_sha256", "hashlib")  # "_sha2" from Python 3.12

__all__ = ["blake2b", "sha256"]
