/** Kinds of files, bundled sets, and the steps that samples go through. */
import { code, table } from './markdown.mjs'
import { describeParams } from './params.mjs'

/**
 * @typedef {typeof import('./declarations')} Declarations
 * @typedef {import('../../engine/fileKinds/types').FileKindDecl} FileKind
 * @typedef {{ title: string, about: string, forms: readonly string[], params:
 * import('../../engine/spec').Params }} Step
 */

/** @param {string} text */
const begun = text => text.charAt(0).toUpperCase() + text.slice(1)

/** @param {import('../../engine/fileKinds/types').FileFormat} format */
const formatInWords = ({ name, endings, otherNames }) =>
  `${name} (${endings.map(ending => code(`.${ending}`)).join(', ')}${otherNames ? ', names as MNIST’s' : ''})`

/** @param {Declarations} d */
export const fileKinds = ({ FILE_KINDS }) =>
  table(
    ['Kind', 'Formats', 'Settings (defaults)'],
    Object.values(/** @type {Readonly<Record<string, FileKind>>} */ (FILE_KINDS)).map(kind => [
      begun(kind.names[1]),
      Object.values(kind.formats).map(formatInWords).join(', ') +
        (kind.mayBeGzipped ? '; also behind `.gz`' : ''),
      describeParams(kind.params),
    ]),
  )

/** @param {Declarations} d */
export const dataSets = ({ CATALOGUE }) =>
  table(
    ['`set`', 'Samples', 'What it is'],
    CATALOGUE.map(({ id, samples, about }) => [code(id), String(samples), about]),
  )

/** @param {Readonly<Record<string, Step>>} steps */
const stepTable = steps =>
  table(
    ['Kind', 'Title', 'For', 'Parameters (defaults)', 'What it does'],
    Object.entries(steps).map(([kind, step]) => [
      code(kind),
      step.title,
      step.forms.join(', '),
      describeParams(step.params),
      step.about,
    ]),
  )
/** @param {Declarations} d */
export const preparation = ({ STEPS }) => stepTable(STEPS)
/** @param {Declarations} d */
export const augmentation = ({ AUGMENTATIONS }) => stepTable(AUGMENTATIONS)
