/** The block rules in the order in which they are tried; what none takes is a paragraph. */
import type { BlockRule } from '../block-rule.ts'
import { fence } from './fence.ts'
import { heading } from './heading.ts'
import { html } from './html.ts'
import { list } from './list.ts'
import { quote } from './quote.ts'
import { horizontalRule } from './horizontal-rule.ts'
import { table } from './table.ts'

export const RULES: readonly BlockRule[] = [heading, html, horizontalRule, fence, table, quote, list]
