/** What the keys of an application were used for: by day, by operation, and the last requests. */
import type { Contract } from '../../model/contract.ts'
import { phrase } from '../../model/status.ts'
import { html, type Html, type Part } from '../../serve/index.ts'
import type { Credential } from '../../store/index.ts'
import type { Portal } from '../open.ts'
import { chart, sumOf } from '../usage/chart.ts'
import type { Count, Request } from '../usage/read.ts'

const DAYS = 30
const LAST = 25

export async function usagePart({ usage, host }: Portal, keys: readonly Credential[]): Promise<Html> {
  const ids = keys.map(({ id }) => id)
  const [counts, requests] = await Promise.all([usage.counts(ids, DAYS), usage.requests(ids, LAST)])
  const some = counts.length > 0
  return html`<section aria-labelledby="usage">
    <h2 id="usage">Usage</h2>
    ${some ? [chart(counts, DAYS), byOperation(counts)] : html`<p class="soft">No requests yet.</p>`}
    ${requests.length > 0 && lastRequests(requests, keys, host.contract)}
  </section>`
}

function byOperation(counts: readonly Count[]): Html {
  const groups = [...Map.groupBy(counts, ({ operation }) => operation)].toSorted((a, b) => sumOf(b[1]) - sumOf(a[1]))
  return html`<h3>By operation, ${DAYS} days</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Operation</th>
          <th scope="col">Answers</th>
          <th scope="col" class="number">Requests</th>
        </tr>
      </thead>
      <tbody>
        ${groups.map(([operation, own]) => operationRow(operation, own))}
      </tbody>
    </table>`
}

function operationRow(operation: string, counts: readonly Count[]): Html {
  const statuses = [...Map.groupBy(counts, ({ status }) => status)].toSorted(([a], [b]) => a - b)
  return html`<tr>
    <th scope="row"><code>${operation}</code></th>
    <td>${statuses.map(([status, own]) => html`${mark(status)} × ${sumOf(own)} `)}</td>
    <td class="number">${sumOf(counts)}</td>
  </tr>`
}

function mark(status: number): Html {
  const look = status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'answered'
  return html`<span class="status ${look}">${status}</span>`
}

function lastRequests(requests: readonly Request[], keys: readonly Credential[], contract: Contract): Html {
  return html`<h3>Last requests</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Time (UTC)</th>
          <th scope="col">Request</th>
          <th scope="col">Key</th>
          <th scope="col">Answer</th>
          <th scope="col" class="number">Took</th>
        </tr>
      </thead>
      <tbody>
        ${requests.map((one) => requestRow(one, keys, contract))}
      </tbody>
    </table>`
}

function requestRow(one: Request, keys: readonly Credential[], contract: Contract): Html {
  const { at, method, url, status, ms, credential } = one
  return html`<tr>
    <td>${at.slice(0, 19).replace('T', ' ')}</td>
    <td><code>${method} ${url}</code></td>
    <td>${keys.find(({ id }) => id === credential)?.name}</td>
    <td>${mark(status)} ${said(one, contract)}</td>
    <td class="number">${ms === 0 ? '<1' : ms} ms</td>
  </tr>`
}

/** What the answer said was wrong, in the page's words where it had none of its own. */
function said({ status, wrong }: Request, { errors }: Contract): Part {
  if (status < 400) return undefined
  return wrong ?? errors.codes.find((code) => code.status === status)?.meaning ?? phrase(status)
}
