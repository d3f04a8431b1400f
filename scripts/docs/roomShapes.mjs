/** The parts of the picture of the rooms: boxes, ways of arrows, legend and captions. */

/** @typedef {import('./roomGraph.mjs').Room} Room */

/** Of the picture, in units that are pixels where it is shown 1000 wide. */
export const WIDTH = 1000
export const MARGIN = 20
export const FLOOR_LABELS = 34
export const HEAD = 78
export const BETWEEN_FLOORS = 56
const LINE = 15
/** Average width of a letter of the sans-serif at 13 units, on the safe side. */
export const LETTER = 7.4
const MOST_LETTERS = 40

/** Fill and border of each house, both legible on the light ground that the picture brings with it. */
const COLOURS = /** @type {Readonly<Record<string, readonly [string, string]>>} */ ({
  renderer: ['#d9f2e1', '#2f855a'],
  main: ['#fde7cf', '#b7791f'],
  preload: ['#e9e0fb', '#6b46c1'],
  engine: ['#dbe8fb', '#2b6cb0'],
})

/** Names in lines of at most so many letters. @param {Room} room */
export const linesOf = ({ names }) =>
  names.reduce((/** @type {string[]} */ lines, name, i) => {
    const text = i < names.length - 1 ? `${name},` : name
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + text.length <= MOST_LETTERS)
      return [...lines.slice(0, -1), `${last} ${text}`]
    return [...lines, text]
  }, [])

/** @param {number} n */
const short = n => String(Math.round(10 * n) / 10)
/** @param {string} text */
export const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A smooth way through points from top to bottom. @param {readonly { x: number, y: number }[]} points */
export function pathThrough(points) {
  const [first, ...rest] = points
  if (!first) return ''
  let before = first
  const curves = rest.map(point => {
    const middle = (before.y + point.y) / 2
    const [from, half, to] = [short(before.x), short(middle), short(point.x)]
    const curve = `C${from} ${half} ${to} ${half} ${to} ${short(point.y)}`
    before = point
    return curve
  })
  return `M${short(first.x)} ${short(first.y)}${curves.join('')}`
}

/** @param {Room} room */
export const heightOf = room => linesOf(room).length * LINE + 9

/** @param {Room} room @param {{ x: number, y: number, width: number }} box */
export function drawRoom(room, { x, y, width }) {
  const lines = linesOf(room)
  const height = heightOf(room)
  const [fill, border] = COLOURS[room.house] ?? ['#ffffff', '#4a5568']
  const texts = lines.map(
    (line, i) =>
      `<text x="${short(x)}" y="${short(y + 4.5 + (i - (lines.length - 1) / 2) * LINE)}">` +
      `${escaped(line)}</text>`,
  )
  return (
    `<rect x="${short(x - width / 2)}" y="${short(y - height / 2)}" ` +
    `width="${short(width)}" height="${height}" ` +
    `rx="5" fill="${fill}" stroke="${border}" stroke-width="${room.isPure ? 2.4 : 1}"/>${texts.join('')}`
  )
}

export const CAPTION = [
  'Each floor imports only floors below it. An arrow that follows from others is left out ' +
    '(transitive reduction),',
  'and so are most arrows to spec, which every file may import. Files of main on one floor are one room, ' +
    'and so are',
  'the five workspaces, which do not import one another. Thick border: pure, runs without Node and ' +
    'without DOM.',
]

/** @returns {string[]} */
export const legend = () =>
  Object.entries(COLOURS).map(([house, [fill, border]], i) => {
    const x = WIDTH - MARGIN - 84 * (Object.keys(COLOURS).length - i)
    return (
      `<rect x="${x}" y="17" width="13" height="13" rx="3" fill="${fill}" stroke="${border}"/>` +
      `<text x="${x + 19}" y="28" class="note">${house}</text>`
    )
  })

export const HEADER = [
  '<title>The folders of Receptive on their floors, and who imports whom</title>',
  '<style>text{fill:#1a202c;text-anchor:middle}.quiet{fill:#4a5568;font-size:12px}.band{fill:#eef1f5}' +
    '.note{text-anchor:start;font-size:12.5px;fill:#2d3748}' +
    'path{fill:none;stroke:#4a5568;stroke-opacity:.7}</style>',
  '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" ' +
    'orient="auto">' +
    '<path d="M0 0L8 4L0 8z" style="fill:#4a5568;stroke:none"/></marker></defs>',
]
export const TITLE =
  `<text x="${MARGIN}" y="28" style="text-anchor:start;font-weight:600;font-size:15px">` +
  'Folders and their floors</text>'
