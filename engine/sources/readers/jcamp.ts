/** JCAMP-DX: one spectrum a file, or several linked in one. */
import { readJcamp } from '../../formats/jcamp/jcamp'
import { type JcampSpectrum } from '../../formats/jcamp/spectrum'
import { isBad } from '../../spec'
import type { Column, SourceReader, SourceFile } from '../types'
import { blockOfSpectra } from '../spectraBlock'
import { wholeFile } from './wholeFile'

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
    const file = files[0] as SourceFile
    const { name } = file
    const bytes = await wholeFile(file, MOST_BYTES, 'no JCAMP-DX file should be')
    if (isBad(bytes)) return bytes
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
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
