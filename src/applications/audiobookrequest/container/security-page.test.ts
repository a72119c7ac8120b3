import { expect, test } from 'vitest'
import { fieldsOf, toastOf } from './security-page.ts'

/** A page of the kind that AudioBookRequest makes: labels without a use, templates of Alpine.js, a greyed-out list. */
const page = `
<form method="dialog"><button>close</button></form>
<form hx-post="/abr/settings/security/hx-update" x-data="{ type: 'forms' }">
  <h2>Security</h2>
  <label for="type">Login Type</label>
  <select id="type" name="login_type" disabled>
    <option value="forms" selected>Forms Login</option>
    <option value="oidc">OpenID Connect</option>
  </select>
  <p>The type is <code>forced</code>.</p>
  <template x-if="type === 'forms' || type === 'basic'">
    <div><label for="length">Minimum Length</label><input id="length" type="number" name="length" value="1" /></div>
  </template>
  <template x-if="type === 'oidc'">
    <div>
      <div><label for="user">User Claim <span>*</span></label><p>What names the user.</p></div>
      <input id="user" required name="user_claim" value="" />
      <div><label for="user">Group Claim</label></div>
      <input id="group" name="group_claim" value="teams" />
      <select name="scheme"><option value="http">http</option><option value="auto">auto</option></select>
    </div>
  </template>
  <button name="submit" type="submit">Save</button>
</form>`

test('a label names the field that follows it, whatever its own reference says', () => {
  expect(fieldsOf(page).map(({ label, name }) => [label, name])).toEqual([
    ['Login Type', 'login_type'],
    ['Minimum Length', 'length'],
    ['User Claim', 'user_claim'],
    ['Group Claim', 'group_claim'],
    ['Group Claim', 'scheme'],
  ])
})

test('what is filled in, wanted, greyed out, and shown with which login type', () => {
  const [type, length, user, group, scheme] = fieldsOf(page)
  expect(type).toMatchObject({ value: 'forms', disabled: true, note: 'The type is forced.', types: null })
  expect(type?.options).toEqual([
    { text: 'Forms Login', value: 'forms' },
    { text: 'OpenID Connect', value: 'oidc' },
  ])
  expect(length).toMatchObject({ value: '1', required: false, options: null, types: ['forms', 'basic'] })
  expect(user).toMatchObject({ value: '', required: true, types: ['oidc'] })
  expect(group).toMatchObject({ value: 'teams', required: false })
  expect(scheme?.value).toBe('http')
})

test('a page without the form has no fields', () => {
  expect(fieldsOf('<form hx-post="/elsewhere"><input name="x"></form>')).toEqual([])
})

test('the words of a refusal, also those that no browser shows: of several lines, with quotes', () => {
  const block = (script: string) => `<div id="toast-block"><script>\n  ${script}\n</script></div>`
  expect(toastOf(block('toast("No such claim", "error");'))).toBe('No such claim')
  expect(toastOf(block('toast("1 error for\n"endpoint"", "error");'))).toBe('1 error for\n"endpoint"')
  expect(toastOf(block('toast("Settings updated", "success");'))).toBeNull()
  expect(toastOf('<form></form>')).toBeNull()
})
