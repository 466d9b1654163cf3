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
  addEventListener('afterprint', () => {
    if (chosen !== undefined) dataset['tab'] = chosen
    chosen = undefined
  })
}
