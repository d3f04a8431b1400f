/** What of the engine the window may know: its vocabulary, and its pure functions. */
export type {
  Axis,
  DatasetSummary,
  SampleSplit as Place,
  Samples,
  SplitName,
} from '../../engine/datasets/dataset'
export type { Finding, Inspection as Audit } from '../../engine/datasets/audit/audit'
export * from '../../engine/augmentation'
export { givenSplit } from '../../engine/datasets/split/given'
export * from '../../engine/document/document'
export { paramProblem } from '../../engine/document/paramProblem'
export { parseDataSettings, parseDocument } from '../../engine/document/parseDocument'
export * from '../../engine/graph/analyse'
export * from '../../engine/graph/types'
export * from '../../engine/settings/data'
export { secondBank, type FilterBank, type NodeMaps } from '../../engine/inspect/types'
export * from '../../engine/layers'
export * from '../../engine/preparation'
export type { ClassMetrics } from '../../engine/training/metrics'
export type { EpochMetrics, OutputMetrics } from '../../engine/run/types'
export type { ColumnHead, Note, Preview, FileProblem, Survey } from '../../engine/sources/types'
export type { Recipe, TargetChoice } from '../../engine/datasets/recipe'
export { FILES_IN_SHORT, fileKind, type FileKind } from '../../engine/fileKinds'
export * from '../../engine/spec'
export * from '../../engine/settings/training'
