/** The door to credentials: how they are shown, given out and kept. */
export { hashesOf, issue, keptOf, partHash } from './issue.ts'
export type { Issued } from './issue.ts'
export { partsShown } from './parts.ts'
export { present } from './present.ts'
export type { Presented } from './present.ts'
export type { Parts, Places, Reader, Scheme, Shown } from './scheme.ts'
export { challenge, reader, SCHEMES } from './schemes.ts'
export { newSecret, secretHash, secretTail } from './secret.ts'
