/** The browser of all benchmarks, as quiet as it can be. */
import type { LaunchOptions } from 'playwright-core'
import { ARGUMENTS } from '../test/browser/arguments.ts'

export const CHROMIUM: LaunchOptions & { readonly executablePath: string } = {
  executablePath: process.env['KITTN_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ARGUMENTS,
}
