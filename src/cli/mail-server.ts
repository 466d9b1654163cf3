/** Which server sends the mail, as the user said it. */
import { InvalidArgumentError, Option } from 'commander'

/** `--smtp URL`, or SMTP_URL in the environment. */
export function mailServer(): Option {
  return new Option('--smtp <url>', 'the server that sends mail, as a URL').env('SMTP_URL').argParser(mailServerOf)
}

function mailServerOf(text: string): string {
  if (/^smtps?:\/\/./.test(text) && URL.canParse(text)) return text
  throw new InvalidArgumentError('a mail server is a URL such as smtps://user:password@mail.example.com.')
}
