"""LALR(1) over tokens that are found already: the table that Lark makes of a grammar, and the run over it.

Lark compiles a grammar when the tables are built (`Lark.memo_serialize`, as for its stand-alone parsers). A run then needs no
Lark, whose import takes longer than the parsing of a policy. How the trees look is Lark's: tokens and rules that begin with "_"
leave no node, the children of such a rule stand where it stood.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from privlint.language.compiled import load_tables

_DROPPED, _KEPT, _INLINED = range(3)


class Token(NamedTuple):
    """A token of a type that the grammar declares; `place` says of what the lexer was given it is made (-1: of nothing)."""

    type: str
    place: int = -1


class Tree:
    """A node, named by its rule."""

    __slots__ = ("children", "data")

    def __init__(self, data: str, children: list[Node]) -> None:
        self.data = data
        self.children = children

    def trees(self) -> list[Tree]:
        """The children that are no tokens."""
        return [child for child in self.children if isinstance(child, Tree)]

    def tokens(self) -> list[Token]:
        """The children that are tokens."""
        return [child for child in self.children if isinstance(child, Token)]


Node = Token | Tree
# The rule's name, how many symbols are reduced, what becomes of each, and whether the rule leaves a node
Reduction = tuple[str, int, bytes, bool]


class Table(NamedTuple):
    """An LALR(1) table: in each state, a symbol leads to a state (0 and above) or is reduced (the reduction's index, inverted)."""

    states: list[dict[str, int]]
    reductions: list[Reduction]
    start: int
    end: int

    def parse(self, tokens: Iterable[Token]) -> Tree:
        """The tree of a run of tokens; our grammars accept every run that their lexers make. Raises KeyError for others."""
        states, reductions, stack, values = self.states, self.reductions, [self.start], list[list[Node]]()
        for token in chain(tokens, (Token("$END"),)):
            while (action := states[stack[-1]][token.type]) < 0:
                name, size, fates, leaves = reductions[~action]
                parts = values[len(values) - size :]
                if size:
                    del stack[-size:], values[-size:]
                children = _joined(parts, fates)
                stack.append(states[stack[-1]][name])
                values.append([Tree(name, children)] if leaves else children)
                if stack[-1] == self.end and token.type == "$END":
                    (tree,) = values[-1]
                    assert isinstance(tree, Tree)
                    return tree
            stack.append(action)
            values.append([token])
        raise AssertionError("a table has a reduction at the end")


def _joined(parts: list[list[Node]], fates: bytes) -> list[Node]:
    """The children of a node; the first list that is inlined grows, since nobody else has it: repetitions stay linear."""
    children: list[Node] = []
    for part, fate in zip(parts, fates, strict=True):
        if fate == _INLINED and not children:
            children = part
        elif fate != _DROPPED:
            children += part
    return children


@cache
def table(name: str) -> Table:
    """The compiled table of `grammar/NAME.lark`."""
    return load_tables().grammar(name)


def build_table(grammar: str) -> Table:
    """The table of a grammar, without conflicts (lark.exceptions.GrammarError) and without what our trees have no use for.

    That is: aliases, rules that vanish over one child ("?rule"), kept punctuation ("!rule") and templates.
    """
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import Lexer, TerminalDef

    class Foreign(Lexer):
        def __init__(self, conf: object) -> None: ...

        def lex(self, lexer_state: object, parser_state: object) -> Any:
            raise NotImplementedError

    made = Lark(grammar, parser="lalr", lexer=Foreign, maybe_placeholders=False, strict=True)
    data, memo = made.memo_serialize([TerminalDef, Rule])
    parser = data["parser"]["parser"]
    names, numbers = parser["tokens"], dict[int, int]()
    reductions: list[Reduction] = []
    for number, rule in memo.items():
        if rule["__type__"] == "Rule":
            numbers[number] = len(reductions)
            reductions.append(_reduction(rule))
    numbering = {state: place for place, state in enumerate(parser["states"])}
    states = [
        {
            names[symbol]: ~numbers[target["@"]] if is_reduced else numbering[target]
            for symbol, (is_reduced, target) in actions.items()
        }
        for actions in parser["states"].values()
    ]
    return Table(
        states, reductions, numbering[parser["start_states"]["start"]], numbering[parser["end_states"]["start"]]
    )


def _reduction(rule: dict[str, Any]) -> Reduction:
    options, name = rule["options"], rule["origin"]["name"]
    unknown = rule["alias"] or any(options[key] for key in ("expand1", "keep_all_tokens", "template_source"))
    assert not unknown, name
    fates = bytes(
        _KEPT if not symbol["name"].startswith("_") else _DROPPED if symbol["__type__"] == "Terminal" else _INLINED
        for symbol in rule["expansion"]
    )
    return name, len(fates), fates, not name.startswith("_")
