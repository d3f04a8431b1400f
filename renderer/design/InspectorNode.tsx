/**
 * One layer in the inspector: its form, what goes in and comes out, where the numbers come from, what it
 * learns.
 */
import { ActionIcon, Tooltip } from '@mantine/core'
import { ArrowRight, CircleAlert, Copy, Lightbulb, Trash2, Wrench } from 'lucide-react'
import { labelWithKeys, shortLabelOf } from '../../preload/commands'
import {
  INITIALISERS,
  type Weight,
  defaultsOf,
  formatShape,
  layer,
  learnsStandardised,
  size,
  type AnyValues,
  type Bad,
  type Fix,
  type GraphNode,
  type NodeId,
  type NodeReport,
  type Params,
  type Shape,
  type ValuesOf,
} from '../../preload/contract'
import { useNodeReport } from '../document/analysis'
import { useSampleInfo } from '../document/sample'
import { isEqual } from '../document/history'
import { setParams } from '../document/nodes'
import { useProject } from '../document/store'
import { ParamForm } from '../forms/ParamForm'
import { count, figure } from '../ui/format'
import { mend } from '../document/mend'
import { deleteSelection, duplicateSelection } from './actions'
import { LayerIcon } from './icons'
import { Inputs } from './Inputs'
import classes from './Inspector.module.css'
import { Facts, Section } from './parts'
import { axesText, channelsText, fieldText, parameterFormula, sizeFormulas } from './words'

export function InspectorNode({ id }: { readonly id: NodeId }) {
  const node = useProject(s => s.document.nodes.find(n => n.id === id))
  const report = useNodeReport(id)
  if (!node) return null
  const decl = layer(node.kind)
  const { edit, settle } = useProject.getState()
  const set = (values: AnyValues, label: string, key?: string): void =>
    edit(label, d => setParams(d, id, values), key)
  const isDefault = isEqual({ ...node.params }, { ...defaultsOf(decl) })
  return (
    <>
      <Section>
        <Head node={node} />
        <p className={classes['about']}>{decl.about}</p>
        {report?.problem && <Remark id={id} sentence={report.problem.bad} fix={report.problem.fix} />}
        {report?.hint && <Remark id={id} isHint sentence={report.hint.sentence} fix={report.hint.fix} />}
      </Section>
      {Object.keys(decl.params).length > 0 && (
        <Section>
          <ParamForm
            label={`${decl.title} settings`}
            params={decl.params}
            values={node.params}
            onCommit={settle}
            problemOf={name =>
              decl.params[name]?.type === 'numbers' ? aboutParam(report?.problem, name) : null
            }
            onChange={(name, value) =>
              set(
                { [name]: value },
                `Change ${(decl.params[name]?.label ?? name).toLowerCase()}`,
                `${id}.${name}`,
              )
            }
          />
          {!isDefault && (
            <button
              type="button"
              className={classes['reset']}
              onClick={() => set(defaultsOf(decl), 'Back to defaults')}
            >
              Back to defaults
            </button>
          )}
        </Section>
      )}
      {node.kind === 'output' && <StandardisedBy node={node} />}
      {decl.ports.in > 1 && <Inputs id={id} />}
      {report && <Shapes node={node} report={report} />}
      {report?.in && report.out && <Costs node={node} report={report} x={report.in} />}
    </>
  )
}

const MOST_SPREADS = 6
/** What numbers are standardised by, as the data at hand have it. */
function StandardisedBy({ node }: { readonly node: GraphNode }) {
  const spreads = useSampleInfo(s => s.info?.spreads) ?? []
  if (!learnsStandardised({ nodes: [node] }) || node.params['target'] !== '' || spreads.length === 0)
    return null
  const more = spreads.length - MOST_SPREADS
  return (
    <Section title="Standardised by mean ± deviation">
      <Facts
        rows={[
          ...spreads
            .slice(0, MOST_SPREADS)
            .map(({ name, mean, deviation }) => [name, `${figure(mean)} ± ${figure(deviation)}`] as const),
          ...(more > 0 ? [[`${more} more`, ''] as const] : []),
        ]}
      />
    </Section>
  )
}

/** The sentence of a problem that changing this parameter mends; said where the numbers are typed. */
const aboutParam = (problem: Bad | null | undefined, name: string): string | null =>
  problem?.fix && 'set' in problem.fix && Object.hasOwn(problem.fix.set, name) ? problem.bad : null

function Head({ node }: { readonly node: GraphNode }) {
  return (
    <div className={classes['head']}>
      <LayerIcon kind={node.kind} size={18} />
      <h2 className={classes['title']}>{layer(node.kind).title}</h2>
      <span className={classes['id']}>{node.id}</span>
      <Tooltip label={labelWithKeys('edit:duplicate')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={shortLabelOf('edit:duplicate')}
          onClick={duplicateSelection}
        >
          <Copy size={14} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={labelWithKeys('edit:delete')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={shortLabelOf('edit:delete')}
          onClick={deleteSelection}
        >
          <Trash2 size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

type RemarkProps = {
  readonly id: NodeId
  readonly sentence: string
  readonly fix: Fix | undefined
  readonly isHint?: boolean
}
function Remark({ id, sentence, fix, isHint = false }: RemarkProps) {
  const Icon = isHint ? Lightbulb : CircleAlert
  return (
    <div className={classes['problem']} data-hint={isHint || undefined}>
      <Icon size={14} aria-hidden="true" />
      <div>
        {sentence}
        {fix && (
          <button type="button" onClick={() => mend(id, fix)}>
            <Wrench size={12} aria-hidden="true" />
            {fix.label}
          </button>
        )}
      </div>
    </div>
  )
}

function Shapes({ node, report }: { readonly node: GraphNode; readonly report: NodeReport }) {
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

function Costs({
  node,
  report,
  x,
}: {
  readonly node: GraphNode
  readonly report: NodeReport
  readonly x: Shape
}) {
  const weights = layer(node.kind).weights(x, node.params as ValuesOf<Params>)
  if (weights.length === 0 && report.multiplyAdds === 0) return null
  return (
    <Section title="What it learns and costs">
      {weights.length > 0 && (
        <div className={classes['formula']}>
          <span>Parameters</span>
          <code>{parameterFormula(weights)}</code>
        </div>
      )}
      <Facts rows={[['Multiply-adds', `${count(report.multiplyAdds)} a sample`]]} />
      {weights.length > 0 && (
        <table className={classes['weights']}>
          <thead>
            <tr>
              <th>Weights</th>
              <th>Shape</th>
              <th>Begin as</th>
            </tr>
          </thead>
          <tbody>
            {weights.map(w => (
              <tr key={w.name}>
                <td>{w.name}</td>
                <td>
                  <code>{formatShape(w.shape)}</code>
                </td>
                <td>{beginning(w)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

function beginning(w: Weight): string {
  if (w.values) return 'as typed'
  if (w.init === 'constant') return w.constant ? String(w.constant) : 'zeros'
  return INITIALISERS.find(([name]) => name === w.init)?.[1] ?? w.init
}
