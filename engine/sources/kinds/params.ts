/**
 * How each kind of source can be read: the parameters from which the window draws its form. Pure.
 */
import { choice, int, real, text, when, type Params } from '../../spec'
import type { SourceKind } from '../../datasets/recipe'

export const pictureParams = {
  height: int('Height', 64, 'Pixels from top to bottom, of every picture once it is imported.', 1, 4096),
  width: int('Width', 64, 'Pixels from left to right, of every picture once it is imported.', 1, 4096),
  fit: choice(
    'Fit',
    [
      ['stretch', 'Resize'],
      ['crop', 'Crop'],
      ['pad', 'Pad'],
    ],
    'crop',
    'How another size is brought to this one: resized without keeping its proportions, its middle ' +
      'cut out, or its borders filled with black.',
  ),
  channels: choice(
    'Channels',
    [
      ['grey', 'Grey'],
      ['rgb', 'RGB'],
      ['all', 'All'],
    ],
    'rgb',
    'Grey is the brightness; RGB three colours; All keeps what the files have, such as the bands of a TIFF.',
  ),
  values: choice(
    'Values',
    [
      ['bytes', '0 to 255'],
      ['measured', 'As measured'],
    ],
    'bytes',
    'Bytes take a quarter of the space; As measured keeps the numbers of 16-bit and floating-point pictures.',
  ),
} as const

export const fitsParams = {
  read: choice(
    'Read',
    [
      ['auto', 'As found'],
      ['images', 'Images'],
      ['rows', 'Rows'],
      ['table', 'Table'],
    ],
    'auto',
    'Images and cubes; or each row of an image as a spectrum; or a table, with a spectrum in each ' +
      'row or one spectrum in two columns.',
  ),
  height: when(
    ['read', 'auto', 'images'],
    int(
      'Height',
      0,
      'Pixels from top to bottom of every image once it is imported; 0 keeps them as they are.',
      0,
      4096,
    ),
  ),
  width: when(
    ['read', 'auto', 'images'],
    int(
      'Width',
      0,
      'Pixels from left to right of every image once it is imported; 0 keeps them as they are.',
      0,
      4096,
    ),
  ),
  fit: when(
    ['read', 'auto', 'images'],
    choice(
      'Fit',
      [
        ['stretch', 'Resize'],
        ['crop', 'Crop'],
        ['pad', 'Pad'],
      ],
      'crop',
      'How another size is brought to this one: resized without keeping its proportions, its middle ' +
        'cut out, or its borders filled with zeros.',
    ),
  ),
  stretch: when(
    ['read', 'auto', 'images'],
    choice(
      'Stretch',
      [
        ['none', 'None'],
        ['linear', 'Linear'],
        ['log', 'Log'],
        ['asinh', 'Asinh'],
      ],
      'none',
      'Brings each band to 0 … 1 between the ends of its interval; log and asinh lift what is faint. ' +
        'None keeps the physical values.',
    ),
  ),
  percent: when(
    ['stretch', 'linear', 'log', 'asinh'],
    real(
      'Interval',
      99.5,
      'The percentage of the values that lies within the interval, the same share cut off at both ends.',
      50,
      100,
      0.5,
    ),
  ),
} as const

export const tableParams = {
  layout: choice(
    'Layout',
    [
      ['auto', 'As found'],
      ['wide', 'A row each'],
      ['long', 'Long'],
      ['columns', 'A file each'],
    ],
    'auto',
    'One spectrum in each row with its axis in the header; or one point in each row, named by its ' +
      'spectrum; or one spectrum in each file, as two columns.',
  ),
} as const

export const arrayParams = {
  input: text(
    'Input',
    'The name of the array that holds the samples; empty: x, images, spectra or data, or else the largest.',
  ),
  target: text(
    'Target',
    'The name of the array that holds what is predicted; empty: y, labels or target, or every array ' +
      'with an entry for each sample.',
  ),
} as const

export const sourceParams: Readonly<Record<SourceKind, Params>> = {
  pictures: pictureParams,
  fits: fitsParams,
  table: tableParams,
  jcamp: {},
  arrays: arrayParams,
}
