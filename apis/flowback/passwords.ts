/** Which passwords are good enough. */

/** What is wrong with a password for this user; undefined if nothing is. */
export function weakness(
  password: string,
  user: { readonly username: string; readonly email: string },
): string | undefined {
  if (password.length < 8) return 'This password is too short. It has to have at least 8 characters.'
  if (/^\d+$/.test(password)) return 'This password is all digits.'
  if (COMMON.has(password.toLowerCase())) return 'This password is too common.'
  if ([user.username, ...user.email.split('@')].some((name) => isLike(password, name)))
    return 'This password is too much like the name or the address of its user.'
  return undefined
}

/** One within the other, short names aside. */
function isLike(password: string, name: string): boolean {
  const [one, other] = [password.toLowerCase(), name.toLowerCase()]
  return other.length >= 4 && (one.includes(other) || other.includes(one))
}

/** Those of at least eight characters that lists of stolen passwords have at their top. */
const COMMON = new Set(
  `password password1 password123 passw0rd p@ssw0rd qwertyuiop qwerty123 qwerty12345 1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx
   iloveyou sunshine princess football baseball superman trustno1 welcome1 welcome123 letmein1 letmein123 whatever
   starwars computer internet michelle jennifer corvette mercedes babygirl asdfghjkl asdf1234 abcd1234 abc12345 aa123456
   a1b2c3d4 changeme changeme1 admin123 administrator master123 dragon123 monkey123 football1 liverpool chocolate
   butterfly elephant basketball basketball1 blink182 charlie1 michael1 jordan23 samsung1 pokemon1 secret123 default1`.split(
    /\s+/,
  ),
)
