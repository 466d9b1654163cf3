/** What the operator says of a portal. */

export type Hashing = {
  readonly hash: (password: string) => Promise<string>
  readonly verify: (kept: { readonly hash: string; readonly password: string }) => Promise<boolean>
}

export type PortalOptions = {
  /** Where the world sees the API; without it, links in mails lead to where the person is who asks for them. */
  readonly address?: string
  /** Who its mail is from: `Zoo <zoo@zoo.example>`. */
  readonly from?: string
  /** Where mail is read that no server sends, below the prefix of the API. */
  readonly mailPage?: string
  /** How passwords are kept; without it by scrypt, slow enough that guessing at what was stolen is. */
  readonly hashing?: Hashing
}
