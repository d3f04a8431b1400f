/** What stands where there is nothing yet: what belongs here, and the one next step. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'

type Props = {
  readonly icon?: LucideIcon
  readonly title: string
  readonly about: string
  readonly children: ReactNode
}

export function EmptyState({ icon: Icon, title, about, children }: Props) {
  return (
    <div className={styles.empty}>
      {Icon && <Icon size={28} strokeWidth={1.5} />}
      <h2>{title}</h2>
      <p>{about}</p>
      <div className={styles.steps}>{children}</div>
    </div>
  )
}
