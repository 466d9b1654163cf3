/** The Cloud Elements API: organizations connect instances of elements; hubs give all of them the same resources. */
import { defineApi } from 'kittn'
import { identify } from './accounts/identify.ts'
import { organizations } from './accounts/organizations.ts'
import { migrations } from './accounts/tables.ts'
import { users } from './accounts/users.ts'
import type { Api } from './api-type.ts'
import { hubs } from './catalogue/hubs.ts'
import { catalogue } from './catalogue/operations.ts'
import { objects } from './hubs/crm/objects.ts'
import { crm } from './hubs/crm/operations.ts'
import { files } from './hubs/documents/files.ts'
import { folders } from './hubs/documents/folders.ts'
import { linkPages, links } from './hubs/documents/links.ts'
import { revisions } from './hubs/documents/revisions.ts'
import { search } from './hubs/documents/search.ts'
import { instances } from './instances/operations.ts'

/** The token of an instance says which hub is meant: it may be left out, and it may be any. */
const HUB = /\/hubs\/\w+\//

export default defineApi<Api>({
  alsoAt: (path) => (HUB.test(path) ? [path.replace(HUB, '/'), path.replace(HUB, '/hubs/{hub}/')] : []),
  authenticate: identify,
  migrations,
  operations: {
    ...organizations,
    ...users,
    ...catalogue,
    ...hubs,
    ...instances,
    ...files,
    ...links,
    ...revisions,
    ...folders,
    ...search,
    ...crm,
    ...objects,
  },
  pages: linkPages,
})
