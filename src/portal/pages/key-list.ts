/** The keys of an application with what can be done to each, and the form for another one. */
import type { Scope } from '../../model/security.ts'
import { html, type Html, type Part } from '../../serve/index.ts'
import type { Credential } from '../../store/index.ts'
import { field } from './frame.ts'

export function keyTable(keys: readonly Credential[], at: string): Html {
  return html`<table class="keys">
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Key</th>
        <th scope="col">May</th>
        <th scope="col">Made</th>
        <th scope="col"><span class="unseen">Change</span></th>
      </tr>
    </thead>
    <tbody>
      ${keys.map((key) => row(key, `${at}/keys/${key.id}`))}
    </tbody>
  </table>`
}

function row(key: Credential, at: string): Html {
  return html`<tr>
    <th scope="row">${key.name}</th>
    <td><code>…${key.tail}</code></td>
    <td>${may(key)}</td>
    <td>${key.created.slice(0, 10)}</td>
    <td class="changes">${changes(key, at)}</td>
  </tr>`
}

function may({ suspended, readOnly, scopes = [] }: Credential): Part {
  if (suspended !== undefined) return html`<strong>suspended by the operator</strong>`
  const access = readOnly === true ? 'read' : 'read and write'
  return scopes.length === 0 ? access : `${access}: ${scopes.join(', ')}`
}

/** How long the old secret still counts, in seconds. */
export const GRACES: readonly (readonly [number, string])[] = [
  [86_400, 'for a day'],
  [3600, 'for an hour'],
  [604_800, 'for a week'],
  [0, 'no longer'],
]

function changes({ name }: Credential, at: string): Html {
  return html`<details>
      <summary>Roll<span class="unseen"> ${name}</span></summary>
      <form class="card" method="post" action="${at}/roll">
        <p>You get a new secret. So that nothing breaks meanwhile, the old one can go on for a while.</p>
        <label>
          The old secret counts
          <select name="grace">
            ${GRACES.map(([seconds, words]) => html`<option value="${seconds}">${words}</option>`)}
          </select>
        </label>
        <button>Roll the key</button>
      </form>
    </details>
    <details>
      <summary>Revoke<span class="unseen"> ${name}</span></summary>
      <form class="card" method="post" action="${at}/revoke">
        <p>Whatever uses this key is refused from now on. There is no way back.</p>
        <button class="danger">Revoke the key</button>
      </form>
    </details>`
}

/** Stands open where there is no key yet. */
export function keyForm(scopes: readonly Scope[], at: string, first: boolean): Html {
  return html`<details${first && html` open`}>
    <summary>New key</summary>
    <form class="card" method="post" action="${at}/keys">
      ${field({ name: 'name', label: 'Name', value: first ? 'first' : '', hint: 'Where you use it: production, staging, my laptop.' })}
      <fieldset>
        <legend>It may</legend>
        <label class="choice"><input type="radio" name="access" value="write" checked /> read and write</label>
        <label class="choice"><input type="radio" name="access" value="read" /> only read</label>
      </fieldset>
      ${scopes.length > 0 && scopeFields(scopes)}
      <div class="actions"><button>Make the key</button></div>
    </form>
  </details>`
}

function scopeFields(scopes: readonly Scope[]): Html {
  return html`<fieldset>
    <legend>Scopes (none: all)</legend>
    ${scopes.map(({ name, meaning }) => html`<label class="choice"><input type="checkbox" name="scope" value="${name}" /> <code>${name}</code> ${meaning}</label>`)}
  </fieldset>`
}
