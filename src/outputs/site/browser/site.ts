/** The page's own script: everything here makes better what works without it. */
import { find } from './find.ts'
import { menu } from './menu.ts'
import { keepPlace } from './place.ts'
import { paper } from './paper.ts'
import { parts } from './parts.ts'
import { drawn, pause } from './pause.ts'
import { picks } from './picks.ts'
import { samples } from './samples.ts'
import { schemeSwitch } from './scheme.ts'
import { mountSpy, spy } from './spy.ts'
import { tabs } from './tabs.ts'
import { tryButtons } from './try.ts'
import { twins } from './twin.ts'

schemeSwitch()
menu()
find()
picks()
paper()
twins()
if (document.querySelector('main > .row') !== null) {
  void start()
  // Try-it puts the reader's own key into them.
  document.addEventListener('kittn:samples', samples)
  // The dev server's script says so when it has put new content into the page.
  document.addEventListener('kittn:swap', () => {
    mountParts()
    samples()
    mountSpy()
  })
}

/** What can be clicked works at once; what looks at the layout waits for the first frame, which makes it anyway. */
async function start(): Promise<void> {
  await inTurn([tabs, mountParts, tryButtons])
  await drawn()
  await inTurn([whole, samples, spy])
}

/** A long page has kept its reader waiting already: there each step has a task of its own, after that of the parser. */
async function inTurn(steps: readonly (() => void)[]): Promise<void> {
  const long = document.querySelector('main.long') !== null
  for (const step of steps) {
    if (long) await pause()
    step()
  }
}

/** What the first frame did not need is laid out, so that everything has its height; on long pages it stays as it is. */
function whole(): void {
  keepPlace(() => void (document.documentElement.dataset['whole'] = ''))
}

function mountParts(): void {
  const main = document.querySelector('main')
  if (main !== null) parts(main)
}
