/** A real mail server that keeps what it is sent. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { eventually } from '../command-line.ts'

export type MailServer = {
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string
  /** The mails to this address so far, as they came. */
  readonly to: (address: string) => readonly string[]
  /** The first match in a mail to this address, the first unless another number is given; waits for it. */
  readonly find: (address: string, pattern: RegExp, number?: number) => Promise<string>
  readonly close: () => Promise<void>
}

export async function mailServer(): Promise<MailServer> {
  const mails: { readonly to: readonly string[]; readonly text: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      let text = ''
      stream.on('data', (part: Buffer) => (text += part.toString()))
      stream.on('end', () => {
        mails.push({ to: envelope.rcptTo.map(({ address }) => address.toLowerCase()), text })
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  const to = (address: string): string[] => mails.filter((mail) => mail.to.includes(address)).map(({ text }) => text)
  return {
    url: `smtp://127.0.0.1:${port}`,
    to,
    find: (address, pattern, number = 1) => eventually(() => pattern.exec(to(address)[number - 1] ?? '')?.[0]),
    close: () => new Promise((closed) => server.close(closed)),
  }
}
