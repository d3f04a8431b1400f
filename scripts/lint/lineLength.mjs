/** How long a line of source may be, in code points, the files held to nothing, and an ESLint rule. */
import { readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'

const settings = readFileSync(new URL('../../.prettierrc.json', import.meta.url), 'utf8')
/** Prettier's own limit: what it cannot break, we do. @type {number} */
export const MOST_COLUMNS = JSON.parse(settings).printWidth

/** @type {Readonly<Record<string, string>>} */
export const WIDE_FILES = {
  'main/store/migrations/0001-first.ts': 'databases hold the SQL with its comments: it never changes',
  'main/store/migrations/0002-numbers.ts': 'databases hold the SQL with its comments: it never changes',
  'main/store/migrations/0003-scales.ts': 'databases hold the SQL with its comments: it never changes',
}

/**
 * The lines that are too long, by their number from 1.
 * @param {string} text
 * @returns {number[]}
 */
export const wideLinesIn = text =>
  text.split('\n').flatMap((line, i) => ([...line.trimEnd()].length > MOST_COLUMNS ? [i + 1] : []))

/** What Prettier leaves long: comments and texts. @type {import('eslint').Rule.RuleModule} */
export const lineLength = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/')
    return {
      Program() {
        if (Object.hasOwn(WIDE_FILES, file)) return
        for (const line of wideLinesIn(context.sourceCode.text))
          context.report({
            loc: { line, column: 0 },
            message: `The line is longer than ${MOST_COLUMNS} columns: break it.`,
          })
      },
    }
  },
}
