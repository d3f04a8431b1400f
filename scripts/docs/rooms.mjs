/**
 * docs/rooms.svg: the folders on the floors of the import law, and their arrows. dagre places them: arrows as
 * long as the difference of floors put every room on its own floor.
 */
import dagre from '@dagrejs/dagre'
import { reducedArrows, rooms } from './roomGraph.mjs'

/** @typedef {import('./roomGraph.mjs').Room} Room */

/** Of the picture, in units that are pixels where it is shown 1000 wide. */
const WIDTH = 1000
const MARGIN = 20
const FLOOR_LABELS = 34
const HEAD = 78
const BETWEEN_FLOORS = 56
const LINE = 15
/** Average width of a letter of the sans-serif at 13 units, on the safe side. */
const LETTER = 7.4
const MOST_LETTERS = 40

/** Fill and border of each house, both legible on the light ground that the picture brings with it. */
const COLOURS = /** @type {Readonly<Record<string, readonly [string, string]>>} */ ({
  renderer: ['#d9f2e1', '#2f855a'],
  main: ['#fde7cf', '#b7791f'],
  preload: ['#e9e0fb', '#6b46c1'],
  engine: ['#dbe8fb', '#2b6cb0'],
})

/** Names in lines of at most so many letters. @param {Room} room */
const linesOf = ({ names }) =>
  names.reduce((/** @type {string[]} */ lines, name, i) => {
    const text = i < names.length - 1 ? `${name},` : name
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + text.length <= MOST_LETTERS)
      return [...lines.slice(0, -1), `${last} ${text}`]
    return [...lines, text]
  }, [])

/** @param {readonly Room[]} all */
function placed(all) {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'TB', ranksep: 18, nodesep: 14, edgesep: 8, ranker: 'network-simplex' })
  graph.setDefaultEdgeLabel(() => ({}))
  const floors = new Map(all.map(({ id, floor }) => [id, floor]))
  for (const room of all) {
    const width = Math.max(...linesOf(room).map(line => line.length)) * LETTER + 18
    graph.setNode(room.id, { width, height: 12 })
  }
  for (const [from, to] of reducedArrows()) {
    const minlen = (floors.get(from) ?? 0) - (floors.get(to) ?? 0)
    graph.setEdge(from, to, { minlen, weight: minlen === 1 ? 3 : 1 })
  }
  dagre.layout(graph)
  return graph
}

/** @param {number} n */
const short = n => String(Math.round(10 * n) / 10)
/** @param {string} text */
const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A smooth way through points from top to bottom. @param {readonly { x: number, y: number }[]} points */
function pathThrough(points) {
  const [first, ...rest] = points
  if (!first) return ''
  let before = first
  const curves = rest.map(point => {
    const middle = (before.y + point.y) / 2
    const curve = `C${short(before.x)} ${short(middle)} ${short(point.x)} ${short(middle)} ${short(point.x)} ${short(point.y)}`
    before = point
    return curve
  })
  return `M${short(first.x)} ${short(first.y)}${curves.join('')}`
}

/** @param {Room} room */
const heightOf = room => linesOf(room).length * LINE + 9

/** @param {Room} room @param {{ x: number, y: number, width: number }} box */
function drawRoom(room, { x, y, width }) {
  const lines = linesOf(room)
  const height = heightOf(room)
  const [fill, border] = COLOURS[room.house] ?? ['#ffffff', '#4a5568']
  const texts = lines.map(
    (line, i) =>
      `<text x="${short(x)}" y="${short(y + 4.5 + (i - (lines.length - 1) / 2) * LINE)}">${escaped(line)}</text>`,
  )
  return (
    `<rect x="${short(x - width / 2)}" y="${short(y - height / 2)}" width="${short(width)}" height="${height}" ` +
    `rx="5" fill="${fill}" stroke="${border}" stroke-width="${room.isPure ? 2.4 : 1}"/>${texts.join('')}`
  )
}

const CAPTION = [
  'Each floor imports only floors below it. An arrow that follows from others is left out (transitive reduction),',
  'and so are most arrows to spec, which every file may import. Files of main on one floor are one room, and so are',
  'the five workspaces, which do not import one another. Thick border: pure, runs without Node and without DOM.',
]

/** @returns {string[]} */
const legend = () =>
  Object.entries(COLOURS).map(([house, [fill, border]], i) => {
    const x = WIDTH - MARGIN - 84 * (Object.keys(COLOURS).length - i)
    return (
      `<rect x="${x}" y="17" width="13" height="13" rx="3" fill="${fill}" stroke="${border}"/>` +
      `<text x="${x + 19}" y="28" class="note">${house}</text>`
    )
  })

