/** Commands of the window, and those of the command line with their options. */
import { code, table } from './markdown.mjs'

/** @typedef {typeof import('./declarations')} Declarations */

/** @param {Declarations} d */
export const commands = ({ COMMANDS }) =>
  table(
    ['Command', 'In menus', 'Keys', 'What it does'],
    Object.entries(COMMANDS).map(([, { label, short, keys, otherKeys = [], heardBy, about = '' }]) => [
      label,
      short ?? label,
      [keys, ...otherKeys].flatMap(k => (k ? [code(k)] : [])).join(', ') +
        (keys && heardBy === 'canvas' ? ' on the canvas' : ''),
      about,
    ]),
  )

/** @param {Declarations} d */
export const options = ({ CLI }) =>
  Object.values(/** @type {Readonly<Record<string, import('../../engine/cli/commands').CliCommand>>} */ (CLI))
    .map(
      ({ usage, about, options: all }) =>
        `**${code(`npx receptive ${usage}`)}** ${about}\n\n` +
        table(
          ['Option', 'What it does'],
          Object.entries(all).map(([name, { value, help }]) => [
            code(`--${name}${value ? ` ${value}` : ''}`),
            help,
          ]),
        ),
    )
    .join('\n\n')
