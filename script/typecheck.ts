/**
 * Type-checks the three worlds: Kittn in Node, the APIs with what tests and measures them, the browser code of the site. What
 * was found sound is remembered beside the packages, so that the next time only what changed is looked at.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const KEPT = 'node_modules/.cache/types'
const projects = ['.', 'apis', 'src/outputs/site/browser'].filter((project) => existsSync(`${project}/tsconfig.json`))
const failed = projects.filter((project, at) => {
  const args = ['tsc', '-p', project, '--incremental', '--tsBuildInfoFile', `${KEPT}/${at}.json`]
  return spawnSync('npx', args, { stdio: 'inherit' }).status !== 0
})
process.exit(failed.length > 0 ? 1 : 0)
