/** Delivers mail by SMTP. */
import type { Delivered, Entry, MailLetter } from './entry.ts'

export type DeliverMail = (entry: Entry, letter: MailLetter) => Promise<Delivered>

/** How long a mail server may take for each step, in milliseconds. */
const TIMEOUT = 15_000

/** Makes what delivers through the server at this URL: `smtps://user:password@mail.example.com`. */
export function smtp(url: string): DeliverMail {
  const timeouts = { connectionTimeout: TIMEOUT, greetingTimeout: TIMEOUT, socketTimeout: TIMEOUT }
  // With all that it needs of Node it takes a tenth of a start; most never send a mail.
  const load = async () => (await import('nodemailer')).createTransport({ url, ...timeouts })
  let transport: ReturnType<typeof load> | undefined
  return async ({ id }, { from, to, subject, text, html }) => {
    try {
      transport ??= load()
      const { response } = await (
        await transport
      ).sendMail({
        from,
        to: [to].flat(),
        subject,
        text,
        ...(html === undefined ? {} : { html }),
        messageId: `<${id}@${domainOf(from)}>`,
        // What stands in a letter is content, never a file or an address to fetch.
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      return { ok: true, outcome: response }
    } catch (error) {
      return refused(error)
    }
  }
}

function domainOf(address: string): string {
  return /@([\w.-]+)/.exec(address)?.[1] ?? 'localhost'
}

/** Answers of 5xx mean that another try would be answered alike (RFC 5321, 4.2.1). */
function refused(error: unknown): Delivered {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  const outcome = error instanceof Error ? error.message : String(error)
  return { ok: false, again: code < 500, outcome }
}
