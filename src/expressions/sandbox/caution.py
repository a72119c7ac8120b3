"""Decides, before an expression runs, whether its process can be trusted afterwards.

Only what is listed here as harmless keeps the process: no import, no names with an underscore in front or of the
interpreter's insides, no assignment outside the expression's own variables, no builtin that reaches further.
Everything else still runs behind the wall, and its process is thrown away.
"""

import ast
import builtins
import re

HARMLESS_BUILTINS = set(
    """abs all any ascii bin bool bytes chr complex dict divmod enumerate filter float format frozenset hash hex int
    isinstance issubclass iter len list map max min next oct ord pow print range repr reversed round set slice sorted
    str sum tuple zip None True False Ellipsis NotImplemented
    ArithmeticError AssertionError AttributeError Exception IndexError KeyError LookupError NameError OverflowError
    RuntimeError StopIteration TypeError UnicodeError ValueError ZeroDivisionError""".split()
)
INSIDES = re.compile(r"^(_|gi_|f_|cr_|ag_|tb_|co_|mro$|with_traceback$|add_note$)")
FORBIDDEN = (ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.ClassDef, ast.AsyncFunctionDef, ast.Await,
             ast.AsyncFor, ast.AsyncWith, ast.Delete, ast.With, ast.TryStar)


def is_harmless(tree, given):
    """`tree` is the wrapped module, `given` the names of parameters and helpers."""
    handler = tree.body[0]
    own = {node.id for node in ast.walk(handler) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in ast.walk(handler) if isinstance(node, ast.arg)}
    own |= {node.name for node in ast.walk(handler) if isinstance(node, ast.FunctionDef)}
    if own & (set(dir(builtins)) - HARMLESS_BUILTINS):
        return False  # shadowed in one function, the builtin itself in another
    allowed = own | given | HARMLESS_BUILTINS
    return all(_harmless(node, allowed) for node in ast.walk(handler))


def _harmless(node, allowed):
    if isinstance(node, FORBIDDEN):
        return False
    if isinstance(node, ast.Attribute):
        return isinstance(node.ctx, ast.Load) and not INSIDES.match(node.attr)
    if isinstance(node, ast.Subscript):
        return isinstance(node.ctx, ast.Load) or isinstance(node.value, ast.Name)
    if isinstance(node, ast.Name):
        # A name that is nowhere raises NameError and reaches nothing.
        return node.id in allowed or not (node.id.startswith("_") or hasattr(builtins, node.id))
    if isinstance(node, ast.MatchClass):
        return False
    return True
