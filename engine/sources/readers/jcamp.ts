/** JCAMP-DX: one spectrum a file, or several linked in one. */
import { decodeText } from '../../formats/text'
import { readJcamp } from '../../formats/jcamp/jcamp'
import { type JcampSpectrum } from '../../formats/jcamp/spectrum'
import type { Understood } from '../../datasets/roles'
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
    const text = decodeText(bytes, name)
    if (isBad(text)) return text
    const read = readJcamp(text, name)
    if (isBad(read)) return read
    const spectra = read.filter(s => s.isCurve)
    if (spectra.length === 0)
      return {
        bad:
          `${name} holds a list of peaks (##PEAK TABLE=), which is no curve: nothing is known of what lies ` +
          'between them. Export the spectrum itself as ##XYDATA=.',
      }
    return blockOfSpectra(
      spectra.map(({ x, y, xLabel, xUnit, yLabel, yUnit }) => ({
        axis: { label: xLabel, unit: xUnit, values: Array.from(x) },
        y,
        measure: { label: yLabel, unit: yUnit },
      })),
      {
        names: spectra.length === 1 ? [name] : spectra.map((s, i) => `${name} ${s.title || i + 1}`),
        columns: columnsOf(spectra),
        understood: peaksLeft(read.length - spectra.length),
      },
      name,
    )
  },
}

const peaksLeft = (count: number): readonly Understood[] =>
  count === 0
    ? []
    : [
        {
          part: 'PEAK TABLE',
          role: 'left out',
          unit: '',
          count,
          why: 'A list of peaks is no curve.',
          isSure: true,
        },
      ]

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
