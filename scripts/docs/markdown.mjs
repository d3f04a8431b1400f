/** Tables and marked sections of Markdown. */
import { Problem } from '../runtime/problem.mjs'

/** @param {string} text within a cell, a bar would begin the next one */
const cell = text => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/**
 * @param {readonly string[]} heads
 * @param {readonly (readonly string[])[]} rows
 */
export const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map(cells => `| ${cells.map(cell).join(' | ')} |`).join('\n')

/** @param {unknown} value as it stands in a JSON file */
export const json = value => `\`${JSON.stringify(value)}\``
/** @param {string} text */
export const code = text => `\`${text}\``

const BEGIN = /^<!-- ([\w-]+): written by scripts\/docs\.mjs -->$/gm

/** @param {string} text @returns {string[]} names of the sections that it has */
export const sectionsIn = text => [...text.matchAll(BEGIN)].map(([, name = '']) => name)

/**
 * The text with every marked section filled anew.
 * @param {string} text
 * @param {string} file for the sentence where something is wrong
 * @param {(name: string) => string | undefined} contentOf
 */
export function filled(text, file, contentOf) {
  return sectionsIn(text).reduce((now, name) => {
    const begin = `<!-- ${name}: written by scripts/docs.mjs -->`
    const end = `<!-- end of ${name} -->`
    const content = contentOf(name)
    const from = now.indexOf(begin) + begin.length
    const to = now.indexOf(end, from)
    if (content === undefined) throw new Problem(`${file} asks for a section "${name}", which nobody writes.`)
    if (to < 0) throw new Problem(`${file} has lost the line "${end}", where that section ends.`)
    return `${now.slice(0, from)}\n\n${content}\n\n${now.slice(to)}`
  }, text)
}
