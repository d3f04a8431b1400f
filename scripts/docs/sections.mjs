/** Sections that docs may have, by the names of their marks. A new one is a function and a line here. */
import { commands, options } from './commands.mjs'
import { augmentation, dataSets, fileKinds, preparation } from './data.mjs'
import { exported } from './exports.mjs'
import { law } from './law.mjs'
import { layerExample, layers, weights } from './layers.mjs'
import {
  augmentationParameters,
  dataSettings,
  example,
  layerParameters,
  preparationParameters,
  projectFields,
  trainingSettings,
} from './project.mjs'
import { initialisers, losses, optimisers, schedules } from './training.mjs'

export const SECTIONS = {
  layers,
  weights,
  'layer-example': layerExample,
  'file-kinds': fileKinds,
  'data-sets': dataSets,
  preparation,
  augmentation,
  optimisers,
  schedules,
  losses,
  initialisers,
  'project-fields': projectFields,
  'layer-parameters': layerParameters,
  'preparation-parameters': preparationParameters,
  'augmentation-parameters': augmentationParameters,
  'data-settings': dataSettings,
  'training-settings': trainingSettings,
  example,
  commands,
  options,
  exports: exported,
  law,
}

/** @param {typeof import('./declarations')} declarations @returns {(name: string) => string | undefined} */
export const writerOf = declarations => name =>
  Object.hasOwn(SECTIONS, name)
    ? SECTIONS[/** @type {keyof typeof SECTIONS} */ (name)](declarations)
    : undefined
