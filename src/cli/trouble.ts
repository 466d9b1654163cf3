/** The options of `dev` that make answers late or wrong. */
import { InvalidArgumentError } from 'commander'

/** The value of `--latency` in milliseconds: `200`, `200ms`, `1.5s`, `100-500ms`. */
export function latencyOf(text: string): [number, number] {
  const found = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?(ms|s)?$/.exec(text)
  const scale = found?.[3] === 's' ? 1000 : 1
  const [least, most] = [Number(found?.[1]) * scale, Number(found?.[2] ?? found?.[1]) * scale]
  if (found !== null && least <= most && most <= 60_000) return [least, most]
  throw new InvalidArgumentError('a latency is a time such as 200ms or 1.5s, or a range such as 100-500ms, up to 60s.')
}

/** The value of `--chaos` as a share: `5%`, `0.05`. */
export function chaosOf(text: string): number {
  const found = /^(\d+(?:\.\d+)?)(%?)$/.exec(text)
  const share = Number(found?.[1]) / (found?.[2] === '%' ? 100 : 1)
  if (found !== null && share <= 1) return share
  throw new InvalidArgumentError('a share is a percentage such as 5%, or a number from 0 to 1.')
}
