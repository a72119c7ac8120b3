"""Helpers that an expression finds as globals. Source: authentik lib/expression/evaluator.py, 2026.5 and 2026.8."""

import ipaddress
import re
import unicodedata

from model import NotKnown, Unknown


def regex_match(value, regex):
    return re.search(regex, value) is not None


def regex_replace(value, regex, repl):
    return re.sub(regex, repl, value)


def list_flatten(value):
    """The first item of a list, None of an empty one, anything else unchanged."""
    return (value[0] if value else None) if isinstance(value, list) else value


def ak_is_group_member(user, **filters):
    return user.all_groups().filter(**filters).exists()


def slugify(value, allow_unicode=False):
    """Django's: ASCII letters, digits, `-` and `_`; runs of blanks and hyphens become one hyphen."""
    value = str(value)
    if allow_unicode:
        value = unicodedata.normalize("NFKC", value)
    else:
        value = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode("ascii")
    value = re.sub(r"[^\w\s-]", "", value.lower())
    return re.sub(r"[-\s]+", "-", value).strip("-_")


def delete_none_values(value):
    return {name: item for name, item in value.items() if item is not None}


def ak_obj_attr(version, obj, path, fallback=None):
    """2026.8.0 reads the fallback as another attribute's name, later ones take it as it is."""
    found = obj.attributes
    for part in path.split("."):
        if not isinstance(found, dict) or part not in found:
            if fallback is not None and version < (2026, 8, 1):
                return getattr(obj, fallback)
            return fallback
        found = found[part]
    return found


class Logger:
    def __getattr__(self, name):
        if name not in ("debug", "info", "warning", "error", "exception", "critical", "bind"):
            raise AttributeError(f"'BoundLogger' object has no attribute '{name}'")
        return lambda *args, **kwargs: self if name == "bind" else None


def not_known(name):
    def helper(*args, **kwargs):
        raise NotKnown(f"{name}()")

    return helper


def make_helpers(version, users, warn):
    """The globals of one evaluation, made anew each time. `version` is a tuple of three numbers."""

    def ak_user_by(**filters):
        return users.filter(**filters).first()

    def ak_create_event(action, **context):
        warn(f"ak_create_event({action!r}) writes an event in authentik")

    every = {
        "regex_match": regex_match,
        "regex_replace": regex_replace,
        "list_flatten": list_flatten,
        "ak_is_group_member": ak_is_group_member,
        "ak_user_by": ak_user_by,
        "ak_create_event": ak_create_event,
        "ak_logger": Logger(),
        "ip_address": ipaddress.ip_address,
        "ip_network": ipaddress.ip_network,
        "slugify": slugify,
        "requests": Unknown("requests"),
        **{
            name: not_known(name)
            for name in ("ak_user_has_authenticator", "ak_call_policy", "resolve_dns", "reverse_dns")
        },
    }
    for since, name in (
        ((2025, 2, 0), "ak_create_jwt"),
        ((2025, 10, 0), "ak_send_email"),
        ((2025, 12, 0), "ak_create_jwt_raw"),
    ):
        if version >= since:
            every[name] = not_known(name)
    if version >= (2026, 8, 0):
        every["delete_none_values"] = delete_none_values
        every["ak_obj_attr"] = lambda obj, path, fallback=None: ak_obj_attr(version, obj, path, fallback)
    return every
