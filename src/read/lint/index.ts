/** Every lint rule. Findings of the files themselves (front matter, includes, fences) come from where they are read. */
import type { Finding } from '../../finding.ts'
import { blockSwallowed } from './block-swallowed.ts'
import { envelopeBroken } from './envelope-broken.ts'
import { fenceUnlabelled } from './fence-unlabelled.ts'
import { fenceWord } from './fence-word.ts'
import { fieldUndocumented } from './field-undocumented.ts'
import { withFix } from './glued.ts'
import { headerUnderscore } from './header-underscore.ts'
import { headingJump } from './heading-jump.ts'
import { withoutIgnored } from './ignore.ts'
import { invisibleCharacter } from './invisible-character.ts'
import { jsonInvalid } from './json-invalid.ts'
import { jsonSent } from './json-sent.ts'
import { linkMoved } from './link-moved.ts'
import { linkNowhere } from './link-nowhere.ts'
import { linkText } from './link-text.ts'
import type { Rule, Subject } from './lint.ts'
import { markdownInHtml } from './markdown-in-html.ts'
import { mojibake } from './mojibake.ts'
import { errorsUndocumented, operationWithoutExample, statusUnstated } from './operation-bare.ts'
import { operationDuplicate } from './operation-duplicate.ts'
import { pagingArithmetic, pagingFalse } from './paging.ts'
import { parameterUnplaced } from './parameter-unplaced.ts'
import { parametersHeading } from './parameters-heading.ts'
import { pathMisspelled } from './path-misspelled.ts'
import { placeholderNotation } from './placeholder-notation.ts'
import { placeholderUndocumented } from './placeholder-undocumented.ts'
import { sampleHeader } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { sampleMethod } from './sample-method.ts'
import { samplePath } from './sample-path.ts'
import { sampleRelative } from './sample-relative.ts'
import { secretShown } from './secret-shown.ts'
import { sectionEmpty } from './section-empty.ts'
import { serverConflict, serverMissing } from './servers.ts'
import { signatureUnchecked } from './signature-unchecked.ts'
import { settingMisspelled } from './setting-misspelled.ts'
import { shellContinuation } from './shell-continuation.ts'
import { shellNoCommand, shellQuote } from './shell-parse.ts'
import { tabClaimed } from './tab-claimed.ts'
import { samplesWithoutTab, tabWithoutSamples } from './tabs.ts'
import { templateResidue } from './template-residue.ts'
import { titleTemplate } from './title-template.ts'
import { typeConflict } from './type-conflict.ts'
import { typeVaries } from './type-varies.ts'
import { articleWrong, wordDoubled } from './wording.ts'

export const RULES: readonly Rule[] = [
  titleTemplate,
  settingMisspelled,
  templateResidue,
  mojibake,
  invisibleCharacter,
  samplesWithoutTab,
  tabWithoutSamples,
  tabClaimed,
  blockSwallowed,
  fenceWord,
  fenceUnlabelled,
  markdownInHtml,
  sectionEmpty,
  headingJump,
  linkNowhere,
  linkMoved,
  linkText,
  shellContinuation,
  shellQuote,
  shellNoCommand,
  samplePath,
  sampleMethod,
  sampleHeader,
  sampleId,
  sampleRelative,
  serverMissing,
  serverConflict,
  jsonInvalid,
  jsonSent,
  typeConflict,
  typeVaries,
  envelopeBroken,
  pagingArithmetic,
  pagingFalse,
  operationDuplicate,
  operationWithoutExample,
  statusUnstated,
  errorsUndocumented,
  placeholderUndocumented,
  placeholderNotation,
  parameterUnplaced,
  parametersHeading,
  fieldUndocumented,
  headerUnderscore,
  signatureUnchecked,
  pathMisspelled,
  secretShown,
  wordDoubled,
  articleWrong,
]

/** What is to be said of a page: what was found while reading it and what the rules find, less what it ignores. */
export function lint(subject: Subject, found: readonly Finding[] = []): readonly Finding[] {
  const all = [...found, ...RULES.flatMap((rule) => rule(subject))]
  return withoutIgnored(
    all.map((one) => withFix(one, subject.page)),
    subject.page,
  )
}
