/** The reader's door: a page's files in; page, contract and findings out. */
export { filesIn, type Files } from './files.ts'
export { read, readPages, type ReadResult } from './read.ts'
