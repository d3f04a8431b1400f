/** Tables of spectra, and tables of labels beside other files. Pure. */
import { choice } from '../spec'
import { defineFileKind } from './types'

export const tables = defineFileKind({
  names: ['table', 'tables'],
  inLists: { brief: ['tables of spectra'], full: ['tables (CSV, TSV)'] },
  formats: {
    csv: { name: 'CSV', endings: ['csv'] },
    tsv: { name: 'TSV', endings: ['tsv', 'tab'] },
    text: { name: 'text', endings: ['txt', 'dat', 'asc', 'prn', 'dpt', 'xy', 'xyd', 'chi', 'spectrum'] },
  },
  mayBeGzipped: true,
  isTogether: false,
  imageParams: [],
  targetHint:
    'add a column with the class of each spectrum, or with numbers to predict; spectra in files of ' +
    'their own can also be sorted into one folder for each class',
  params: {
    layout: choice(
      'Layout',
      [
        ['auto', 'As found'],
        ['wide', 'A row each'],
        ['long', 'Long'],
        ['columns', 'A file each'],
        ['each', 'A column each'],
      ],
      'auto',
      'One spectrum in each row with its axis in the header; or one point in each row, named by its ' +
        'spectrum; or one spectrum in each file, as two columns; or one in each column beside that of ' +
        'places.',
    ),
    decimal: choice(
      'Decimals',
      [
        ['auto', 'As found'],
        ['point', 'Point'],
        ['comma', 'Comma'],
      ],
      'auto',
      'The sign before the decimals. As found, each column is looked at by itself.',
    ),
  },
})
