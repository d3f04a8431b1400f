/** What the folders of files say of them. */
import { expect, it } from 'vitest'
import { columnsOfPlaces } from '../../../engine/sources/folderColumns'

const columns = (...names: string[]) =>
  Object.fromEntries(columnsOfPlaces(names).map(c => [c.name, Array.from<string | number>(c.values)]))

it.each([
  ['classes', ['cat/1.png', 'dog/1.png'], { folder: ['cat', 'dog'] }],
  ['one folder', ['cat/1.png', 'cat/2.png'], {}],
  [
    'parts within classes',
    ['cat/part_1/1.png', 'cat/part_2/1.png', 'dog/part_1/1.png'],
    { folder: ['cat', 'cat', 'dog'], part: ['part_1', 'part_2', 'part_1'] },
  ],
  [
    'numbered folders within classes',
    ['cat/001/1.png', 'cat/002/1.png', 'dog/017/1.png'],
    { folder: ['cat', 'cat', 'dog'], part: ['001', '002', '017'] },
  ],
  [
    'the same folders within every class',
    ['cat/left/1.png', 'cat/right/1.png', 'dog/left/1.png', 'dog/right/1.png'],
    { folder: ['cat', 'cat', 'dog', 'dog'], part: ['left', 'right', 'left', 'right'] },
  ],
  [
    'classes of their own within others',
    ['cat/lion/1.png', 'cat/tiger/1.png', 'dog/poodle/1.png'],
    { folder: ['cat/lion', 'cat/tiger', 'dog/poodle'] },
  ],
  [
    'splits, and the data set’s own folder around',
    ['set/train/cat/a/1.png', 'set/train/dog/a/1.png', 'set/test/cat/a/2.png'],
    { folder: ['cat', 'dog', 'cat'], split: ['train', 'train', 'test'] },
  ],
])('%s', (_, names, expected) => expect(columns(...names)).toEqual(expected))
