/**
 * A layer on the canvas: one memoised component for every kind.
 * It reads its own report by id and nothing wider, and its size never depends on its content
 * (the sentence of a wrong node hangs below it), so an edit redraws only the nodes whose numbers change.
 */
import { Handle, Position, type NodeProps } from '@xyflow/react'
import { CircleAlert, Lightbulb, Wrench } from 'lucide-react'
import { memo, type CSSProperties } from 'react'
import {
  formatShape,
  layer,
  type Fix,
  type NodeId,
  type NodeReport,
  type Params,
  type ValuesOf,
} from '../../preload/contract'
import { useNodeReport } from '../document/analysis'
import { count, short } from '../ui/format'
import { mend } from '../document/mend'
import type { FlowNode } from './flow'
import { LayerIcon } from './icons'
import classes from './LayerNode.module.css'
import { NodeStrip } from './NodeStrip'
import { fieldText } from './words'

const stateOf = (report: NodeReport | undefined): 'ok' | 'bad' | 'waiting' =>
  report?.problem ? 'bad' : report?.out ? 'ok' : 'waiting'

export const LayerNode = memo(
  function LayerNode({ id, data, selected }: NodeProps<FlowNode>) {
    const report = useNodeReport(id)
    const decl = layer(data.kind)
    const state = stateOf(report)
    const summary = decl.summary(data.params as ValuesOf<Params>)
    return (
      <div
        className={classes['node']}
        data-testid={`node-${id}`}
        data-kind={data.kind}
        data-state={state}
        data-selected={selected || undefined}
        style={{ '--family': `var(--family-${decl.group})` } as CSSProperties}
      >
        {decl.ports.in > 0 && <Inlet takesMany={decl.ports.in > 1} />}
        <div className={classes['header']}>
          <LayerIcon kind={data.kind} />
          <span className={classes['title']} title={decl.title}>
            {titleOn(decl.title)}
          </span>
          <span className={classes['shape']}>{report?.out ? formatShape(report.out) : '–'}</span>
        </div>
        <div className={classes['summary']} title={summary}>
          {summary}
        </div>
        <Figures report={report} />
        {decl.group === 'convolution' && <NodeStrip id={id} kind={data.kind} params={data.params} />}
        {decl.ports.out > 0 && (
          <Handle type="source" position={Position.Right} className={classes['handle'] ?? ''} />
        )}
        {report?.problem && <Beneath id={id} sentence={report.problem.bad} fix={report.problem.fix} />}
        {report?.hint && <Beneath id={id} isHint sentence={report.hint.sentence} fix={report.hint.fix} />}
      </div>
    )
  },
  (a, b) => a.id === b.id && a.data === b.data && a.selected === b.selected,
)

/** Beside a shape there is no room for the dimension of a layer with a long name, and the shape tells it. */
const LONG = 12
const titleOn = (title: string): string => (title.length > LONG ? title.replace(/ [12]D$/, '') : title)

/** A merge's port is longer than others, because several wires end there. */
const Inlet = ({ takesMany }: { readonly takesMany: boolean }) => (
  <Handle
    type="target"
    position={Position.Left}
    className={classes['handle'] ?? ''}
    {...(takesMany ? { 'data-many': true, title: 'Takes two or more wires' } : {})}
  />
)

function Figures({ report }: { readonly report: NodeReport | undefined }) {
  if (!report?.out)
    return (
      <div className={classes['figures']}>
        <span>{report?.problem ? ' ' : 'waits for its input'}</span>
      </div>
    )
  const { parameters, multiplyAdds, receptiveField } = report
  return (
    <div
      className={classes['figures']}
      title={
        `${count(parameters)} parameters\n${count(multiplyAdds)} multiply-adds for one sample\nReceptive ` +
        `field: ${fieldText(receptiveField)}`
      }
    >
      <span>
        {parameters === 0
          ? 'no parameters'
          : `${parameters < 1e5 ? count(parameters) : short(parameters)} params`}
      </span>
      <span>
        {receptiveField === 'everything'
          ? 'sees all'
          : receptiveField
            ? `sees ${receptiveField.join('×')}`
            : ''}
      </span>
    </div>
  )
}

type BeneathProps = {
  readonly id: NodeId
  readonly sentence: string
  readonly fix: Fix | undefined
  readonly isHint?: boolean
}

/** What is wrong, or what would do better, and the way there. */
function Beneath({ id, sentence, fix, isHint = false }: BeneathProps) {
  const Icon = isHint ? Lightbulb : CircleAlert
  return (
    <div className={classes['problem']} data-hint={isHint || undefined}>
      <div className={classes['sentence']}>
        <Icon size={14} aria-hidden="true" />
        <span data-testid={`${isHint ? 'hint' : 'problem'}-${id}`}>{sentence}</span>
      </div>
      {fix && (
        <button
          type="button"
          className={`${classes['fix'] ?? ''} nodrag nopan`}
          data-testid={`fix-${id}`}
          onClick={event => {
            event.stopPropagation()
            mend(id, fix)
          }}
        >
          <Wrench size={12} aria-hidden="true" />
          {fix.label}
        </button>
      )}
    </div>
  )
}
