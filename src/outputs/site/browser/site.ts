/** The page's own script: everything here makes better what works without it. */
import { find } from './find.ts'
import { menu } from './menu.ts'
import { paper } from './paper.ts'
import { parts } from './parts.ts'
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
  tabs()
  mountParts()
  samples()
  spy()
  tryButtons()
  // Try-it puts the reader's own key into them.
  document.addEventListener('kittn:samples', samples)
  // The dev server's script says so when it has put new content into the page.
  document.addEventListener('kittn:swap', () => {
    mountParts()
    samples()
    mountSpy()
  })
}

function mountParts(): void {
  const main = document.querySelector('main')
  if (main !== null) parts(main)
}
