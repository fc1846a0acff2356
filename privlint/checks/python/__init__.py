"""Checks written in Python, one module a rule or family; rule files name them as `check = "module:function"`."""
