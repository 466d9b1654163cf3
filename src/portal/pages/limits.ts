/** How often an application may call: what the page says, and what the operator gave its keys. */
import type { Contract } from '../../model/contract.ts'
import type { Limit } from '../../model/limits.ts'
import { html, type Html, type Part } from '../../serve/index.ts'
import type { Credential } from '../../store/index.ts'

export function limitsPart({ limits }: Contract, keys: readonly Credential[]): Part {
  const own = keys.filter(({ rates }) => rates !== undefined)
  if (limits.rates.length === 0 && own.length === 0) return undefined
  return html`<section aria-labelledby="limits">
    <h2 id="limits">Limits</h2>
    <ul>
      ${limits.rates.map((limit) => html`<li>${sentence(limit)}</li>`)}
      ${own.map((key) => html`<li>${ownSentence(key)}</li>`)}
    </ul>
  </section>`
}

function sentence({ count, seconds, per, plan, operations }: Limit): Html {
  return html`${rate(count, seconds)} for each
  ${per === 'address' ? 'address' : 'key'}${plan !== undefined && html` with the plan ${plan}`}${operations !== undefined && html` of ${operations.map((one, at) => html`${at > 0 && ', '}<code>${one}</code>`)}`}`
}

function ownSentence({ name, rates = [] }: Credential): Html {
  return html`<strong>${name}</strong> has its own:
    ${rates.map(({ count, seconds }) => rate(count, seconds)).join(' and ')}`
}

const UNITS: readonly (readonly [number, string])[] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
]

function rate(count: number, seconds: number): string {
  const [length, unit] = UNITS.find(([one]) => seconds % one === 0) ?? [1, 'second']
  const times = seconds / length
  return `${count} requests in ${times === 1 ? (unit === 'hour' ? 'an hour' : `a ${unit}`) : `${times} ${unit}s`}`
}
