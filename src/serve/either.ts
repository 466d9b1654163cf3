/** Values that may be of one shape or another: what is wrong is said of the shape that was meant. */

/** What the validator says of one error, as far as words are made of it. */
export type SchemaError = {
  readonly keyword: string
  readonly schemaPath?: string
  readonly instancePath?: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string
}

/** The errors without those of shapes that the value was not meant to have. */
export function decided(errors: readonly SchemaError[]): readonly SchemaError[] {
  return errors.filter(({ keyword }) => keyword === 'anyOf').reduce(decide, errors)
}

function decide(errors: readonly SchemaError[], choice: SchemaError): readonly SchemaError[] {
  const options = Map.groupBy(errors, (error) => optionOf(error, choice))
  const [undecided, others] = [options.get(undefined) ?? [], [...options].filter(([option]) => option !== undefined)]
  const meant = others
    .map(([, own]) => own)
    .filter((own) => !own.some((error) => error.keyword === 'type' && isSamePlace(error, choice)))
    .toSorted((a, b) => a.length - b.length)[0]
  return meant === undefined ? undecided : [...undecided.filter((error) => error !== choice), ...meant]
}

/** Which option of the choice an error is about, if any. */
function optionOf({ schemaPath = '', instancePath = '' }: SchemaError, choice: SchemaError): string | undefined {
  const [within, at] = [`${choice.schemaPath ?? ''}/`, choice.instancePath ?? '']
  if (!schemaPath.startsWith(within)) return undefined
  if (instancePath !== at && !instancePath.startsWith(`${at}/`)) return undefined
  return schemaPath.slice(within.length).split('/')[0]
}

function isSamePlace(error: SchemaError, choice: SchemaError): boolean {
  return (error.instancePath ?? '') === (choice.instancePath ?? '')
}
