/**
 * The table of steps, and chains of them. A new step is one file and one line here; its place is its place in
 * the menu.
 * What is measured is measured on the training split alone, each step on what those before it left.
 */
import type { Rows } from '../datasets/rows'
import { formatShape, isBad, size, type AnyValues, type Bad, type ValuesOf } from '../spec'
import baseline from './baseline'
import { chained } from './chain'
import crop from './crop'
import logarithm from './logarithm'
import minMax from './minMax'
import resample from './resample'
import scale from './scale'
import smooth from './smooth'
import snv from './snv'
import standardise from './standardise'
import { formOf, type Layout, type Step, type StepDecl, type PreparationWork } from './step'

export type { SampleForm, Layout, Step, StepDecl } from './step'

export const STEPS = { standardise, minMax, scale, snv, smooth, baseline, resample, crop, logarithm } as const
export type StepKind = keyof typeof STEPS
export const isStepKind = (kind: unknown): kind is StepKind =>
  typeof kind === 'string' && Object.hasOwn(STEPS, kind)
const stepOf = (kind: string): StepDecl | null => (isStepKind(kind) ? STEPS[kind] : null)

/** The given values, and defaults for those left out. */
const valuesOf = (decl: StepDecl, given: AnyValues): ValuesOf<StepDecl['params']> =>
  Object.fromEntries(
    Object.entries(decl.params).map(([name, p]) => [name, given[name] ?? p.default]),
  ) as ValuesOf<StepDecl['params']>

/** A step as it is added to a list: the defaults, or what such samples suggest. */
export const newStep = (kind: StepKind, from: Layout): Step => ({
  kind,
  params: { ...valuesOf(STEPS[kind], {}), ...STEPS[kind].initialParams?.(from) },
})

function layoutAfterStep(step: Step, at: number, from: Layout): Layout | Bad {
  const decl = stepOf(step.kind)
  if (!decl)
    return {
      bad:
        `Step ${at + 1} of the preparation, “${step.kind}”, is not known to this version: remove it, or ` +
        'update Receptive.',
    }
  const name = `Step ${at + 1} of the preparation, “${decl.title}”`
  if (!decl.forms.includes(formOf(from)))
    return {
      bad:
        `${name}, is for ${decl.forms.join(' and ')}, and these samples are ${formOf(from)} ` +
        `(${formatShape(from.shape)}): remove it.`,
    }
  const to = decl.layout(valuesOf(decl, step.params), from)
  return isBad(to) ? { ...to, bad: `${name}, does not fit: ${to.bad}` } : to
}

/** What comes out of samples laid out like `from`; or the sentence that names the step that does not fit. */
export function layoutAfter(steps: readonly Step[], from: Layout): Layout | Bad {
  let layout = from
  for (const [i, step] of steps.entries()) {
    const next = layoutAfterStep(step, i, layout)
    if (isBad(next)) return next
    layout = next
  }
  return layout
}

/**
 * Steps with what they measured, as numbers that JSON keeps: all that is needed to treat later samples alike.
 */
export type Fitted = {
  readonly steps: readonly (Step & { readonly fitted: readonly number[] })[]
  readonly from: Layout
  readonly to: Layout
}

/** For each input of a network by the name of its source, which is empty for the first. */
export type Preparations = Readonly<Record<string, Fitted>>

/** The samples as the steps of `fitted` leave them. */
export function preparedRows(rows: Rows, fitted: Fitted): Rows {
  if (fitted.steps.length === 0) return rows
  const work = bindSteps(fitted)
  const measured = new Float32Array(rows.length)
  return {
    count: rows.count,
    length: size(fitted.to.shape),
    read(sample, into) {
      rows.read(sample, measured)
      work(measured, into)
    },
  }
}

export function fitSteps(steps: readonly Step[], from: Layout, training: Rows): Fitted | Bad {
  if (training.count === 0)
    return { bad: 'The training split is empty, so nothing can be measured on it: choose another split.' }
  let fitted: Fitted = { steps: [], from, to: from }
  for (const [i, step] of steps.entries()) {
    const to = layoutAfterStep(step, i, fitted.to)
    const decl = stepOf(step.kind)
    if (isBad(to)) return to
    const measured = decl?.fit?.(valuesOf(decl, step.params), fitted.to, preparedRows(training, fitted)) ?? []
    fitted = { steps: [...fitted.steps, { ...step, fitted: measured }], from, to }
  }
  return fitted
}

/** The whole chain as one function, with scratch of its own: bind it once in each thread. */
export function bindSteps(fitted: Fitted): PreparationWork {
  const works: { readonly run: PreparationWork; readonly length: number }[] = []
  let layout = fitted.from
  for (const [i, step] of fitted.steps.entries()) {
    const decl = stepOf(step.kind)
    const to = layoutAfterStep(step, i, layout)
    if (!decl || isBad(to)) break // what fitSteps returned fits
    works.push({ run: decl.bind(valuesOf(decl, step.params), layout, step.fitted), length: size(to.shape) })
    layout = to
  }
  return chained(works, size(fitted.from.shape))
}

/**
 * Of the steps, those for an input: all for the first, as the user ordered them; for others those that suit
 * their form.
 */
export const stepsFor = (steps: readonly Step[], from: Layout, source: string): readonly Step[] =>
  source === '' ? steps : steps.filter(({ kind }) => stepOf(kind)?.forms.includes(formOf(from)) ?? true)
