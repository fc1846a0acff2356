"""From bytes to a tree, and from a tree to statements and concepts: the only floor that knows lark and the grammar files."""
