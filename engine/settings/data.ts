/** The data settings of a project: how samples are split, prepared and augmented. Pure. */
import { choice, when, text, int, type Params, real, type AnyValues, type ValuesOf } from '../spec'

const SPLIT_METHODS = [
  ['stratified', 'By chance, each class alike'],
  ['groups', 'Groups kept together'],
  ['column', 'By a column'],
  ['folds', 'Folds'],
] as const
/** How samples are split. A setting that is missing has its default, so older projects mean what they did. */
const SPLIT = {
  split: choice(
    'Split',
    SPLIT_METHODS,
    'stratified',
    'Which samples train, watch and examine: drawn from each class alike; whole groups, such as the ' +
      'replicates of one sample; as a column says; or one of several folds for testing, so that in ' +
      'turn all are tested.',
  ),
  group: when(
    ['split', 'groups', 'folds', 'column'],
    text(
      'Group column',
      'Samples with the same text in this column stay in one split: replicates, or pictures of one patient.',
    ),
  ),
  column: when(
    ['split', 'column'],
    text(
      'Split column',
      'The column that says train, validation or test; without validation, it is drawn from train.',
    ),
  ),
  folds: when(['split', 'folds'], int('Folds', 5, 'Into how many parts all samples are divided.', 2, 50)),
  fold: when(
    ['split', 'folds'],
    int(
      'Fold',
      1,
      'Which of the parts is the test split, from 1; the data’s own test part takes part like the rest.',
      1,
      50,
    ),
  ),
} as const satisfies Params
/** The settings of a project's data as parameters: form, checks and docs follow. */
export const DATA = {
  validation: real(
    'Validation',
    0.1,
    'The share of the samples not used for testing that watches the training without taking part.',
    0.02,
    0.5,
    0.01,
  ),
  splitSeed: int('Split seed', 1, 'Fixes which samples fall into which split.', 0, 2147483647),
  ...SPLIT,
} as const satisfies Params
/** A step of the preparation or the augmentation: a kind from its table, and the values of its parameters. */
export type DataStep = { readonly kind: string; readonly params: AnyValues }
/**
 * Steps that every sample goes through, in this order; and those that only training samples go through before
 * that.
 */
type DataSteps = {
  readonly preparation: readonly DataStep[]
  readonly augmentation: readonly DataStep[]
}
/**
 * `set` names a data set, or is null when none has been chosen. `excluded` are the samples that are left out
 * of everything: positions in that set, ascending, each once; without any there is no such list.
 */
export type DataSettings = ValuesOf<Omit<typeof DATA, keyof typeof SPLIT>> &
  Partial<ValuesOf<typeof SPLIT>> &
  DataSteps & { readonly set: string | null; readonly excluded?: readonly number[] }
/** The same settings with these samples left out and no others. */
export function leavingOut(data: DataSettings, samples: Iterable<number>): DataSettings {
  const { excluded: _excluded, ...rest } = data
  const excluded = [...new Set(samples)].sort((a, b) => a - b)
  return excluded.length > 0 ? { ...rest, excluded } : rest
}
const isDefault = (name: string, value: unknown): boolean =>
  name === 'excluded'
    ? !Array.isArray(value) || value.length === 0
    : name in SPLIT && value === SPLIT[name as keyof typeof SPLIT].default
/**
 * Without what was added later and is at its default: a run's fingerprint stays what it was before there were
 * such settings.
 */
export const settledData = (data: DataSettings): Partial<DataSettings> =>
  Object.fromEntries(Object.entries(data).filter(([name, value]) => !isDefault(name, value)))
