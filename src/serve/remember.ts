/** Remembers what was made of texts, because the same records are asked for again and again. */
import { remembered as lately } from '../model/remember.ts'

/** Texts that are remembered by each function, and how long they may be. */
const [KEPT, LONGEST] = [1000, 1000]

export function remembered<Made>(make: (text: string) => Made): (text: string) => Made {
  return lately(make, KEPT, LONGEST)
}
