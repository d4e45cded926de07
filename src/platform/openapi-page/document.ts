/** As much of an OpenAPI document as the page shows. */

export type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  title?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  example?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: Schema | boolean
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}
export type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema }
export type Media = Record<string, { schema?: Schema; example?: unknown }>
export type Operation = {
  operationId: string
  summary?: string
  description?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { content: Media; required?: boolean }
  'x-scope'?: string
  responses: Record<string, Answer>
}
export type Answer = { $ref?: string; description?: string; content?: Media }
export type Components = {
  schemas?: Record<string, Schema>
  responses?: Record<string, Answer>
  securitySchemes?: Record<string, { description?: string; 'x-scopes'?: Record<string, string> }>
}
export type Document = {
  info: { title: string; version: string; description?: string }
  tags?: { name: string; description?: string }[]
  paths: Record<string, Record<string, Operation>>
  components?: Components
}
export type Listed = { path: string; method: string; operation: Operation }

export const lastOf = (ref: string): string => ref.split('/').at(-1) ?? ''
