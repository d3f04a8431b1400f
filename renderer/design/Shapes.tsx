/** What goes into a layer and what comes out of it, with the formula that leads from one to the other. */
import { ArrowRight } from 'lucide-react'
import { formatShape, layer, size, type GraphNode, type NodeReport, type Shape } from '../../preload/contract'
import { isEqual } from '../document/history'
import { count } from '../ui/format'
import classes from './Inspector.module.css'
import { Facts, Section } from './parts'
import { axesText, channelsText, fieldText, sizeFormulas } from './words'

export function Shapes({ node, report }: { readonly node: GraphNode; readonly report: NodeReport }) {
  const decl = layer(node.kind)
  const { in: x, out } = report
  const formulas = x && out ? sizeFormulas(decl, x, node.params) : []
  return (
    <Section title={decl.ports.in === 0 ? 'What comes out' : 'In and out'}>
      <div className={classes['flow']}>
        {decl.ports.in > 0 && (
          <>
            <div className={classes['ins']}>
              {grouped(decl.ports.in > 1 && report.ins.length > 0 ? report.ins : [x]).map(
                ({ shape, times }, i) => (
                  <Side key={i} shape={shape} times={times} />
                ),
              )}
            </div>
            <ArrowRight size={14} aria-label="becomes" />
          </>
        )}
        <Side shape={out} isBad={report.problem !== null && out === null} />
      </div>
      {formulas.map(f => (
        <div key={f.axis} className={classes['formula']}>
          <span>{f.axis}</span>
          <code>{f.text}</code>
        </div>
      ))}
      {out && (
        <Facts
          rows={[
            ['Values', count(size(out))],
            ['Receptive field', fieldText(report.receptiveField)],
          ]}
        />
      )}
    </Section>
  )
}

/** Inputs of one shape that follow each other are shown once, with their number. */
function grouped(
  shapes: readonly (Shape | null)[],
): readonly { readonly shape: Shape | null; readonly times: number }[] {
  const groups: { shape: Shape | null; times: number }[] = []
  for (const shape of shapes) {
    const last = groups.at(-1)
    if (last && isEqual(last.shape, shape)) last.times++
    else groups.push({ shape, times: 1 })
  }
  return groups
}

type SideProps = { readonly shape: Shape | null; readonly times?: number; readonly isBad?: boolean }
const Side = ({ shape, times = 1, isBad }: SideProps) => (
  <div className={classes['side']} data-bad={isBad || undefined} title={shape ? axesText(shape) : undefined}>
    <code>
      {times > 1 && <i>{times} of </i>}
      {shape && shape.length > 0 ? formatShape(shape) : '–'}
    </code>
    <span>{shape && shape.length > 0 ? channelsText(shape) : isBad ? 'does not fit' : 'not known yet'}</span>
  </div>
)
