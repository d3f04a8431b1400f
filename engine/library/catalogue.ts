/**
 * The data sets that come with Receptive, without their values. Pure: the list is shown before any file is
 * read. A new bundled data set is one entry here, its files under bundled/, and a reader in load.ts if its
 * format is new.
 */
import type { Shape } from '../spec'
import type { Axis } from '../datasets/dataset'

export type CatalogueEntry = {
  readonly id: string
  readonly title: string
  readonly kind: 'images' | 'spectra'
  readonly about: string
  readonly shape: Shape
  readonly classes: readonly string[]
  readonly samples: number
  readonly axis: Axis | null
  readonly licence: { readonly name: string; readonly file: string; readonly source: string }
}

export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    id: 'fashion-mnist',
    title: 'Fashion-MNIST (7,000)',
    kind: 'images',
    about:
      'Grey pictures of clothes, 28×28: the first 600 training and 100 test images of each of ten classes.',
    shape: [28, 28, 1],
    classes: [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
    samples: 7000,
    axis: null,
    licence: {
      name: 'MIT',
      file: 'fashion-mnist/LICENSE.txt',
      source: 'Zalando Research, Fashion-MNIST (2017)',
    },
  },
  {
    id: 'tecator',
    title: 'Tecator meat spectra',
    kind: 'spectra',
    about: 'Near-infrared absorbance of 215 samples of chopped meat, 100 channels, in three classes of fat.',
    shape: [100, 1],
    classes: ['fat below 10 %', 'fat 10–20 %', 'fat above 20 %'],
    samples: 215,
    // 850–1050 nm in 100 channels; the file names no single wavelength, so they are spread evenly, both ends
    // included.
    axis: {
      label: 'Wavelength',
      unit: 'nm',
      values: Array.from({ length: 100 }, (_, i) => 850 + (i * 200) / 99),
    },
    licence: {
      name: 'Public domain, with permission note',
      file: 'tecator/PERMISSION.txt',
      source: 'Tecator Infratec Food and Feed Analyzer; R package modeldata (meats)',
    },
  },
]

export const catalogueEntry = (id: string): CatalogueEntry | undefined => CATALOGUE.find(e => e.id === id)
