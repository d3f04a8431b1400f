/**
 * The colour scheme as it is on the page now. What draws on a canvas reads colours from the page,
 * so it must wait until the page has changed; Mantine's own hook tells of a change before that.
 */
import { useSyncExternalStore } from 'react'

const ATTRIBUTE = 'data-mantine-color-scheme'

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: [ATTRIBUTE] })
  return () => observer.disconnect()
}

export const useScheme = (): 'light' | 'dark' =>
  useSyncExternalStore(subscribe, () =>
    document.documentElement.getAttribute(ATTRIBUTE) === 'dark' ? 'dark' : 'light',
  )
