/** The page on which `kittn dev` shows mail that no server sends. */
import { latestEach } from '../model/remember.ts'
import { mailPage, type AnyBehaviour } from '../serve/index.ts'
import type { Store } from '../store/index.ts'
import type { Loaded } from './load.ts'

/** Its address below the prefix of the API. */
export const MAIL_PAGE = '/-/mail'

/** Whether there is mail to show: the API or its portal sends some, and there is no server for it. */
export function showsMail({ behaviour }: Loaded, smtp: string | undefined, portal: boolean): boolean {
  return (behaviour.mail !== undefined || portal) && smtp === undefined
}

/** The behaviour with the page. */
export function withMailPage(behaviour: AnyBehaviour, store: Store): AnyBehaviour {
  return shown(behaviour, [store], () => ({
    ...behaviour,
    pages: { ...behaviour.pages, [`GET ${MAIL_PAGE}`]: mailPage(store) },
  }))
}

const shown = latestEach<AnyBehaviour, AnyBehaviour>()
