"""What an expression sees of authentik's database: users, groups, entitlements, provider.

Source: authentik core/models.py and providers/oauth2/models.py, 2026.5, and recorded runs.
Whatever the real objects have and these have not raises NotKnown instead of guessing.
"""

import copy
import re


class NotKnown(BaseException):
    """Not an Exception, so that an expression's own `except Exception` does not hide it."""

    raised = []

    def __init__(self, what):
        super().__init__(what)
        NotKnown.raised.append(what)


class FieldError(Exception):
    pass


class ObjectDoesNotExist(Exception):
    pass


class MultipleObjectsReturned(Exception):
    pass


class Unknown:
    """Stands for an object of the real product: any use of it is refused."""

    def __init__(self, what):
        object.__setattr__(self, "_what", what)

    def __getattr__(self, name):
        raise NotKnown(f"{object.__getattribute__(self, '_what')}.{name}")

    def __call__(self, *args, **kwargs):
        raise NotKnown(f"{object.__getattribute__(self, '_what')}()")

    def __iter__(self):
        raise NotKnown(object.__getattribute__(self, "_what"))

    __getitem__ = __contains__ = __bool__ = __len__ = __str__ = __eq__ = __call__
    __hash__ = None


def merge(base, new):
    """deepmerge 2.0's always_merger: dictionaries recurse, lists and sets join, else the later wins."""
    if isinstance(base, dict) and isinstance(new, dict):
        for key, value in new.items():
            base[key] = merge(base[key], value) if key in base else copy.deepcopy(value)
        return base
    if isinstance(base, list) and isinstance(new, list):
        return base + copy.deepcopy(new)
    if isinstance(base, set) and isinstance(new, set):
        return base | new
    return new


LOOKUPS = {
    "exact": lambda have, want: have == want,
    "iexact": lambda have, want: str(have).casefold() == str(want).casefold(),
    "contains": lambda have, want: want in have,
    "icontains": lambda have, want: str(want).casefold() in str(have).casefold(),
    "startswith": lambda have, want: str(have).startswith(want),
    "istartswith": lambda have, want: str(have).casefold().startswith(want.casefold()),
    "endswith": lambda have, want: str(have).endswith(want),
    "iendswith": lambda have, want: str(have).casefold().endswith(want.casefold()),
    "in": lambda have, want: have in want,
    "regex": lambda have, want: re.search(want, str(have)) is not None,
    "iregex": lambda have, want: re.search(want, str(have), re.IGNORECASE) is not None,
    "isnull": lambda have, want: (have is None) == want,
    "gt": lambda have, want: have > want,
    "gte": lambda have, want: have >= want,
    "lt": lambda have, want: have < want,
    "lte": lambda have, want: have <= want,
}


def matches(row, key, want):
    """One keyword of Django's `filter`: `name`, `name__startswith`, `attributes__department`."""
    name, *rest = key.split("__")
    if name not in row.FIELDS:
        choices = ", ".join(sorted(row.FIELDS))
        raise FieldError(f"Cannot resolve keyword '{name}' into field. Choices are: {choices}")
    have = getattr(row, "id" if name == "id" else name)
    while rest and isinstance(have, dict) and rest[0] not in LOOKUPS:
        have = have.get(rest.pop(0))
    lookup = rest.pop(0) if rest else "exact"
    if rest or isinstance(have, Manager):
        raise NotKnown(f"the filter {key}")
    if lookup not in LOOKUPS:
        raise FieldError(f"Unsupported lookup '{lookup}' for {name}.")
    return LOOKUPS[lookup](have, want)


