/**
 * The table of optimisers: a new one is a file and a line here, and its kernels. The form, the command line,
 * the checks of project files and the size of a run's memory follow. Formulas stand in kernels/types.ts,
 * sources in the optimisers' files; all are PyTorch's but Lion's. Pure.
 */
import { later, when, type Params } from '../spec'
import { adagrad } from './adagrad'
import { adam, adamw } from './adam'
import { lion } from './lion'
import type { OptimiserDecl } from './optimiser'
import { rmsprop } from './rmsprop'
import { sgd } from './sgd'
import { SHARED_SETTINGS, type SharedSetting } from './settings'

export type { OptimiserDecl, OptimiserStep } from './optimiser'

/** In the order of the form's list. */
export const OPTIMISERS = { adam, sgd, adamw, rmsprop, adagrad, lion } as const
export type OptimiserName = keyof typeof OPTIMISERS

const names = Object.keys(OPTIMISERS) as OptimiserName[]
export const optimiserDecl = (name: OptimiserName): OptimiserDecl =>
  OPTIMISERS[name] as unknown as OptimiserDecl

/** Value and label of each, as a choice takes them. */
export const OPTIMISER_CHOICES = names.map(name => [name, OPTIMISERS[name].label] as const)

/** A sentence on all of them. */
export const ABOUT_OPTIMISERS = `${names
  .map(name => `${OPTIMISERS[name].label} ${OPTIMISERS[name].about}`)
  .join('; ')}.`

/** “Adam, AdamW and RMSprop” */
const list = new Intl.ListFormat('en-GB')
/** A sentence on the learning rates that suit them: optimisers with the same rates together. */
export const ABOUT_RATES = `${[...new Set(names.map(name => OPTIMISERS[name].rates))]
  .map((rates, i) => {
    const labels = names.filter(name => OPTIMISERS[name].rates === rates).map(n => OPTIMISERS[n].label)
    return `${rates}${i === 0 ? ' suits' : ''} ${list.format(labels)}`
  })
  .join(', ')}.`

const whichHave = (has: (decl: OptimiserDecl) => boolean) =>
  ['optimiser', ...names.filter(name => has(optimiserDecl(name)))] as const
/** Conditions under which a setting of decay is meant. */
export const COUPLED = whichHave(d => d.decay === 'coupled')
export const DECOUPLED = whichHave(d => d.decay === 'decoupled')

type AllSettings<Decl> = Decl extends { readonly settings: infer Own } ? Own : never
type Intersection<U> = (U extends unknown ? (u: U) => void : never) extends (all: infer I) => void ? I : never
type OptimiserSettings = typeof SHARED_SETTINGS &
  Intersection<AllSettings<(typeof OPTIMISERS)[OptimiserName]>>

const ofShared = (Object.keys(SHARED_SETTINGS) as SharedSetting[]).map(
  name =>
    [
      name,
      when(
        whichHave(d => d.uses.includes(name)),
        SHARED_SETTINGS[name],
      ),
    ] as const,
)
/** Older projects lack them, so a default leaves a run's fingerprint as it was. */
const ofOne = names.flatMap(name =>
  Object.entries<Params[string]>(OPTIMISERS[name].settings).map(
    ([setting, param]) => [setting, later(when(['optimiser', name], param))] as const,
  ),
)
/** Of all optimisers, each meant with those that use it. */
export const OPTIMISER_SETTINGS = Object.fromEntries([...ofShared, ...ofOne]) as OptimiserSettings
