/** The user asked for something that cannot be: shown in two lines without a stack, exit code 2. */
export class WrongUse extends Error {
  readonly cure: string
  constructor(message: string, cure: string) {
    super(message)
    this.cure = cure
  }
}
