/** The catalogue. An element more is a connector and an entry here. */
import { join } from 'node:path'
import { fail } from 'kittn'
import { secret, setting, type Element } from './element.ts'
import { forbidden, outside } from './outside.ts'

const USER = [
  { ...setting('username', 'User', 'Who comes in.'), usual: '' },
  secret('password', 'Password', 'Of the user.'),
] as const
const FOLDER = setting('folder', 'Folder', 'Its name: letters, digits, "-" and "_".')

export const ELEMENTS: readonly Element[] = [
  {
    id: 1,
    key: 'localfolder',
    name: 'Local folder',
    description: 'Files in a folder of the machine that Cloud Elements runs on.',
    hub: 'documents',
    protocolType: 'file',
    configuration: [FOLDER],
    async open({ folder }, { folders }) {
      const { localFolder } = await import('../connectors/localfolder.ts')
      return localFolder(join(folders, plain(folder)))
    },
  },
  {
    id: 2,
    key: 'webdav',
    name: 'WebDAV',
    description: 'Files on a WebDAV server: Nextcloud, Apache and many more.',
    hub: 'documents',
    protocolType: 'http',
    configuration: [setting('url', 'Address', 'Of the folder that is to be the root.'), ...USER],
    async open({ url = '', username = '', password = '' }) {
      const { webdav } = await import('../connectors/webdav.ts')
      return webdav({ url: await outside(url), username, password, forbidden: forbidden() })
    },
  },
  {
    id: 3,
    key: 'amazons3',
    name: 'Amazon S3',
    description: 'Files in a bucket of Amazon S3, or of a service that speaks its language.',
    hub: 'documents',
    protocolType: 'http',
    configuration: [
      setting('bucket', 'Bucket', 'Its name.'),
      { ...setting('region', 'Region', 'Where it is.'), usual: 'us-east-1' },
      { ...setting('endpoint', 'Endpoint', 'The address of a service that is not Amazon.'), usual: '' },
      setting('accessKey', 'Access key', 'The id of the key.'),
      { ...secret('secretKey', 'Secret key', 'Of the access key.'), usual: undefined },
    ],
    async open({ bucket = '', region = '', endpoint = '', accessKey = '', secretKey = '' }) {
      const { amazonS3 } = await import('../connectors/amazons3.ts')
      const place = { bucket, region, endpoint: endpoint && (await outside(endpoint)), forbidden: forbidden() }
      return amazonS3({ ...place, accessKey, secretKey })
    },
  },
  {
    id: 4,
    key: 'localcards',
    name: 'Local address book',
    description: 'Contacts as vCards in a folder of the machine that Cloud Elements runs on.',
    hub: 'crm',
    protocolType: 'file',
    configuration: [FOLDER],
    async open({ folder }, { folders }) {
      const { localCards } = await import('../connectors/localcards.ts')
      return localCards(join(folders, plain(folder)))
    },
  },
  {
    id: 5,
    key: 'carddav',
    name: 'CardDAV',
    description: 'Contacts in an address book of a CardDAV server: Radicale, Nextcloud and many more.',
    hub: 'crm',
    protocolType: 'http',
    configuration: [setting('url', 'Address', 'Of the address book.'), ...USER],
    async open({ url = '', username = '', password = '' }) {
      const { cardDav } = await import('../connectors/carddav.ts')
      return cardDav({ url: await outside(url), username, password })
    },
  },
  {
    id: 6,
    key: 'postgresql',
    name: 'PostgreSQL',
    description: 'Contacts and accounts in two tables of a PostgreSQL database.',
    hub: 'crm',
    protocolType: 'jdbc',
    configuration: [
      setting('host', 'Host', 'Its name or address.'),
      { ...setting('port', 'Port', 'A number.'), usual: '5432' },
      setting('database', 'Database', 'Its name.'),
      { ...setting('schema', 'Schema', 'Where the tables are.'), usual: 'public' },
      ...USER,
    ],
    async open({ host = '', port = '', database = '', schema = '', username = '', password = '' }) {
      const { postgresql } = await import('../connectors/postgresql.ts')
      const url = await outside(`https://${host}:${port}`)
      const place = { host: new URL(url).hostname, port: Number(port), database, schema, forbidden: forbidden() }
      return postgresql({ ...place, username, password })
    },
  },
]

/** The element of a key or an id. Fails with 404. */
export function elementOf(key: string): Element {
  return ELEMENTS.find((one) => one.key === key || String(one.id) === key) ?? fail(404, `There is no element ${key}.`)
}

/** A name of one folder, which leads nowhere else. */
function plain(folder = ''): string {
  if (!/^[\w-]{1,64}$/.test(folder))
    fail(400, 'folder is a name of letters, digits, "-" and "_".', { parameter: 'folder' })
  return folder
}
