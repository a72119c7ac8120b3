"""Runs one expression as authentik does, and says what came of it. Source: authentik lib/expression/evaluator.py, 2026.5."""

import ast
import json
import textwrap
import traceback

from caution import is_harmless
from helpers import make_helpers
from model import ANONYMOUS, NotKnown, OAuth2Provider, PolicyRequest, QuerySet, Token, Unknown, User, load_groups

FILENAME = "<expression>"
MAX_RESULT = 256 * 1024


def wrap(expression, names):
    """Indented by four spaces into a function; blank lines stay as they are, text in quotes moves too."""
    signature = ",".join(names)
    return f"def handler({signature}):\n{textwrap.indent(expression, '    ')}\nresult = handler({signature})"


def parse(expression, names):
    source = wrap(expression, names)
    return ast.parse(source, FILENAME, "exec")


def syntax_fault(error):
    line = None if error.lineno is None else max(1, error.lineno - 1)
    column = None if error.offset is None else max(1, error.offset - 4)
    return {"type": type(error).__name__, "message": error.msg, "line": line, "column": column}


def line_of(error):
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILENAME]
    inside = [frame for frame in frames if frame.name != "<module>"]
    return inside[-1].lineno - 1 if inside else None


def prepare(text):
    """First half: everything that must be settled before the expression can touch anything."""
    data = json.loads(text)
    names = ["user", "http_request", "request", "provider", *(["token"] if data.get("token") else [])]
    try:
        tree = parse(data["expression"], names)
        code = compile(tree, FILENAME, "exec")
    except (SyntaxError, ValueError) as error:
        fault = syntax_fault(error) if isinstance(error, SyntaxError) else {
            "type": type(error).__name__, "message": str(error), "line": None, "column": None}
        return True, fault, None
    if data.get("op") == "compile":
        return True, None, None
    warnings = []
    context, helpers = surroundings(data, warnings.append)
    harmless = is_harmless(tree, {*context, *helpers})
    return harmless, None, lambda: json.dumps({"warnings": warnings, **run(code, context, helpers)})


def surroundings(data, warn):
    version = tuple(int(part) for part in data["version"].split("-")[0].split("."))
    rows = {group["name"]: group for group in data.get("groups") or ()}
    users = data.get("users") or ([data["user"]] if data["user"] else [])
    for user in [*users, *([data["user"]] if data["user"] else [])]:
        for group in user["groups"]:
            rows.setdefault(group["name"], group)
    groups = load_groups(list(rows.values()))
    user = User(data["user"] or ANONYMOUS, groups, warn)
    provider = OAuth2Provider(data["provider"])
    token = Token(data["token"], user, provider) if data.get("token") else None
    context = {
        "user": user,
        "http_request": Unknown("http_request"),
        "request": PolicyRequest(user, provider, token),
        "provider": provider,
        **({"token": token} if token else {}),
    }
    everybody = QuerySet((User(one, groups, warn) for one in users), "User")
    return context, make_helpers(version, everybody, warn)


def run(code, context, helpers):
    NotKnown.raised.clear()
    names = dict(context)
    try:
        exec(code, dict(helpers), names)
        evaluation = outcome_of(names["result"])
    except MemoryError as error:
        evaluation = {"outcome": "limit", "limit": "memory", "message": "the expression used up its memory"}
    except BaseException as error:
        evaluation = {"outcome": "exception", "type": type(error).__name__, "message": str(error)[:2000],
                      "line": line_of(error)}
    if NotKnown.raised:
        line = evaluation.get("line")
        return {"outcome": "not-known", "what": NotKnown.raised[0], "line": line}
    return evaluation


def outcome_of(result):
    if result is None:
        return {"outcome": "none"}
    if not isinstance(result, dict):
        return {"outcome": "not-a-dict", "type": type(result).__name__}
    try:
        text = json.dumps(result, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        culprit = first_unserialisable(result)
        return {"outcome": "not-serialisable", "type": culprit, "message": str(error)[:2000]}
    if len(text) > MAX_RESULT:
        message = f"the result has {len(text)} characters, expected at most {MAX_RESULT}"
        return {"outcome": "limit", "limit": "output", "message": message}
    return {"outcome": "value", "value": json.loads(text)}


def first_unserialisable(value):
    if isinstance(value, dict):
        value = [*value.values(), *(key for key in value if not isinstance(key, (str, int, float, type(None))))]
    if isinstance(value, (list, tuple)):
        return next((found for found in map(first_unserialisable, value) if found), None)
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return type(value).__name__
    return None
