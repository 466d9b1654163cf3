/** Error bodies that name the fields to blame: `{"errors": {"name": ["is missing"]}}`. */
import type { Json } from './shape.ts'

/** Whether an object holds lists of messages by the names of fields, and nothing else. */
export function isByField(value: Json): boolean {
  const inner = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value) : []
  return inner.length > 0 && inner.every(isMessages)
}

/** Whether such an object stands anywhere in a body. */
export function namesFields(body: Json): boolean {
  if (typeof body !== 'object' || body === null) return false
  return isByField(body) || Object.values(body).some((inner: Json) => namesFields(inner))
}

function isMessages(value: Json): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string')
}
