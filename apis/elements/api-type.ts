/** The types that all handlers share. */
import type { Behaviour, Input } from 'kittn'
import type { Who } from './accounts/identify.ts'
import type { Tables } from './accounts/tables.ts'
import type { CloudElements } from './api.gen.d.ts'

export type Api = CloudElements & { readonly caller: Who; readonly tables: Tables }

/** Handlers of some of the operations. */
export type Part = NonNullable<Behaviour<Api>['operations']>

/** What every handler gets. */
export type Asked = Pick<Input<Api>, 'caller' | 'db' | 'address'>
