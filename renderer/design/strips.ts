/**
 * The first filters of every convolution on the canvas, from the newest saved epoch of the newest experiment
 * of this project that knows the node. Nodes ask for their own bank by id, so a new epoch redraws only the
 * strips; whether a bank still fits the node's kernel is asked there, on every edit, and costs nothing.
 */
import { create } from 'zustand'
import {
  layer,
  type Experiment,
  type ExperimentRow,
  type FilterBank,
  type NodeId,
  type ProjectId,
} from '../../preload/contract'
import { call, listen } from '../bridge'
import { useExperiments } from '../experiments/store'
import { useProject } from '../document/store'

type Strip = { readonly bank: FilterBank; readonly experiment: string; readonly epoch: number }
export const useStrips = create<{ readonly strips: ReadonlyMap<NodeId, Strip> }>(() => ({
  strips: new Map(),
}))

/** Older experiments than these are not searched. */
const LOOKED_THROUGH = 6

/** The project's own experiments, newest first. */
const candidates = (rows: readonly ExperimentRow[], project: ProjectId): readonly ExperimentRow[] =>
  rows
    .filter(r => r.project === project && r.epochs > 0)
    .toSorted((a, b) => b.id - a.id)
    .slice(0, LOOKED_THROUGH)

const convolutions = (e: Pick<Experiment, 'document'>): readonly NodeId[] =>
  e.document.nodes.filter(n => layer(n.kind).group === 'convolution').map(n => n.id)

async function find(): Promise<ReadonlyMap<NodeId, Strip>> {
  const { document, project } = useProject.getState()
  const wanted = new Set(convolutions({ document }))
  if (project === null || wanted.size === 0) return new Map()
  for (const row of candidates(useExperiments.getState().rows, project.id)) {
    const experiment = await call('experiment:get', { id: row.id })
    const epoch = experiment.savedEpochs.at(-1)
    if (epoch === undefined || !convolutions(experiment).some(id => wanted.has(id))) continue
    const banks = await call('experiment:filters', { id: row.id, epoch })
    return new Map(
      banks
        .filter(b => wanted.has(b.node))
        .map(bank => [bank.node, { bank, experiment: experiment.name, epoch }]),
    )
  }
  return new Map()
}

/**
 * Answers that come while a newer question is on its way are dropped; epochs faster than this are skipped.
 */
const QUIET_MS = 250
let asked = 0
let timer: ReturnType<typeof setTimeout> | undefined

function refresh(): void {
  if (timer !== undefined) return
  timer = setTimeout(() => {
    timer = undefined
    const question = ++asked
    find().then(
      strips => {
        if (question === asked) useStrips.setState({ strips })
      },
      () => undefined,
    )
  }, QUIET_MS)
}

/** While the canvas is on screen. Answers with what ends it. */
export function followStrips(): () => void {
  refresh()
  const ends = [
    listen('run:epoch', refresh),
    useExperiments.subscribe(refresh),
    useProject.subscribe((now, before) => {
      if (now.project?.id !== before.project?.id) useStrips.setState({ strips: new Map() })
      if (
        now.project?.id !== before.project?.id ||
        now.document.nodes.length !== before.document.nodes.length
      )
        refresh()
    }),
  ]
  return () => {
    clearTimeout(timer)
    timer = undefined
    asked++
    for (const end of ends) end()
  }
}

/**
 * Whether a bank has the shape that the node's kernel has now, `[…sides, in, filters]`; 1-D banks have a
 * height of 1.
 */
export const fitsKernel = (bank: FilterBank, kernel: readonly number[] | undefined): boolean =>
  kernel !== undefined &&
  bank.shape.slice(-kernel.length).join() === kernel.join() &&
  bank.shape.slice(0, -kernel.length).every(n => n === 1)
