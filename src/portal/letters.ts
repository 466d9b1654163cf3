/** The mails of the portal. Their links lead to pages with a button, because programs that look through mail follow links. */
import type { PageInput, PluginHost } from '../serve/index.ts'
import { PORTAL } from './addresses.ts'
import type { PortalOptions } from './options.ts'

export type AccountLetters = {
  readonly verify: (to: string, token: string) => Promise<void>
  readonly reset: (to: string, token: string) => Promise<void>
  /** To somebody who signs up and has an account already. */
  readonly known: (to: string) => Promise<void>
}

/** `asking` is the request that is being answered. */
export function lettersOf(
  { contract: { title } }: PluginHost,
  { address, from }: PortalOptions,
  asking: () => PageInput | undefined,
): AccountLetters {
  const send = async (to: string, subject: string, text: (at: string) => readonly string[]): Promise<void> => {
    const input = asking()
    if (input === undefined) throw new Error('a mail of the portal belongs to no request')
    const home = address ?? input.address
    const sender = from ?? `${title.replaceAll(/[^\p{L}\p{N} .-]/gu, '')} <no-reply@${new URL(home).hostname}>`
    await input.mail({ to, from: sender, subject, text: `${text(home + PORTAL).join('\n\n')}\n` })
  }
  return {
    verify: (to, token) =>
      send(to, `Confirm your address for ${title}`, (at) => [
        `Somebody, probably you, signed up for a developer key of ${title} with this address. To confirm it, open`,
        `${at}/verify?token=${encodeURIComponent(token)}`,
        'within 24 hours. If it was not you, there is nothing to do: without this, the account cannot be used.',
      ]),
    reset: (to, token) =>
      send(to, `A new password for ${title}`, (at) => [
        `To choose a new password for your developer account at ${title}, open`,
        `${at}/reset?token=${encodeURIComponent(token)}`,
        'within an hour. If you did not ask for it, there is nothing to do: your password stays as it is.',
      ]),
    known: (to) =>
      send(to, `You have an account at ${title}`, (at) => [
        `Somebody, probably you, wanted to sign up at ${title} with this address, which has an account already. Sign in:`,
        `${at}/sign-in`,
        `If you have forgotten your password, choose another one: ${at}/forgot`,
      ]),
  }
}
