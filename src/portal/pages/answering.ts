/** A page of the portal: like one of api.ts, with the portal at hand. */
import type { PageAnswer, PageInput } from '../../serve/index.ts'
import type { Portal } from '../open.ts'

export type Answering = (input: PageInput, portal: Portal) => PageAnswer | Promise<PageAnswer>
