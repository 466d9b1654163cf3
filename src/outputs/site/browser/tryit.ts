/** Try-it, loaded when it is first wanted. */
import type { TryIt } from '../tryit/types.ts'
import { notice } from './notice.ts'
import { credentials } from './tryit/credentials.ts'
import { answered } from './try.ts'
import { load } from './tryit/load.ts'
import { showOwnKeys } from './tryit/own-key.ts'
import { Console } from './tryit/console.ts'
import { Panel } from './tryit/panel.ts'
import { word } from './word.ts'

const { dataset } = document.documentElement
let panel: Panel | undefined
let terminal: Console | undefined
let all: Promise<TryIt> | undefined

function loaded(): Promise<TryIt> {
  all ??= load()
  all.catch(() => (all = undefined))
  return all
}

/** Opens what was asked for while this script was on its way, too. */
async function open(): Promise<void> {
  const key = dataset['tryWanted']
  delete dataset['tryWanted']
  if (key === undefined) return
  try {
    const data = await loaded()
    const operation = data.operations.find((one) => one.key === key)
    const channel = data.channels.find(({ address }) => `WS ${address}` === key)
    if (operation !== undefined) (panel ??= new Panel()).open(operation, data)
    if (channel !== undefined) (terminal ??= new Console()).open(channel, data)
  } catch {
    notice(word('tryFailed'))
  }
  answered()
}

/** Samples show the reader's key once there is one. */
async function ownKeys(): Promise<void> {
  try {
    showOwnKeys(await loaded())
  } catch {
    // Without the data the samples stay as the page shows them.
  }
}

document.addEventListener('kittn:try', () => void open())
document.addEventListener('kittn:credentials', () => void ownKeys())
document.addEventListener('kittn:swap', () => {
  all = undefined
  void loaded().then((data) => {
    panel?.refresh(data)
    terminal?.refresh(data)
  })
  if (Object.keys(credentials()).length > 0) void ownKeys()
})
void open()
if (Object.keys(credentials()).length > 0) void ownKeys()
