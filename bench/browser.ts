/** The browser of all benchmarks, as quiet as it can be. */
import type { LaunchOptions } from 'playwright-core'

export const CHROMIUM: LaunchOptions & { readonly executablePath: string } = {
  executablePath: process.env['KITTN_CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}
