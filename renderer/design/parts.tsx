/** The two building blocks of the inspector: a section between hairlines, and rows of a name and a figure. */
import type { ReactNode } from 'react'
import classes from './Inspector.module.css'

export const Section = ({ title, children }: { readonly title?: string; readonly children: ReactNode }) => (
  <section className={classes['section']}>
    {title && <h3>{title}</h3>}
    {children}
  </section>
)

export const Facts = ({
  rows,
}: {
  readonly rows: readonly (readonly [name: string, value: ReactNode])[]
}) => (
  <dl className={classes['facts']}>
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
