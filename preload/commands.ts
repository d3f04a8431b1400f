/**
 * The workspaces and the actions of the studio, each once, as data: names, what they do, keys, place in the
 * menu. The list behind Ctrl+K, the keyboard, the native menu and every hint that shows a key follow from
 * here; what a command runs stands in renderer/commands/commands.ts. Pure.
 */
import { FILES_IN_SHORT } from '../engine/fileKinds'

/** In the order of the rail: their keys are Ctrl+1, Ctrl+2, …; `list` is the name in the list of actions. */
export const WORKSPACES = {
  design: { title: 'Design', about: 'Wire the network' },
  data: { title: 'Data', about: 'Choose and look at the samples' },
  train: { title: 'Train', list: 'Train workspace', about: 'Settings and live curves' },
  inspect: { title: 'Inspect', about: 'Filters and feature maps' },
  compare: { title: 'Compare', about: 'Experiments side by side' },
} as const satisfies Readonly<Record<string, { title: string; list?: string; about: string }>>
export type Workspace = keyof typeof WORKSPACES
export const workspaces = Object.keys(WORKSPACES) as Workspace[]

/** Titles of the list of actions, by what the ids begin with, in the order of the list. */
export const COMMAND_GROUPS = {
  run: 'Training',
  view: 'Show',
  project: 'Project',
  edit: 'Edit',
  data: 'Data',
  design: 'Network',
} as const

/** Places of the native menu (main/menu.ts); commands of one section stand in the order of the table. */
export type MenuSection =
  'project' | 'examples' | 'data' | 'save' | 'history' | 'selection' | 'workspaces' | 'canvas' | 'training'

type Command = {
  /** In the list of actions. */
  readonly label: string
  /** Where there is less room: menus, tooltips, hints; the label where there is none. */
  readonly short?: string
  readonly about?: string
  /** Such as `Ctrl+Shift+S`; Cmd counts as Ctrl on a Mac. */
  readonly keys?: string
  /** Heard as well, but not shown. */
  readonly otherKeys?: readonly string[]
  readonly menu?: MenuSection
  /** Who hears the keys, where it is not the window: the canvas, where letters are no text, or the list. */
  readonly heardBy?: 'canvas' | 'list'
}
type Id = `${keyof typeof COMMAND_GROUPS}:${string}`
const table = <K extends Id>(commands: Readonly<Record<K, Command>>): Readonly<Record<K, Command>> => commands

const views = Object.fromEntries(
  workspaces.map((name, i) => {
    const { title, about, ...more }: { title: string; list?: string; about: string } = WORKSPACES[name]
    const label = more.list ?? title
    return [`view:${name}`, { label, short: title, about, keys: `Ctrl+${i + 1}`, menu: 'workspaces' }]
  }),
) as Readonly<Record<`view:${Workspace}`, Command>>

const ofWindow = table({
  'run:train': {
    label: 'Train',
    about: 'Start training the network on all cores',
    keys: 'Ctrl+Enter',
    menu: 'training',
  },
  'run:pause': {
    label: 'Pause or resume training',
    short: 'Pause or resume',
    keys: 'Ctrl+.',
    menu: 'training',
  },
  'run:stop': {
    label: 'Stop training',
    short: 'Stop',
    about: 'The epochs so far are kept',
    keys: 'Ctrl+Shift+.',
    menu: 'training',
  },
  ...views,
  'view:commands': {
    label: 'All commands',
    keys: 'Ctrl+K',
    menu: 'canvas',
    heardBy: 'list',
  },
  'project:new': { label: 'New project', keys: 'Ctrl+N', menu: 'project' },
  'project:open': { label: 'Open project…', short: 'Open…', keys: 'Ctrl+O', menu: 'project' },
  'project:save': { label: 'Save project', short: 'Save', keys: 'Ctrl+S', menu: 'save' },
  'project:save-as': { label: 'Save project as…', short: 'Save as…', keys: 'Ctrl+Shift+S', menu: 'save' },
  'project:example-images': {
    label: 'Open example: Fashion-MNIST images',
    short: 'Fashion-MNIST images',
    menu: 'examples',
  },
  'project:example-spectra': {
    label: 'Open example: Tecator spectra',
    short: 'Tecator spectra',
    menu: 'examples',
  },
  'data:open-files': {
    label: 'Open data files…',
    about: FILES_IN_SHORT,
    keys: 'Ctrl+I',
    menu: 'data',
  },
  'data:open-folder': {
    label: 'Open a data folder…',
    short: 'Open data folder…',
    about: 'Pictures or spectra, sorted into one folder for each class',
    keys: 'Ctrl+Shift+O',
    menu: 'data',
  },
  'edit:undo': { label: 'Undo', keys: 'Ctrl+Z', menu: 'history' },
  'edit:redo': { label: 'Redo', keys: 'Ctrl+Shift+Z', otherKeys: ['Ctrl+Y'], menu: 'history' },
})

const ofCanvas = table({
  'design:add': {
    label: 'Add a layer behind the selection',
    short: 'Add a layer',
    keys: 'A',
    otherKeys: ['Space'],
    heardBy: 'canvas',
  },
  'design:wire': {
    label: 'Wire the selection to another layer',
    short: 'Wire to',
    keys: 'W',
    heardBy: 'canvas',
  },
  'edit:duplicate': {
    label: 'Duplicate the selected nodes',
    short: 'Duplicate',
    keys: 'Ctrl+D',
    menu: 'selection',
    heardBy: 'canvas',
  },
  'edit:delete': {
    label: 'Delete the selected nodes',
    short: 'Delete',
    keys: 'Delete',
    otherKeys: ['Backspace'],
    menu: 'selection',
    heardBy: 'canvas',
  },
  'edit:select-all': {
    label: 'Select all nodes',
    short: 'Select all',
    keys: 'Ctrl+A',
    menu: 'selection',
    heardBy: 'canvas',
  },
  'view:fit': {
    label: 'Fit the graph into view',
    short: 'Fit to the window',
    keys: 'F',
    otherKeys: ['0'],
    menu: 'canvas',
    heardBy: 'canvas',
  },
  'view:arrange': {
    label: 'Arrange the graph',
    short: 'Arrange',
    keys: 'L',
    menu: 'canvas',
    heardBy: 'canvas',
  },
})

export type WindowCommandId = keyof typeof ofWindow
/** Commands of the Design workspace's canvas, which hears their keys itself. */
export type CanvasCommandId = keyof typeof ofCanvas
export type CommandId = WindowCommandId | CanvasCommandId

export const COMMANDS: Readonly<Record<CommandId, Command>> = { ...ofWindow, ...ofCanvas }
export const commandIds = Object.keys(COMMANDS) as CommandId[]
export const canvasCommandIds = Object.keys(ofCanvas) as CanvasCommandId[]

export const keysOf = (id: CommandId): string => COMMANDS[id].keys ?? ''
export const shortLabelOf = (id: CommandId): string => COMMANDS[id].short ?? COMMANDS[id].label
/** For a tooltip: `Fit to the window (F)`. */
export const labelWithKeys = (id: CommandId): string =>
  COMMANDS[id].keys ? `${shortLabelOf(id)} (${COMMANDS[id].keys})` : shortLabelOf(id)
