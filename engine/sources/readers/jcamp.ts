/** JCAMP-DX: one spectrum a file, or several linked in one. */
import { readFile } from 'node:fs/promises'
import { readJcamp } from '../../formats/jcamp/jcamp'
import { type JcampSpectrum } from '../../formats/jcamp/spectrum'
import { isBad, messageOf } from '../../spec'
import type { Column, SourceReader, SourceFile } from '../types'
import { blockOfSpectra } from '../spectraBlock'

const MOST_BYTES = 256 * 2 ** 20
/** Labels that tell samples apart; the others say how they were measured. */
const LABELS = [
  'SAMPLEDESCRIPTION',
  'NAMES',
  'CASNAME',
  'MOLFORM',
  'CLASS',
  'CONCENTRATIONS',
  'ORIGIN',
  'OWNER',
]

export const jcampReader: SourceReader = {
  async decode(files) {
    const { path, name, size } = files[0] as SourceFile
    if (size > MOST_BYTES)
      return { bad: `${name} is larger than ${MOST_BYTES / 2 ** 20} MB, which no JCAMP-DX file should be.` }
    let text: string
    try {
      text = await readFile(path, 'latin1')
    } catch (error) {
      return { bad: `${name} may not be read (${messageOf(error)}).` }
    }
    const spectra = readJcamp(text, name)
    if (isBad(spectra)) return spectra
    return blockOfSpectra(
      spectra.map(({ x, y, xLabel, xUnit }) => ({
        axis: { label: xLabel, unit: xUnit, values: Array.from(x) },
        y,
      })),
      {
        names: spectra.length === 1 ? [name] : spectra.map((s, i) => `${name} ${s.title || i + 1}`),
        columns: columnsOf(spectra),
        understood: [],
      },
      name,
    )
  },
}

const columnsOf = (spectra: readonly JcampSpectrum[]): readonly Column[] => [
  { name: 'title', unit: '', kind: 'text', values: spectra.map(s => s.title) },
  ...LABELS.flatMap((label): Column[] =>
    spectra.some(s => s.labels.has(label))
      ? [
          {
            name: label.toLowerCase(),
            unit: '',
            kind: 'text',
            values: spectra.map(s => s.labels.get(label) ?? ''),
          },
        ]
      : [],
  ),
]
