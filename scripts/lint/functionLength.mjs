/** An ESLint rule: no function is longer than the limit unless the table of long functions names it. */
import { relative, sep } from 'node:path'
import { functionsIn } from './functions.mjs'
import { LONG_FUNCTIONS, MOST_LINES } from './longFunctions.mjs'

/** @type {import('eslint').Rule.RuleModule} */
export const functionLength = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/')
    const named = LONG_FUNCTIONS[file] ?? {}
    return {
      Program() {
        for (const { name, line, lines } of functionsIn(file, context.sourceCode.text))
          if (lines > MOST_LINES && !Object.hasOwn(named, name))
            context.report({
              loc: { line, column: 0 },
              message:
                `${name} has ${lines} lines, at most ${MOST_LINES} are allowed: part it, or name it in ` +
                'scripts/lint/longFunctions.mjs with the reason.',
            })
      },
    }
  },
}
