/**
 * Commands that go on until somebody stops them. Under load V8 lets the space for what is young grow to 128 MB, which stays
 * resident; a quarter of it holds what thousands of requests a second have in hand, and is tidied a little oftener.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Where the space for what is young stops growing, in bytes. */
const LARGE = 32 * 1024 * 1024
/** How often that is looked at, in milliseconds: the space doubles in a few seconds of load. */
const LOOK = 500

/** Lets the young space of this process grow no further than `LARGE`. */
export function keepYoungSmall(): void {
  const timer = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
    if ((young?.space_size ?? 0) < LARGE) return
    setFlagsFromString('--semi-space-growth-factor=1')
    clearInterval(timer)
  }, LOOK).unref()
}
