import semver from 'semver'

/*
 * Names that an expression finds without defining them.
 * Source: authentik lib/expression/evaluator.py and providers/oauth2/views/userinfo.py, 2024.8 to 2026.8.
 */

/** Parameters of the function that authentik wraps around a scope mapping. */
const parameters = ['user', 'http_request', 'request', 'provider', 'token']

/** Helper to the first version that has it; `0` stands for every version that facts are recorded for. */
export const helpers: Readonly<Record<string, string>> = {
  regex_match: '0',
  regex_replace: '0',
  list_flatten: '0',
  ak_is_group_member: '0',
  ak_user_by: '0',
  ak_user_has_authenticator: '0',
  ak_call_policy: '0',
  ak_create_event: '0',
  ak_logger: '0',
  ip_address: '0',
  ip_network: '0',
  requests: '0',
  resolve_dns: '0',
  reverse_dns: '0',
  slugify: '0',
  ak_create_jwt: '2025.2.0',
  ak_send_email: '2025.10.0',
  ak_create_jwt_raw: '2025.12.0',
  ak_obj_attr: '2026.8.0',
  delete_none_values: '2026.8.0',
}

/** CPython 3.14, `dir(builtins)` and what every module has. */
const builtins =
  `ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
  BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
  ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup
  False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError
  ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError
  MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError
  OverflowError PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError
  ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError
  SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError
  UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning
  ZeroDivisionError __build_class__ __debug__ __import__ __name__ __builtins__ abs aiter all anext any ascii bin bool
  breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir divmod enumerate eval exec
  filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len list
  locals map max memoryview min next object oct open ord pow print property range repr reversed round set setattr
  slice sorted staticmethod str sum super tuple type vars zip`.split(/\s+/)

/** Every name that is there from the start in this version of authentik. */
export function knownNames(version: string): ReadonlySet<string> {
  const has = (since: string) => since === '0' || semver.gte(semver.coerce(version) ?? '9999.0.0', since)
  return new Set([...parameters, ...Object.keys(helpers).filter((name) => has(helpers[name]!)), ...builtins])
}
