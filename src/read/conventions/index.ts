/** Every convention that is read, in the order in which their findings are told. */
import { access } from './access.ts'
import { channelAddress } from './channel-address.ts'
import type { Convention } from './convention.ts'
import { errorExample, errorList, errorTable } from './errors.ts'
import { oauth } from './oauth.ts'
import { paging } from './paging.ts'
import { parameterList } from './parameter-list.ts'
import { parameterTable } from './parameter-table.ts'
import { rateLimit } from './rate-limit.ts'
import { requestBody } from './request-body.ts'
import { requestFence } from './request-fence.ts'
import { requestHeading } from './request-heading.ts'
import { requestHtml } from './request-html.ts'
import { requestLine } from './request-line.ts'
import { requestList } from './request-list.ts'
import { requestSample } from './request-sample.ts'
import { requestSplit } from './request-split.ts'
import { requestTable } from './request-table.ts'
import { responseSample } from './response-sample.ts'
import { samples } from './samples.ts'
import { scopes } from './scopes.ts'
import { security } from './security.ts'
import { servers } from './servers.ts'
import { signature } from './signature.ts'
import { statusTable } from './status-table.ts'

export type {
  AccessFound,
  BodyFound,
  ChannelAddress,
  Contribution,
  DeliveryFound,
  MessageFound,
  OAuthFound,
  Request,
  ResponseFound,
  Row,
  Rows,
  SecurityFound,
  SignatureFound,
} from './convention.ts'
/** What only units about WebSockets and webhooks show; which those are, the whole page tells. */
export { channelMessages } from './channel-message.ts'
export { isPaging } from './paging.ts'
export { isKeyHeader } from './security-values.ts'
export { webhookDeliveries } from './webhook-delivery.ts'

export const CONVENTIONS: readonly Convention[] = [
  requestLine,
  requestHeading,
  requestFence,
  requestHtml,
  requestSplit,
  requestTable,
  requestList,
  requestSample,
  parameterTable,
  parameterList,
  requestBody,
  responseSample,
  samples,
  statusTable,
  servers,
  channelAddress,
  security,
  signature,
  oauth,
  paging,
  access,
  scopes,
  rateLimit,
  errorTable,
  errorList,
  errorExample,
]
