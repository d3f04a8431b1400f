/**
 * Who may import whom, folder by folder. test/structure/boundaries.test.ts holds the code against this table
 * and scripts/docs.mjs prints it. The first row whose folder a file lies in counts, so a file with a row of
 * its own stands before its folder. Arrows run downwards: to rows of a lower floor, and within a folder.
 *
 * @typedef {object} Row
 * @property {number} floor
 * @property {string} folder the beginning of the paths it speaks of: a folder or one file
 * @property {readonly string[]} may beginnings of the paths it may import, besides its own folder and spec
 * @property {readonly string[]} outside packages it may import; `node:` is Node's own
 * @property {boolean} isPure needs neither Node nor DOM: window, main and engine share it
 */

/** What every file may import. */
export const VOCABULARY = ['engine/spec.ts', 'engine/spec/']
/** Stands for every package but Electron, the database and Node's own. */
export const WINDOW_PACKAGES = 'packages of the window'
/** Stands for every pure file. */
export const PURE_FILES = 'what is pure'

const PURE = { isPure: true }
const NODE = { outside: ['node:'] }

/** In the engine, `layers` is engine/layers/ and `random.ts` is engine/random.ts. @param {string} name */
const inEngine = name => (name.endsWith('.ts') ? `engine/${name}` : `engine/${name}/`)

/**
 * @param {number} floor
 * @param {string} folder
 * @param {string} may
 * @param {{ isPure?: boolean, outside?: readonly string[] }} traits
 * @returns {Row}
 */
const engine = (floor, folder, may, { isPure = false, outside = [] } = {}) => ({
  floor,
  folder: inEngine(folder),
  may: may.split(' ').filter(Boolean).map(inEngine),
  outside,
  isPure,
})

/** @type {readonly Row[]} */
export const LAW = [
  engine(1, 'spec.ts', 'spec', PURE),
  engine(1, 'spec', '', PURE),
  engine(1, 'random.ts', '', PURE),
  engine(1, 'builtFiles.ts', '', NODE),
  engine(2, 'convolution', '', PURE),
  engine(2, 'fileKinds', '', PURE),
  engine(2, 'kernels/types.ts', '', PURE),
  engine(3, 'optimisers', 'kernels/types.ts', PURE),
  engine(4, 'settings', 'optimisers', PURE),
  engine(5, 'layers', 'convolution', PURE),
  engine(5, 'kernels/reference', 'random.ts', PURE),
  engine(5, 'kernels', 'convolution', NODE),
  engine(5, 'datasets', 'fileKinds settings random.ts', PURE),
  engine(6, 'preparation', 'datasets', PURE),
  engine(6, 'training', 'optimisers settings layers kernels/types.ts', PURE),
  engine(7, 'augmentation', 'preparation random.ts', PURE),
  engine(8, 'document', 'settings layers preparation augmentation', { ...PURE, outside: ['zod'] }),
  engine(9, 'graph', 'document layers datasets', PURE),
  engine(10, 'plan', 'graph document layers convolution training random.ts', PURE),
  engine(11, 'runtime', 'plan kernels graph training random.ts'),
  engine(11, 'formats', 'fileKinds', { outside: ['node:', 'jpeg-js', 'h5wasm'] }),
  engine(12, 'library', 'formats datasets graph preparation settings', NODE),
  engine(13, 'pipeline', 'runtime plan library datasets preparation augmentation document'),
  engine(13, 'sources/types.ts', 'datasets', PURE),
  engine(13, 'sources', 'library formats datasets fileKinds', NODE),
  engine(14, 'run/types.ts', 'document training datasets preparation', PURE),
  engine(
    14,
    'run',
    'pipeline library formats runtime plan document preparation training kernels layers datasets settings random.ts',
    NODE,
  ),
  engine(15, 'inspect/types.ts', 'graph', PURE),
  engine(15, 'inspect', 'pipeline runtime plan graph document kernels layers datasets'),
  { floor: 16, folder: 'engine/cli/', may: ['engine/'], outside: ['node:'], isPure: false },
  { floor: 16, folder: 'engine/index.ts', may: ['engine/'], outside: [], isPure: false },
  { floor: 17, folder: 'preload/commands', may: ['engine/fileKinds/'], outside: [], isPure: true },
  { floor: 17, folder: 'preload/contract', may: [PURE_FILES], outside: ['zod'], isPure: true },
  { floor: 18, folder: 'preload/', may: ['preload/contract'], outside: ['electron'], isPure: false },
  {
    floor: 18,
    folder: 'main/',
    may: ['preload/commands', 'preload/contract', 'engine/'],
    outside: ['electron', 'better-sqlite3', 'node:'],
    isPure: false,
  },
  {
    floor: 18,
    folder: 'renderer/',
    may: ['preload/commands', 'preload/contract'],
    outside: [WINDOW_PACKAGES],
    isPure: false,
  },
]

/** @param {string} file @returns {Row | undefined} */
export const rowOf = file => LAW.find(({ folder }) => file.startsWith(folder))
