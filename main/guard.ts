/** The checks that stand before every handler. Apart from ipc.ts so that they are tested without a window. */
import { calls, messageOf, type CallName, type Handlers, type Reply } from '../preload/contract'

/** Whether a URL is the studio's page; its hash does not matter. */
export const isHome = (url: string, home: string): boolean => url.split('#')[0] === home.split('#')[0]

/**
 * The reply to one call: the payload fits its schema or never reaches the handler; an error becomes a
 * sentence.
 */
export async function answer(handlers: Handlers, name: CallName, arg: unknown): Promise<Reply<unknown>> {
  const payload = calls[name].schema.safeParse(arg)
  if (!payload.success)
    return {
      ok: false,
      code: 'payload',
      message: payload.error.issues[0]?.message ?? `Bad argument for ${name}.`,
    }
  try {
    return { ok: true, value: await (handlers[name] as (a: unknown) => Promise<unknown>)(payload.data) }
  } catch (error) {
    return { ok: false, code: 'failed', message: messageOf(error) }
  }
}
