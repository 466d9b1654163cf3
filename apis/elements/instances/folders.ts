/** Where the folders of all organizations lie: each has one of its own there, by its id. */
import { join } from 'node:path'

export const FOLDERS: string = process.env['ELEMENTS_FOLDERS'] ?? join(import.meta.dirname, '../.kittn/folders')
