/** On paper and in a PDF: the chosen language as the page shows it, or every language when that is asked for. */

/** Makes the buttons work. */
export function paper(): void {
  const { dataset } = document.documentElement
  let chosen: string | undefined
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.addEventListener('click', () => {
      if (button.dataset['print'] === 'all') {
        chosen = dataset['tab']
        delete dataset['tab']
      }
      print()
    })
  }
  // Where the style sheet alone cannot show what is folded.
  const opened: HTMLDetailsElement[] = []
  addEventListener('beforeprint', () => {
    opened.push(...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])'))
    for (const one of opened) one.open = true
  })
  addEventListener('afterprint', () => {
    for (const one of opened.splice(0)) one.open = false
    if (chosen !== undefined) dataset['tab'] = chosen
    chosen = undefined
  })
}