/** Where dagre's places lie in the picture. @param {readonly Room[]} all @param {ReturnType<typeof placed>} graph */
function scaleOf(all, graph) {
  const top = Math.max(...all.map(({ floor }) => floor))
  const boxes = all.map(({ id }) => graph.node(id))
  const left = Math.min(...boxes.map(({ x, width }) => x - width / 2))
  const right = Math.max(...boxes.map(({ x, width }) => x + width / 2))
  const topY = Math.min(...boxes.map(({ y }) => y))
  const bottomY = Math.max(...boxes.map(({ y }) => y))
  const factor = (WIDTH - 2 * MARGIN - FLOOR_LABELS) / (right - left)
  return {
    top,
    /** @param {number} x */
    across: x => MARGIN + FLOOR_LABELS + (x - left) * factor,
    /** @param {number} floor */
    down: floor => HEAD + 36 + (top - floor) * BETWEEN_FLOORS,
    /** dagre's ranks are as far apart as floors. @param {number} y */
    downFrom: y => HEAD + 36 + ((y - topY) / (bottomY - topY)) * (top - 1) * BETWEEN_FLOORS,
  }
}
/** @typedef {ReturnType<typeof scaleOf>} Scale */

/** @param {readonly Room[]} all @param {Scale} scale @returns {string[]} a band and a number for each floor */
const drawFloors = (all, { down }) =>
  [...new Set(all.map(({ floor }) => floor))]
    .sort((a, b) => b - a)
    .map(
      floor =>
        `<rect x="${MARGIN}" y="${down(floor) - 23}" width="${WIDTH - 2 * MARGIN}" height="46" rx="6" class="band"/>` +
        `<text x="${MARGIN + 16}" y="${down(floor) + 4}" class="quiet">${floor}</text>`,
    )

/**
 * Each arrow from the lower edge of a room to the upper edge of another, by dagre's way between them.
 * @param {readonly Room[]} all @param {ReturnType<typeof placed>} graph @param {Scale} scale
 * @returns {string[]}
 */
const drawArrows = (all, graph, { across, down, downFrom }) =>
  graph.edges().map(edge => {
    const [from, to] = [all.find(r => r.id === edge.v), all.find(r => r.id === edge.w)]
    const way = graph
      .edge(edge)
      .points.map((/** @type {{ x: number, y: number }} */ { x, y }) => ({ x: across(x), y: downFrom(y) }))
    if (from && to) {
      way[0].y = down(from.floor) + heightOf(from) / 2
      way.at(-1).y = down(to.floor) - heightOf(to) / 2 - 1
    }
    return `<path d="${pathThrough(way)}" marker-end="url(#tip)"/>`
  })

const HEADER = [
  '<title>The folders of Receptive on their floors, and who imports whom</title>',
  '<style>text{fill:#1a202c;text-anchor:middle}.quiet{fill:#4a5568;font-size:12px}.band{fill:#eef1f5}' +
    '.note{text-anchor:start;font-size:12.5px;fill:#2d3748}path{fill:none;stroke:#4a5568;stroke-opacity:.7}</style>',
  '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">' +
    '<path d="M0 0L8 4L0 8z" style="fill:#4a5568;stroke:none"/></marker></defs>',
]
const TITLE = `<text x="${MARGIN}" y="28" style="text-anchor:start;font-weight:600;font-size:15px">Folders and their floors</text>`

/** @returns {string} the picture as SVG; the same folders give the same text */
export function drawRooms() {
  const all = rooms()
  const graph = placed(all)
  const scale = scaleOf(all, graph)
  const height = HEAD + scale.top * BETWEEN_FLOORS + 44
  const boxes = all.map(room => {
    const { x, width } = graph.node(room.id)
    return drawRoom(room, { x: scale.across(x), y: scale.down(room.floor), width })
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13">`,
    ...HEADER,
    `<rect width="${WIDTH}" height="${height}" rx="12" fill="#f9fafb"/>`,
    TITLE,
    ...CAPTION.map((line, i) => `<text x="${MARGIN}" y="${49 + 17 * i}" class="note">${escaped(line)}</text>`),
    ...legend(),
    ...drawFloors(all, scale),
    ...drawArrows(all, graph, scale),
    ...boxes,
    '</svg>',
    '',
  ].join('\n')
}
