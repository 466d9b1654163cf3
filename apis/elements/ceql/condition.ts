/** What `where` asks for, once it is read: a tree that is matched in memory or put into SQL, and never text again. */

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly sides: readonly [Condition, Condition] }
  | { readonly kind: 'not'; readonly inner: Condition }
  | { readonly kind: 'compare'; readonly field: string; readonly by: Comparison; readonly value: Literal }
  /** `%` stands for any text, `_` for one character. */
  | { readonly kind: 'like'; readonly field: string; readonly pattern: string }
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly Literal[] }
  | { readonly kind: 'empty'; readonly field: string }

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Literal = string | number | boolean
