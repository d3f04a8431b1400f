/**
 * A run between two steps as a file: a safetensors file with the weights, the optimiser's states and the best
 * weights so far, and where the run stands as JSON in its metadata.
 * JSON keeps every finite double exactly, so what is read back goes on with the same bits; a file
 * comes from anywhere, so whatever is wrong with one is a sentence and nothing throws.
 */
import type { RunState } from './types'
import { isBad, type Bad } from '../spec'
import { readSafetensors, writeSafetensors, type StoredTensor } from '../formats/arrays/safetensors'

const KEY = 'receptive.state'
const VERSION = 1
const STATE = /^state\.(\d{1,3})$/

/** What of a state are numbers; `best` of the plateau begins as Infinity, which JSON has as null. */
type Standing = Pick<RunState, 'fingerprint' | 'epoch' | 'batch' | 'step' | 'running'> & {
  readonly version: number
  readonly plateau: { readonly best: number | null; readonly waited: number; readonly factor: number }
  readonly best: { readonly epoch: number; readonly validationLoss: number } | null
}

/** A run's state as a safetensors file: weights and optimiser states as tensors, the rest in its metadata. */
export function stateToBytes({ weights, states, best, plateau, ...rest }: RunState): Uint8Array {
  const standing: Standing = {
    version: VERSION,
    ...rest,
    plateau,
    best: best && { epoch: best.epoch, validationLoss: best.validationLoss },
  }
  const flat = (name: string, values: Float32Array) => ({ name, shape: [values.length], values })
  return writeSafetensors(
    [
      flat('weights', weights),
      ...states.map((s, i) => flat(`state.${i}`, s)),
      ...(best ? [flat('best', best.weights)] : []),
    ],
    {
      [KEY]: JSON.stringify(standing),
    },
  )
}

/** A run's state out of the bytes of `stateToBytes`, or the sentence that says why it is none. */
export function stateFromBytes(bytes: Uint8Array): RunState | Bad {
  const file = readSafetensors(bytes)
  if (isBad(file)) return file
  const standing = parseStanding(file.metadata[KEY])
  if (isBad(standing)) return standing
  const { version: _version, plateau, best, ...rest } = standing
  const tensors = new Map(file.tensors.map(t => [t.name, t]))
  const weights = numbersOf(tensors.get('weights'))
  const kept = numbersOf(tensors.get('best'))
  const states = [...tensors.values()].filter(t => STATE.test(t.name)).sort((a, b) => place(a) - place(b))
  if (
    !weights ||
    (best && !kept) ||
    states.some((t, i) => place(t) !== i || numbersOf(t)?.length !== weights.length)
  )
    return { bad: 'The saved state is damaged: some of its weights are missing or are not numbers.' }
  return {
    ...rest,
    plateau: { ...plateau, best: plateau.best ?? Infinity },
    best: best && kept ? { ...best, weights: kept } : null,
    weights,
    states: states.flatMap(t => numbersOf(t) ?? []),
  }
}

const place = (t: StoredTensor): number => Number(STATE.exec(t.name)?.[1])
const numbersOf = (t: StoredTensor | undefined): Float32Array | null =>
  t?.values instanceof Float32Array && t.values.every(Number.isFinite) ? t.values : null

const isObject = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v)
const isNumber = (v: unknown): boolean => typeof v === 'number' && Number.isFinite(v)
const isCount = (v: unknown, least = 0): boolean => Number.isSafeInteger(v) && (v as number) >= least

function parseStanding(text: string | undefined): Standing | Bad {
  let s: unknown
  try {
    s = JSON.parse(text ?? '')
  } catch {
    return { bad: 'This is not the state of a run: it may hold weights, but not where a run stands.' }
  }
  if (isObject(s) && isCount(s['version'], VERSION + 1))
    return {
      bad: `The state was written by a newer Receptive (format ${String(s['version'])}): update to read it.`,
    }
  return isStanding(s) ? s : { bad: 'The saved state is damaged: it does not say where the run stands.' }
}

function isStanding(s: unknown): s is Standing {
  if (!isObject(s) || s['version'] !== VERSION || typeof s['fingerprint'] !== 'string') return false
  const { running, plateau, best } = s
  return (
    isCount(s['epoch'], 1) &&
    isCount(s['batch']) &&
    isCount(s['step']) &&
    isObject(running) &&
    ['loss', 'correct', 'seen', 'milliseconds'].every(k => isNumber(running[k])) &&
    isObject(plateau) &&
    (plateau['best'] === null || isNumber(plateau['best'])) &&
    isCount(plateau['waited']) &&
    isNumber(plateau['factor']) &&
    (best === null || (isObject(best) && isCount(best['epoch'], 1) && isNumber(best['validationLoss'])))
  )
}
