/**
 * The audit of the chosen data set: what was found, or how far the search is.
 * It is asked anew when the split changes, and never while the preparation is edited; one that was
 * cancelled is not asked for again, whatever the split, until the user starts it.
 */
import { useEffect } from 'react'
import { create } from 'zustand'
import { messageOf, type DataSettings, type Audit } from '../../preload/contract'
import { call, listen } from '../bridge'
import { attempt } from '../ui/say'
import { useSplit } from './view'

type State = {
  /** The set and split that the rest is about; null before the first is asked for. */
  readonly key: string | null
  /** How much is done. */
  readonly share: number
  readonly audit: Audit | null
  /** Why there is none. */
  readonly sentence: string | null
  /** The set whose audit the user cancelled. */
  readonly cancelled: string | null
}
const NOTHING: State = { key: null, share: 0, audit: null, sentence: null, cancelled: null }
const useStore = create<State>(() => NOTHING)

/** Typing a seed is several changes, and each audit reads all samples. */
const ASK_AFTER_MS = 400
/** The last one counts: the answer to an older one is dropped. */
let visit = 0

const auditKey = (fingerprint: string, data: DataSettings): string => JSON.stringify([fingerprint, data])

async function lookThrough(fingerprint: string, data: DataSettings): Promise<void> {
  const mine = ++visit
  useStore.setState({ ...NOTHING, key: auditKey(fingerprint, data) })
  try {
    const audit = await call('data:audit', data)
    if (mine === visit) useStore.setState({ audit })
  } catch (error) {
    if (mine === visit) useStore.setState({ sentence: messageOf(error) })
  }
}

async function cancelAudit(fingerprint: string): Promise<void> {
  visit++
  useStore.setState({ ...NOTHING, cancelled: fingerprint })
  await attempt(() => call('data:cancel-audit'))
}

export type Auditing = Pick<State, 'share' | 'audit' | 'sentence'> & {
  readonly isCancelled: boolean
  readonly onCancel: () => void
  readonly onLook: () => void
}

export function useAudit(fingerprint: string): Auditing {
  const data = useSplit()
  const key = auditKey(fingerprint, data)
  const state = useStore()
  const isCancelled = state.cancelled === fingerprint
  useEffect(() => {
    const now = useStore.getState()
    if (isCancelled || (now.key === key && now.sentence === null)) return
    const timer = setTimeout(() => void lookThrough(fingerprint, data), ASK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [key, fingerprint, data, isCancelled])
  const { share, audit, sentence } = state.key === key ? state : NOTHING
  return {
    share,
    audit,
    sentence,
    isCancelled,
    onCancel: () => void cancelAudit(fingerprint),
    onLook: () => void lookThrough(fingerprint, data),
  }
}

export function followAudits(): void {
  listen('data:auditing', ({ share }) => {
    const now = useStore.getState()
    if (now.key !== null) useStore.setState({ share: Math.max(share, now.share) })
  })
}
