/** Parameters that carry credentials: the security of the contract says all there is to say of them. */
import type { Parameter, Security } from './contract.ts'

/** Whether a parameter is the one that a key is shown in, or the header of all other schemes. */
export function carriesCredential({ in: place, name }: Parameter, security: readonly Security[]): boolean {
  const same = (other: string) => other.toLowerCase() === name.toLowerCase()
  if (place === 'header' && same('authorization')) return true
  return security.some((one) => one.kind === 'key' && one.in === place && same(one.name))
}
