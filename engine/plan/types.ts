/** A planned network: flat steps with a fixed place for every value. Places count values, not bytes. Pure. */
import type { NodeId } from '../document/document'
import type { TargetInfo } from '../graph/types'
import type { AnyValues, Shape, Window } from '../spec'
import type { LossSettings } from '../training/losses'
import type { Region } from './allocator'
import type { OperationKind } from './operations'
import type { WeightPlace } from './weights'

export type PlannedStep = {
  readonly node: NodeId
  readonly kind: OperationKind
  readonly p: AnyValues
  readonly ins: readonly Shape[]
  readonly out: Shape
  readonly window: Window | null
  readonly weights: readonly WeightPlace[]
  /**
   * In the workspace. `dy` is empty where no gradient is needed; `dxs` has a place for each input that needs
   * one.
   */
  readonly xs: readonly Region[]
  readonly y: Region
  readonly saved: Region
  readonly dy: Region
  readonly dxs: readonly (Region | null)[]
  /** Where several steps read `y`: the gradient each of them gives, to be summed into `dy`. */
  readonly gathers: readonly Region[]
  /**
   * In memory that all threads share; `shared` and `summary` are of layers that see the whole batch, in the
   * workspace.
   */
  readonly packed: Region
  readonly shared: Region
  readonly summary: Region
  /** How many steps that see the whole batch lie on the longest way here, this one included. */
  readonly level: number
  /**
   * Numbers the streams of chance: the node's place in the order, so that it is the same whether layers are
   * fused or not.
   */
  readonly stream: number
  readonly seesBatch: boolean
  readonly hasBackward: boolean
  /** Whether the gradient of its weights is made of all samples of a slot at once, and not in `backward`. */
  readonly gradientOfSlot: boolean
  readonly readsBack: { readonly x: boolean; readonly y: boolean }
}
export type PlannedInput = {
  readonly node: NodeId
  readonly source: string
  readonly shape: Shape
  readonly place: Region
}
export type PlannedOutput = {
  readonly node: NodeId
  readonly target: string
  readonly info: TargetInfo
  readonly loss: LossSettings
  /** The share of this output in the sum of several. */
  readonly weight: number
  readonly isBalanced: boolean
  readonly scores: Region
  readonly gradient: Region
  readonly targetValues: Region
  readonly prediction: Region
  readonly level: number
}
/** A network as flat steps, and where in memory each of its values lies; regions count in values. */
export type NetworkPlan = {
  readonly steps: readonly PlannedStep[]
  readonly inputs: readonly PlannedInput[]
  readonly outputs: readonly PlannedOutput[]
  readonly phases: readonly Phase[]
  /**
   * The last values of the workspace, which a sample's sweeps leave for later ones: every sample of a batch,
   * or of a slot, has its own.
   */
  readonly stashLength: number
  /** Where each node's output is to be found; nodes inside a fused block have none. */
  readonly values: ReadonlyMap<NodeId, { readonly place: Region; readonly shape: Shape }>
  readonly scratch: Region
  readonly weights: readonly WeightPlace[]
  /** Values in one copy of the weights: [0, decaying) decay, [0, learning) learn, the rest is frozen. */
  readonly decaying: number
  readonly learning: number
  readonly weightsLength: number
  readonly packedLength: number
  readonly workLength: number
  readonly parameters: number
}
export type Action =
  | { readonly do: 'forward' | 'summarise' | 'backward' | 'summariseBack'; readonly step: number }
  /** The gradients of several readers become the gradient of the step they read from. */
  | { readonly do: 'gather'; readonly step: number }
  | { readonly do: 'loss'; readonly output: number }
/** What a step learns, of several samples at once. */
export type SlotGradient = { readonly do: 'learn'; readonly step: number }
/** In the order of what is needed first. */
export type Work = Action | SlotGradient
export type Phase = {
  /** Before it, on every thread: steps whose batch part makes `shared` of all summaries. */
  readonly combine: readonly number[]
  readonly combineBack: readonly number[]
  /** One after another, each for all samples of a slot. */
  readonly sweeps: readonly Sweep[]
}
/** What is done with one sample before the next one's turn comes. */
export type Sweep = {
  readonly actions: readonly Action[]
  /** After it, for all samples at once. */
  readonly together: readonly SlotGradient[]
  /** Whether it reads the sample itself. */
  readonly readsInput: boolean
  /** Whether the first output's answer is there at its end. */
  readonly hasAnswer: boolean
}
