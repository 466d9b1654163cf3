/** Version and language switches: they lead to the same section, and close when the reader goes elsewhere. */

/** Makes them better than lists that open. */
export function picks(): void {
  const lists = [...document.querySelectorAll<HTMLDetailsElement>('.pick')]
  for (const list of lists)
    list.addEventListener('click', ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null
      if (link !== null) link.hash = location.hash
    })
  const close = (inside: EventTarget | null): void => {
    for (const list of lists) if (!(inside instanceof Node && list.contains(inside))) list.open = false
  }
  addEventListener('pointerdown', ({ target }) => close(target))
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close(null)
  })
}
