/**
 * Who may import whom, folder by folder. test/structure/boundaries.test.ts checks the code against this table
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

/**
 * @param {string} top @param {string} name a file, or a folder without its slash; empty: the rest of `top`
 */
const below = (top, name) => (name.includes('.') || name === '' ? `${top}/${name}` : `${top}/${name}/`)
/** @param {string} top @param {string} names */
const allBelow = (top, names) =>
  names
    .split(' ')
    .filter(Boolean)
    .map(name => below(top, name))
const SHARED = { commands: 'preload/commands', contract: 'preload/contract', engine: 'engine/' }
const BOTH = /** @type {const} */ (['commands', 'contract'])
const ELECTRON = ['electron', 'node:']
const SERVICES = 'audits.ts datasets.ts featureMaps.ts imports.ts projects.ts runs.ts'
/** None of these may import another: they stand on one floor. */
export const WORKSPACES = 'design data train inspect compare'
const STATE = 'project dataset experiments document'

/**
 * @param {number} floor
 * @param {string} name
 * @param {string} may files and folders of main
 * @param {readonly string[]} outside
 * @param {readonly (keyof typeof SHARED)[]} shared
 * @returns {Row}
 */
const main = (floor, name, may, outside, shared = []) => ({
  floor,
  folder: below('main', name),
  may: [...allBelow('main', may), ...shared.map(s => SHARED[s])],
  outside,
  isPure: false,
})

/**
 * @param {number} floor
 * @param {string} name
 * @param {string} may files and folders of the window
 * @param {readonly ('commands' | 'contract')[]} shared
 * @returns {Row}
 */
const renderer = (floor, name, may, shared = []) => ({
  floor,
  folder: below('renderer', name),
  may: [...allBelow('renderer', may), ...shared.map(s => SHARED[s])],
  outside: [WINDOW_PACKAGES],
  isPure: false,
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
    'pipeline library formats runtime plan document preparation training kernels layers datasets settings ' +
      'random.ts',
    NODE,
  ),
  engine(15, 'inspect/types.ts', 'graph', PURE),
  engine(15, 'inspect', 'pipeline runtime plan graph document kernels layers datasets'),
  { floor: 16, folder: 'engine/cli/', may: ['engine/'], outside: ['node:'], isPure: false },
  { floor: 16, folder: 'engine/index.ts', may: ['engine/'], outside: [], isPure: false },
  { floor: 17, folder: 'preload/commands', may: ['engine/fileKinds/'], outside: [], isPure: true },
  {
    floor: 18,
    folder: 'preload/contract',
    may: ['preload/commands', PURE_FILES],
    outside: ['zod'],
    isPure: true,
  },
  { floor: 19, folder: 'preload/', may: ['preload/contract'], outside: ['electron'], isPure: false },

  main(25, 'index.ts', 'services.ts handlers.ts closing.ts window.ts ipc.ts menu.ts diskError.ts', ELECTRON),
  main(24, 'services.ts', `${SERVICES} handlers ipc.ts store`, ELECTRON, ['contract']),
  main(24, 'handlers.ts', 'handlers', [], ['contract']),
  main(23, 'handlers', `${SERVICES} store diskError.ts threads.ts`, ['electron'], ['contract', 'engine']),
  main(22, 'audits.ts', 'processes ipc.ts', [], ['contract', 'engine']),
  main(22, 'featureMaps.ts', 'processes', [], ['contract', 'engine']),
  main(22, 'imports.ts', 'datasets.ts processes ipc.ts dialogs.ts', ELECTRON, ['contract', 'engine']),
  main(22, 'projects.ts', 'saving.ts files.ts store dialogs.ts diskError.ts', ELECTRON, [
    'contract',
    'engine',
  ]),
  main(
    22,
    'runs.ts',
    'runs datasets.ts processes store ipc.ts diskError.ts threads.ts',
    ['node:'],
    ['contract', 'engine'],
  ),
  main(21, 'runs', 'processes store ipc.ts diskError.ts', ['electron'], ['contract', 'engine']),
  main(21, 'datasets.ts', 'lastOpened.ts', ['node:'], ['contract', 'engine']),
  main(21, 'saving.ts', 'files.ts dialogs.ts', ELECTRON, ['contract']),
  main(21, 'closing.ts', 'ipc.ts', ['electron']),
  main(21, 'window.ts', 'guard.ts windowBounds.ts', ELECTRON),
  main(20, 'processes', 'lastOpened.ts', ELECTRON, ['contract', 'engine']),
  main(20, 'store', '', ['better-sqlite3', 'node:'], ['contract', 'engine']),
  main(20, 'files.ts', 'diskError.ts', ['node:'], ['contract']),
  main(20, 'ipc.ts', 'guard.ts', ['electron'], ['contract']),
  // What the others share: one small file each, which imports no other of main.
  main(19, '', '', ELECTRON, ['commands', 'contract', 'engine']),

  renderer(26, 'main.tsx', 'Studio.tsx ui'),
  renderer(25, 'Studio.tsx', `frame commands data runs ${STATE} ui bridge.ts`, ['contract']),
  renderer(24, 'frame', `${WORKSPACES} commands runs dataset project document session charts ui bridge.ts`, [
    'commands',
    'contract',
  ]),
  renderer(23, 'commands', 'data design runs project document session ui', ['commands']),
  renderer(22, 'design', 'experiments project document session forms charts ui bridge.ts', BOTH),
  renderer(22, 'data', 'dataset project document session forms charts ui bridge.ts', ['contract']),
  renderer(22, 'train', 'runs dataset document session forms charts ui bridge.ts', ['contract']),
  renderer(22, 'inspect', 'experiments document session charts ui bridge.ts', ['contract']),
  renderer(22, 'compare', 'experiments dataset project document session charts ui bridge.ts', ['contract']),
  renderer(21, 'runs', 'project document session ui bridge.ts', ['contract']),
  renderer(20, 'project', 'document session ui bridge.ts', ['contract']),
  renderer(20, 'dataset', 'document ui bridge.ts', ['contract']),
  renderer(20, 'experiments', 'ui bridge.ts', ['contract']),
  renderer(20, 'forms', 'document', ['contract']),
  renderer(20, 'charts', 'ui', ['contract']),
  renderer(19, 'document', '', ['contract']),
  renderer(19, 'session', '', BOTH),
  renderer(19, 'ui', '', ['contract']),
  renderer(19, 'bridge.ts', '', ['contract']),
]

/** @param {string} file @returns {Row | undefined} */
export const rowOf = file => LAW.find(({ folder }) => file.startsWith(folder))
/** The folder of a row: a file below a folder of its floor belongs to that, even with a row of its own. */
export const folderOf = /** @param {Row} row */ ({ folder }) =>
  /^(engine|main|renderer)\/[^/]+\//.exec(folder)?.[0] ?? folder
