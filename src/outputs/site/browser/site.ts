/** The page's own script: everything here makes better what works without it. */
import { find } from './find.ts'
import { menu } from './menu.ts'
import { picks } from './picks.ts'
import { samples } from './samples.ts'
import { schemeSwitch } from './scheme.ts'
import { mountSpy, spy } from './spy.ts'
import { tabs } from './tabs.ts'

schemeSwitch()
menu()
find()
picks()
if (document.querySelector('main > .row') !== null) {
  tabs()
  samples()
  spy()
  // The dev server's script says so when it has put new content into the page.
  document.addEventListener('kittn:swap', () => {
    samples()
    mountSpy()
  })
}
