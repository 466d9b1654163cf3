/** Runs before the page is drawn, so that nothing flashes: colours and tab are right from the first frame. */
import { first } from './choice.ts'
import { applyScheme } from './scheme.ts'

const { dataset } = document.documentElement
dataset['js'] = ''
applyScheme()
const tab = first()
if (tab !== undefined) dataset['tab'] = tab
// Whoever comes back gets the place where they were, which takes the true heights of all that is above it.
const [way] = performance.getEntriesByType('navigation')
if (way instanceof PerformanceNavigationTiming && way.type !== 'navigate') dataset['whole'] = ''
