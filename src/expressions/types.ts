/*
 * What the objects of an expression have, for reading it without running it. Source: authentik core/models.py and
 * providers/oauth2/models.py, 2026.5; CPython 3.14. A test holds the list to the model that expressions run on.
 */

/**
 * How a member is written here: `str` is a value of that type, `()Group` a method that returns one, `Group*` a query
 * over groups, `Group[]` a plain list of them, `?` something that is not followed further.
 */
export type TypeName = string

const words = (text: string, type: TypeName) =>
  Object.fromEntries(text.split(/\s+/).map((name) => [name, type]))

/** Names that the product's objects have and the embedded tier does not model: real, so no fault. */
const unmodelledUser =
  'password last_login last_updated password_change_date sources roles avatar all_roles user_permissions has_perm has_perms serializer locale check_password set_password save delete objects ak_roles'

const types: Readonly<Record<string, Readonly<Record<string, TypeName>>>> = {
  User: {
    ...words('username name email uuid uid type path first_name last_name', 'str'),
    ...words('pk id is_active is_superuser is_staff is_anonymous is_authenticated date_joined', '?'),
    ...words(unmodelledUser, '?'),
    attributes: 'dict',
    groups: 'Group*',
    ak_groups: 'Group*',
    all_groups: '()Group*',
    group_attributes: '()dict',
    app_entitlements: '()Entitlement*',
    app_entitlements_attributes: '()dict',
  },
  Group: {
    ...words('pk group_uuid is_superuser users children roles num_pk descendants serializer objects', '?'),
    name: 'str',
    attributes: 'dict',
    parents: 'Group*',
    ancestors: '()?',
  },
  Entitlement: {
    name: 'str',
    attributes: 'dict',
    ...words('app pk pbm_uuid bindings policies enabled', '?'),
  },
  OAuth2Provider: {
    ...words('name client_id client_type', 'str'),
    application: 'Application',
    ...words(
      'pk client_secret redirect_uris signing_key encryption_key property_mappings authorization_flow authentication_flow invalidation_flow sub_mode issuer_mode access_token_validity refresh_token_validity access_code_validity get_issuer include_claims_in_id_token jwt_key launch_url component grant_types application_slug assigned_application_slug logout_uri logout_method',
      '?',
    ),
  },
  Application: {
    ...words('name slug group meta_launch_url', 'str'),
    ...words(
      'pk provider get_provider policies bindings backchannel_providers meta_icon get_launch_url get_meta_icon meta_description meta_publisher policy_engine_mode open_in_new_tab pbm_uuid attributes meta_hide',
      '?',
    ),
  },
  PolicyRequest: { user: 'User', http_request: '?', obj: '?', context: 'dict', debug: '?' },
  str: words(
    'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill',
    '()?',
  ),
  dict: words('clear copy fromkeys get items keys pop popitem setdefault update values', '()?'),
}

/** Members of a query over rows of one type. */
function query(row: TypeName): Record<string, TypeName> {
  return {
    ...words('all filter exclude order_by distinct', `()${row}*`),
    ...words('first last get', `()${row}`),
    ...words(
      'values_list values exists count annotate aggregate union select_related prefetch_related in_bulk iterator none only defer latest earliest contains add set remove create intersection difference using reverse',
      '()?',
    ),
  }
}

/** Members of a type; null for one that is not followed. */
export function membersOf(type: TypeName): Readonly<Record<string, TypeName>> | null {
  return type.endsWith('*') ? query(type.slice(0, -1)) : (types[type] ?? null)
}

/** Types of the names that are there from the start. */
export const startingTypes: Readonly<Record<string, TypeName>> = {
  user: 'User',
  request: 'PolicyRequest',
  provider: 'OAuth2Provider',
  ak_user_by: '()User',
  regex_replace: '()str',
  slugify: '()str',
  str: '()str',
}
