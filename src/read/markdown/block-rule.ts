/** What a rule for blocks is. */
import type { Block } from '../../model/page.ts'
import type { Region } from './region.ts'
import type { Scope } from './scope.ts'

/** What a rule took: the blocks it made and the index of the line where reading goes on. */
export type Match = { readonly blocks: readonly Block[]; readonly next: number }

/** Looks at the line `at` of a region; undefined if this is not its kind of block. `next` is always behind `at`. */
export type BlockRule = (region: Region, at: number, scope: Scope) => Match | undefined
