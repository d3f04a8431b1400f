/**
 * The rooms of the picture: folders of the law with the floor they stand on, and who imports whom. Files of
 * main on one floor are one room, and so are the workspaces.
 */
import { filesIn, importsOf } from '../structure/imports.mjs'
import { folderOf, LAW, rowOf, VOCABULARY, WORKSPACES } from '../structure/law.mjs'

/**
 * @typedef {import('../structure/law.mjs').Row} Row
 * @typedef {{ id: string, house: string, floor: number, isPure: boolean, names: string[] }} Room
 */

/** Floor of a folder: that of the row that speaks of all of it. @param {string} folder */
const floorOf = folder => LAW.find(row => row.folder === folder)?.floor

/** @param {Row} row @returns {{ id: string, name: string }} */
function roomOf(row) {
  const [house = '', ...rest] = row.folder.split('/')
  if (VOCABULARY.includes(row.folder)) return { id: 'engine/spec', name: 'spec' }
  if (house === 'main' && rest.length === 1) return { id: `main ${row.floor}`, name: rest.join() }
  if (WORKSPACES.split(' ').some(name => row.folder === `renderer/${name}/`))
    return { id: 'workspaces', name: rest[0] ?? '' }
  const folder = folderOf(row)
  const id = floorOf(folder) === row.floor ? folder : row.folder
  return {
    id,
    name: id === 'preload/' ? 'preload' : id.replace(/^(engine|main|renderer)\//, '').replace(/\/$/, ''),
  }
}

/** The files of main that have no row of their own, by name. */
const looseNames = () =>
  filesIn('main').flatMap(file => (rowOf(file)?.folder === 'main/' ? [file.replace('main/', '')] : []))

/** @returns {Room[]} in the order of the law */
export function rooms() {
  /** @type {Map<string, Room>} */
  const all = new Map()
  for (const row of LAW) {
    const { id, name } = roomOf(row)
    const [house = ''] = row.folder.split('/')
    const room = all.get(id) ?? { id, house, floor: row.floor, isPure: true, names: [] }
    room.isPure &&= row.isPure
    const names = row.folder === 'main/' ? looseNames() : [name]
    room.names.push(...names.map(n => n.replace(/\.tsx?$/, '')).filter(n => !room.names.includes(n)))
    all.set(id, room)
  }
  return [...all.values()]
}

/** @returns {Map<string, Set<string>>} the rooms that each room imports */
function arrows() {
  /** @type {Map<string, Set<string>>} */
  const all = new Map(rooms().map(({ id }) => [id, new Set()]))
  for (const file of ['engine', 'main', 'preload', 'renderer'].flatMap(filesIn)) {
    const from = rowOf(file)
    for (const to of importsOf(file)) {
      const target = rowOf(to)
      if (!from || !target || roomOf(from).id === roomOf(target).id) continue
      all.get(roomOf(from).id)?.add(roomOf(target).id)
    }
  }
  return all
}

/**
 * The arrows that do not follow from others: from → to is left out where from imports something that reaches
 * to (the transitive reduction, which is one only where there are no cycles).
 * @returns {[from: string, to: string][]}
 */
export function reducedArrows() {
  const all = arrows()
  /** @type {Map<string, Set<string>>} */
  const known = new Map()
  /** @param {string} id @returns {Set<string>} */
  function reachedFrom(id) {
    const found = known.get(id)
    if (found) return found
    const reached = new Set([...(all.get(id) ?? [])].flatMap(to => [to, ...reachedFrom(to)]))
    known.set(id, reached)
    return reached
  }
  return [...all].flatMap(([from, targets]) =>
    [...targets]
      .filter(to => ![...targets].some(other => other !== to && reachedFrom(other).has(to)))
      .sort()
      .map(to => /** @type {[string, string]} */ ([from, to])),
  )
}
