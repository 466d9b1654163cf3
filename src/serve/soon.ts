/** Values that may be there already: what needs no waiting costs no turn of the event loop and no promise. */

export type Soon<T> = T | Promise<T>

/** Goes on with a value, at once where it is there. */
export function andThen<T, U>(value: Soon<T>, next: (value: T) => Soon<U>): Soon<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}
