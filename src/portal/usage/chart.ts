/** Requests by day as a chart: a bar a day, in it how they were answered. The same stands in a table below it. */
import { html, type Html } from '../../serve/index.ts'
import { lastDays, type Count } from './read.ts'

const KINDS = [
  { name: 'answered', from: 100, to: 399, words: 'Answered' },
  { name: 'refused', from: 400, to: 499, words: 'Refused (4xx)' },
  { name: 'failed', from: 500, to: 599, words: 'Failed (5xx)' },
] as const

const [WIDTH, HEIGHT, BASE, TOP] = [720, 200, 170, 14]

type Bar = { readonly day: string; readonly counts: readonly number[]; readonly total: number }

/** The last so many days, whether or not there was anything. */
export function chart(counts: readonly Count[], days: number): Html {
  const bars = lastDays(days).map((day) => barOf(day, counts))
  const most = nice(Math.max(...bars.map(({ total }) => total)))
  const step = WIDTH / days
  const total = bars.reduce((sum, bar) => sum + bar.total, 0)
  return html`<figure class="chart">
    <svg
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-label="${total === 1 ? '1 request' : `${total} requests`} in the last ${days} days, by day"
    >
      ${[most, most / 2].map((value) => line(value, most))}
      ${bars.map((bar, at) => column(bar, { x: at * step, width: step, most }))}
      <line class="base" x1="0" x2="${WIDTH}" y1="${BASE}" y2="${BASE}" />
      ${[0, Math.floor(days / 2), days - 1].map((at) => label(bars[at]?.day ?? '', at, days))}
    </svg>
    <figcaption>${KINDS.map(({ name, words }) => html`<span class="key ${name}">${words}</span>`)}</figcaption>
  </figure>`
}

function barOf(day: string, all: readonly Count[]): Bar {
  const own = all.filter((one) => one.day === day)
  const counts = KINDS.map(({ from, to }) => sumOf(own.filter(({ status }) => status >= from && status <= to)))
  return { day, counts, total: sumOf(own) }
}

export function sumOf(counts: readonly Pick<Count, 'count'>[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0)
}

type Place = { readonly x: number; readonly width: number; readonly most: number }

function column({ day, counts, total }: Bar, { x, width, most }: Place): Html {
  let end = BASE
  const parts = KINDS.map(({ name }, at) => {
    const height = ((counts[at] ?? 0) / most) * (BASE - TOP)
    end -= height
    return height === 0
      ? ''
      : html`<rect
          class="${name}"
          x="${round(x + width * 0.15)}"
          y="${round(end)}"
          width="${round(width * 0.7)}"
          height="${round(height)}"
        />`
  })
  return html`<g
    >${parts}<title>
      ${day}: ${total} (${KINDS.map(({ words }, at) => `${words} ${counts[at] ?? 0}`).join(', ')})
    </title></g
  >`
}

function line(value: number, most: number): Html {
  const y = round(BASE - (value / most) * (BASE - TOP))
  return html`<line class="grid" x1="0" x2="${WIDTH}" y1="${y}" y2="${y}" /><text x="0" y="${y - 3}">${value}</text>`
}

function label(day: string, at: number, days: number): Html {
  const [x, anchor] =
    at === 0 ? [0, 'start'] : at === days - 1 ? [WIDTH, 'end'] : [((at + 0.5) * WIDTH) / days, 'middle']
  return html`<text x="${round(x)}" y="${BASE + 20}" text-anchor="${anchor}">${day.slice(5)}</text>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** The next number that is easily halved and read: 2, 4, 10, 20, 40, 100. */
function nice(most: number): number {
  for (let unit = 1; ; unit *= 10) for (const step of [2, 4, 10]) if (step * unit >= most) return step * unit
}
