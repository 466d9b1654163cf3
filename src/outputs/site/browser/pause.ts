/** Lets input and drawing in before the next piece of work: a message comes sooner than a timer. */
export function pause(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => resolve()
    port2.postMessage(undefined)
  })
}

/** A page in the background is not drawn, and some browsers do not say when one was: then after so many milliseconds. */
const PATIENCE = 300

/** Resolves once the page has been drawn for the first time: what is not needed for that does not stand in its way. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE)
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true })
  })
}
