/**
 * Every message between the window and the main process; there are no others.
 * Preload and main loop over these two tables, so a call without a handler does not compile
 * and a payload that does not fit its schema never reaches one. Imports no Electron, no Node, no DOM.
 */
import type { z } from 'zod'
import { appCalls, appEvents } from './contract/app'
import { dataCalls, dataEvents } from './contract/data'
import { experimentCalls, experimentEvents } from './contract/experiments'
import { projectCalls, projectEvents } from './contract/projects'
import { runCalls, runEvents } from './contract/runs'

export type { AppInfo, Notice } from './contract/app'
export type { DatasetHead } from './contract/data'
export * from './contract/engine'
export type { TestAnswers, Experiment, ExperimentRow, SampleMaps } from './contract/experiments'
export type { ExperimentId, ProjectId } from './contract/payloads'
export type { OpenProject, RecentProject } from './contract/projects'
export type { RunEnd, RunProgress, RunStatus } from './contract/runs'

export const calls = { ...appCalls, ...projectCalls, ...dataCalls, ...runCalls, ...experimentCalls } as const
export const events = {
  ...appEvents,
  ...projectEvents,
  ...dataEvents,
  ...runEvents,
  ...experimentEvents,
} as const

export type CallName = keyof typeof calls
export type EventName = keyof typeof events
export type In<K extends CallName> = (typeof calls)[K]['schema'] extends z.ZodType<infer A> ? A : never
export type Out<K extends CallName> = (typeof calls)[K]['out']
export type EventOf<K extends EventName> = (typeof events)[K]['out']
export type Reply<A> =
  | { readonly ok: true; readonly value: A }
  | { readonly ok: false; readonly code: 'sender' | 'payload' | 'failed'; readonly message: string }
export type Handlers = { readonly [K in CallName]: (arg: In<K>) => Promise<Out<K>> }
export type Api = {
  call<K extends CallName>(name: K, arg: In<K>): Promise<Reply<Out<K>>>
  on<K extends EventName>(name: K, listener: (payload: EventOf<K>) => void): () => void
  /**
   * Where files that were dropped on the window lie; empty for what is no file. They are the DOM's `File`,
   * which has no name in a file that main imports too.
   */
  pathsOf(files: readonly object[]): readonly string[]
}
