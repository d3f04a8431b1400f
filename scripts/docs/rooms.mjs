/**
 * docs/rooms.svg: the folders on the floors of the import law, and their arrows. dagre places them: arrows as
 * long as the difference of floors put every room on its own floor.
 */
import dagre from '@dagrejs/dagre'
import { reducedArrows, rooms } from './roomGraph.mjs'
import {
  BETWEEN_FLOORS,
  CAPTION,
  FLOOR_LABELS,
  HEAD,
  HEADER,
  LETTER,
  MARGIN,
  TITLE,
  WIDTH,
  drawRoom,
  escaped,
  heightOf,
  legend,
  linesOf,
  pathThrough,
} from './roomShapes.mjs'

/** @typedef {import('./roomGraph.mjs').Room} Room */

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

/**
 * Where dagre's places lie in the picture. @param {readonly Room[]} all @param {ReturnType<typeof placed>}
 * graph
 */
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

/**
 * @param {readonly Room[]} all @param {Scale} scale @returns {string[]} a band and a number for each floor
 */
const drawFloors = (all, { down }) =>
  [...new Set(all.map(({ floor }) => floor))]
    .sort((a, b) => b - a)
    .map(
      floor =>
        `<rect x="${MARGIN}" y="${down(floor) - 23}" width="${WIDTH - 2 * MARGIN}" height="46" rx="6" ` +
        'class="band"/>' +
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
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" ` +
      'font-family="system-ui, sans-serif" font-size="13">',
    ...HEADER,
    `<rect width="${WIDTH}" height="${height}" rx="12" fill="#f9fafb"/>`,
    TITLE,
    ...CAPTION.map(
      (line, i) => `<text x="${MARGIN}" y="${49 + 17 * i}" class="note">${escaped(line)}</text>`,
    ),
    ...legend(),
    ...drawFloors(all, scale),
    ...drawArrows(all, graph, scale),
    ...boxes,
    '</svg>',
    '',
  ].join('\n')
}
