/** One sentence of authentik about one field: `{ field: 'redirect_uris', message: 'Invalid Regex Pattern: *' }`. */
export interface Refusal {
  /** Dotted path as the serializers name it, list positions in brackets; empty for the whole object. */
  field: string
  message: string
}

/** Fields in which Django REST framework puts what belongs to no field. */
const whole = new Set(['non_field_errors', 'detail', '__all__'])

/**
 * What a 400 says, in order. The body is an object of lists of sentences, and serializers within serializers nest it:
 * `{"redirect_uris": [{}, {"url": ["This field may not be blank."]}]}`. Empty for a body of another form.
 */
export function refusalsIn(body: unknown, at = ''): Refusal[] {
  if (typeof body === 'string') return [{ field: at, message: body }]
  if (Array.isArray(body))
    return body.flatMap((one, index) => refusalsIn(one, typeof one === 'string' ? at : `${at}[${index}]`))
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body)
    .filter(([name]) => name !== 'code')
    .flatMap(([name, value]) => refusalsIn(value, whole.has(name) ? at : at === '' ? name : `${at}.${name}`))
}

/** Whether an object of this name is there already. Source: DRF's UniqueValidator and Django's unique checks. */
export function isTaken({ message }: Refusal): boolean {
  return /already exists|must be unique|must make a unique set/i.test(message)
}
