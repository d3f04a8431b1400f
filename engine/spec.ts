/**
 * The vocabulary every layer is written in; its chapters are in `spec/`. Pure: no Node, no DOM, no Electron.
 * A layer is a single declaration, and the editor's form, the shape shown on a node,
 * the parameter count, the training plan and the tests are all derived from it.
 */
export * from './spec/errors'
export * from './spec/shapes'
export * from './spec/params'
export * from './spec/weights'
export * from './spec/kernels'
export * from './spec/layer'
