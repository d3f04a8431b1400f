/**
 * The renderer's end of the contract: calls that resolve to a value or throw the sentence the main process
 * said.
 */
import type { Api, CallName, EventName, EventOf, In, Out } from '../preload/contract'

declare global {
  interface Window {
    readonly receptive: Api
  }
}

class Refusal extends Error {}

export async function call<K extends CallName>(
  name: K,
  ...args: In<K> extends undefined ? [] : [In<K>]
): Promise<Out<K>> {
  const reply = await window.receptive.call(name, args[0] as In<K>)
  if (!reply.ok) throw new Refusal(reply.message)
  return reply.value
}

export const listen = <K extends EventName>(name: K, listener: (payload: EventOf<K>) => void): (() => void) =>
  window.receptive.on(name, listener)
