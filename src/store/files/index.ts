/** The door to stores of files. */
export { openFolder } from './folder.ts'
export type { About, Draft, FileStore, KeptFile, Range } from './store.ts'
export { fileLines, takingFiles, type FilesTaken } from './lines.ts'
