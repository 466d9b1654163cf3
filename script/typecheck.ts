/** Type-checks the three worlds: Kittn in Node, the APIs with what tests and measures them, the browser code of the site. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const projects = ['.', 'apis', 'src/outputs/site/browser'].filter((project) => existsSync(`${project}/tsconfig.json`))
const failed = projects.filter((project) => spawnSync('npx', ['tsc', '-p', project], { stdio: 'inherit' }).status !== 0)
process.exit(failed.length > 0 ? 1 : 0)
