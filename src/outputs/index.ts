/** The outputs: each is a folder of this one and a line of the list. */
import { asyncapi } from './asyncapi/index.ts'
import { openapi } from './openapi/index.ts'
import type { Output } from './output.ts'
import { site } from './site/index.ts'
import { types } from './types/index.ts'

export { homePage } from './site/index.ts'
export { asyncapi, openapi, site, types }

/** All there are, in the order in which they run. */
export const outputs: readonly Output[] = [site, openapi, asyncapi, types]