class QuerySet:
    def __init__(self, rows, model="Model"):
        self._rows = list(rows)
        self._model = model

    def _with(self, rows):
        return type(self)(rows, self._model)

    def all(self):
        return self._with(self._rows)

    def filter(self, *args, **filters):
        if args:
            raise NotKnown("filter() with Q objects")
        return self._with(row for row in self._rows if all(matches(row, k, v) for k, v in filters.items()))

    def exclude(self, **filters):
        return self._with(row for row in self._rows if not all(matches(row, k, v) for k, v in filters.items()))

    def order_by(self, *names):
        rows = list(self._rows)
        for name in reversed(names):
            rows.sort(key=lambda row: getattr(row, name.lstrip("-")), reverse=name.startswith("-"))
        return self._with(rows)

    def distinct(self):
        seen = []
        for row in self._rows:
            if row not in seen:
                seen.append(row)
        return self._with(seen)

    def values_list(self, *names, flat=False):
        if flat and len(names) > 1:
            raise TypeError("'flat' is not valid when values_list is called with more than one field.")
        rows = [tuple(getattr(row, name) for name in names) for row in self._rows]
        return QuerySet((row[0] for row in rows) if flat else rows, self._model)

    def values(self, *names):
        return QuerySet(({name: getattr(row, name) for name in names} for row in self._rows), self._model)

    def get(self, **filters):
        found = self.filter(**filters)._rows
        if not found:
            raise ObjectDoesNotExist(f"{self._model} matching query does not exist.")
        if len(found) > 1:
            raise MultipleObjectsReturned(f"get() returned more than one {self._model} -- it returned {len(found)}!")
        return found[0]

    def first(self):
        return self._rows[0] if self._rows else None

    def last(self):
        return self._rows[-1] if self._rows else None

    def exists(self):
        return bool(self._rows)

    def count(self):
        return len(self._rows)

    def __iter__(self):
        return iter(self._rows)

    def __len__(self):
        return len(self._rows)

    def __getitem__(self, index):
        return self._with(self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __or__(self, other):
        return self._with([*self._rows, *(row for row in other if row not in self._rows)])

    def __repr__(self):
        return f"<QuerySet {self._rows!r}>"


class Manager:
    """`user.groups`: like Django's, it has the methods of a query but is none (no iteration, no length)."""

    def __init__(self, rows, model):
        self._query = QuerySet(rows, model)

    def __getattr__(self, name):
        if name.startswith("_") or not hasattr(QuerySet, name):
            raise AttributeError(f"'ManyRelatedManager' object has no attribute '{name}'")
        return getattr(self._query, name)


class Row:
    FIELDS = ()
    KNOWN_TO_PRODUCT = ()

    def __getattr__(self, name):
        if name in self.KNOWN_TO_PRODUCT:
            raise NotKnown(f"{type(self).__name__}.{name}")
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __str__(self):
        return f"{type(self).__name__} {self.name}"

    __repr__ = __str__


class Group(Row):
    FIELDS = ("attributes", "group_uuid", "is_superuser", "name", "parents", "pk")
    KNOWN_TO_PRODUCT = ("users", "children", "roles", "num_pk", "descendants", "serializer", "objects")

    def __init__(self, data):
        self.pk = self.group_uuid = data["pk"]
        self.name = data["name"]
        self.is_superuser = data.get("isSuperuser", False)
        self.attributes = copy.deepcopy(data.get("attributes", {}))
        self.parents = Manager((), "Group")

    def ancestors(self):
        found = []
        for parent in self.parents.all():
            found += [group for group in [parent, *parent.ancestors()] if group not in found]
        return found


class Entitlement(Row):
    FIELDS = ("name", "attributes")
    KNOWN_TO_PRODUCT = ("app", "pk", "pbm_uuid", "bindings", "policies", "enabled")

    def __init__(self, data):
        self.name = data["name"]
        self.attributes = copy.deepcopy(data.get("attributes", {}))


class User(Row):
    FIELDS = ("attributes", "date_joined", "email", "groups", "id", "is_active", "name", "path", "pk", "type",
              "username", "uuid")
    KNOWN_TO_PRODUCT = ("password", "last_login", "last_updated", "password_change_date", "sources", "roles", "avatar",
                        "all_roles", "user_permissions", "has_perm", "has_perms", "serializer", "locale",
                        "authenticator_set", "oauth2", "usersourceconnection_set", "totpdevice_set",
                        "webauthndevice_set", "check_password", "set_password", "save", "delete", "objects",
                        "ak_roles", "session_set", "authenticatedsession_set", "consent_set")

    is_anonymous = False
    is_authenticated = True
    first_name = ""
    last_name = ""

    def __init__(self, data, groups, warn):
        import datetime

        self.pk = self.id = data["pk"]
        self.uuid, self.uid = data["uuid"], data["uid"]
        self.username, self.name, self.email = data["username"], data["name"], data["email"]
        self.is_active, self.type = data.get("isActive", True), data.get("type", "internal")
        self.path = data.get("path", "users")
        self.attributes = copy.deepcopy(data.get("attributes", {}))
        self.date_joined = datetime.datetime.fromisoformat(data.get("dateJoined", "2026-01-01T00:00:00+00:00"))
        self.groups = Manager((groups[group["name"]] for group in data["groups"]), "Group")
        self._superuser = data.get("isSuperuser", False)
        self._entitlements = data.get("entitlements", {})
        self._warn = warn

    @property
    def ak_groups(self):
        self._warn("User.ak_groups is deprecated, use User.groups")
        return self.groups

    @property
    def is_superuser(self):
        return self._superuser or any(group.is_superuser for group in self.all_groups())

    is_staff = is_superuser

    def all_groups(self):
        """With every group above, as `distinct()` gives them."""
        found = []
        for group in self.groups.all():
            found += [one for one in [group, *group.ancestors()] if one not in found]
        return QuerySet(found, "Group")

    def group_attributes(self, request=None):
        """Groups by name, the user's own last."""
        merged = {}
        for group in self.all_groups().order_by("name"):
            merged = merge(merged, group.attributes)
        return merge(merged, self.attributes)

    def app_entitlements(self, app):
        """By name and without `distinct`: who is bound twice has the name twice."""
        if app is None:
            return QuerySet((), "ApplicationEntitlement")
        rows = [Entitlement(data) for data in self._entitlements.get(app.pk, ())]
        return QuerySet(sorted(rows, key=lambda row: row.name), "ApplicationEntitlement")

    def app_entitlements_attributes(self, app):
        merged = {}
        for row in self.app_entitlements(app):
            merged = merge(merged, row.attributes)
        return merge(merged, self.attributes)


# Discovery evaluates the mappings for this user, an ordinary row that every database has.
ANONYMOUS = {"pk": 0, "uuid": "", "uid": "", "username": "AnonymousUser", "name": "", "email": "", "groups": []}


class Application(Row):
    KNOWN_TO_PRODUCT = ("provider", "get_provider", "policies", "bindings", "backchannel_providers", "meta_icon",
                        "get_launch_url", "get_meta_icon", "meta_description", "meta_publisher", "policy_engine_mode",
                        "open_in_new_tab", "pbm_uuid", "attributes", "meta_hide")

    def __init__(self, data):
        self.pk, self.name, self.slug = data["pk"], data["name"], data["slug"]
        self.group, self.meta_launch_url = data.get("group", ""), data.get("launchUrl", "")


class OAuth2Provider(Row):
    KNOWN_TO_PRODUCT = ("client_secret", "redirect_uris", "signing_key", "encryption_key", "property_mappings",
                        "authorization_flow", "authentication_flow", "invalidation_flow", "sub_mode", "issuer_mode",
                        "access_token_validity", "refresh_token_validity", "access_code_validity", "get_issuer",
                        "include_claims_in_id_token", "jwt_key", "launch_url", "component", "grant_types",
                        "application_slug", "assigned_application_slug", "logout_uri", "logout_method")

    def __init__(self, data):
        self.pk, self.name = data["pk"], data["name"]
        self.client_id, self.client_type = data["clientId"], data["clientType"]
        self._application = Application(data["application"]) if data["application"] else None

    @property
    def application(self):
        if self._application is None:
            raise ObjectDoesNotExist("OAuth2Provider has no application.")
        return self._application


class Token:
    def __init__(self, data, user, provider):
        self.scope, self.user, self.provider = list(data["scope"]), user, provider

    def __getattr__(self, name):
        raise NotKnown(f"token.{name}")


class PolicyRequest:
    """What `request` is in a mapping: not the HTTP request."""

    def __init__(self, user, provider, token):
        self.user, self.http_request, self.obj = user, Unknown("http_request"), Unknown("request.obj")
        self.context = {"provider": provider, **({"token": token} if token else {})}
        self.debug = False


def load_groups(rows):
    groups = {row["name"]: Group(row) for row in rows}
    for row in rows:
        groups[row["name"]].parents = Manager((groups[name] for name in row.get("parents", ())), "Group")
    return groups
