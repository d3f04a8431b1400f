/** FITS: images, and spectra in images and tables. Pure. */
import { choice, int, real, when } from '../spec'
import { defineFileKind, FILE_TARGET_HINT, FIT_CHOICES } from './types'

export const fits = defineFileKind({
  names: ['FITS file', 'FITS files'],
  inLists: { brief: ['FITS'], full: ['FITS'] },
  formats: { fits: { name: 'FITS', endings: ['fits', 'fit', 'fts'], magic: ['SIMPLE  ='] } },
  mayBeGzipped: true,
  isTogether: false,
  imageParams: ['height', 'width', 'fit', 'stretch', 'percent'],
  targetHint: FILE_TARGET_HINT,
  params: {
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
        FIT_CHOICES,
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
  },
})
