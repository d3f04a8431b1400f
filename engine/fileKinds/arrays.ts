/** Arrays that belong together, alone or in several files. Pure. */
import { text } from '../spec'
import { defineFileKind, type FileFormat } from './types'

const formats = {
  npy: { name: 'npy', endings: ['npy'], magic: ['\x93NUMPY'] },
  npz: { name: 'npz', endings: ['npz'], magic: ['PK\x03\x04'] },
  hdf5: { name: 'HDF5', endings: ['h5', 'hdf', 'hdf5', 'he5', 'nxs'], magic: ['\x89HDF\r\n\x1a\n'] },
  idx: { name: 'IDX', endings: ['idx'], otherNames: /[.-]idx\d-ubyte$/i },
  cifar: { name: 'CIFAR', endings: ['bin'] },
} as const satisfies Record<string, FileFormat>

export const arrays = defineFileKind({
  names: ['array file', 'array files'],
  inLists: { brief: ['npz', 'HDF5'], full: Object.values(formats).map(f => f.name) },
  formats,
  mayBeGzipped: true,
  isTogether: true,
  imageParams: [],
  targetHint:
    'save an array named y (or labels, or target) with one entry for each sample together with them, ' +
    'as in numpy.savez("data.npz", x=x, y=y)',
  params: {
    input: text(
      'Input',
      'The name of the array that holds the samples; empty: x, images, spectra or data, or else the largest.',
    ),
    target: text(
      'Target',
      'The name of the array that holds what is predicted; empty: y, labels or target, or every array ' +
        'with an entry for each sample.',
    ),
  },
})
