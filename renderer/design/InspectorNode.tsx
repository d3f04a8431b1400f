/**
 * One layer in the inspector: its form, what goes in and comes out, where the numbers come from, what it
 * learns.
 */
import {
  defaultsOf,
  layer,
  learnsStandardised,
  type AnyValues,
  type Bad,
  type GraphNode,
  type NodeId,
} from '../../preload/contract'
import { useNodeReport } from '../document/analysis'
import { isEqual } from '../document/history'
import { setParams } from '../document/nodes'
import { useSampleInfo } from '../document/sample'
import { useProject } from '../document/store'
import { ParamForm } from '../forms/ParamForm'
import { figure } from '../ui/format'
import { Costs } from './Costs'
import { Inputs } from './Inputs'
import classes from './Inspector.module.css'
import { LayerHead, Remark } from './LayerHead'
import { Facts, Section } from './parts'
import { Shapes } from './Shapes'

export function InspectorNode({ id }: { readonly id: NodeId }) {
  const node = useProject(s => s.document.nodes.find(n => n.id === id))
  const report = useNodeReport(id)
  if (!node) return null
  const decl = layer(node.kind)
  return (
    <>
      <Section>
        <LayerHead node={node} />
        <p className={classes['about']}>{decl.about}</p>
        {report?.problem && <Remark id={id} sentence={report.problem.bad} fix={report.problem.fix} />}
        {report?.hint && <Remark id={id} isHint sentence={report.hint.sentence} fix={report.hint.fix} />}
      </Section>
      {Object.keys(decl.params).length > 0 && <Settings node={node} problem={report?.problem} />}
      {node.kind === 'output' && <StandardisedBy node={node} />}
      {decl.ports.in > 1 && <Inputs id={id} />}
      {report && <Shapes node={node} report={report} />}
      {report?.in && report.out && <Costs node={node} report={report} x={report.in} />}
    </>
  )
}

type SettingsProps = { readonly node: GraphNode; readonly problem: Bad | null | undefined }
/** The form of the layer, and the way back to what it began with. */
function Settings({ node: { id, kind, params }, problem }: SettingsProps) {
  const decl = layer(kind)
  const { edit, settle } = useProject.getState()
  const set = (values: AnyValues, label: string, key?: string): void =>
    edit(label, d => setParams(d, id, values), key)
  const labelOf = (name: string): string => (decl.params[name]?.label ?? name).toLowerCase()
  return (
    <Section>
      <ParamForm
        label={`${decl.title} settings`}
        params={decl.params}
        values={params}
        onCommit={settle}
        problemOf={name => (decl.params[name]?.type === 'numbers' ? aboutParam(problem, name) : null)}
        onChange={(name, value) => set({ [name]: value }, `Change ${labelOf(name)}`, `${id}.${name}`)}
      />
      {!isEqual({ ...params }, { ...defaultsOf(decl) }) && (
        <button
          type="button"
          className={classes['reset']}
          onClick={() => set(defaultsOf(decl), 'Back to defaults')}
        >
          Back to defaults
        </button>
      )}
    </Section>
  )
}

/** The sentence of a problem that changing this parameter mends; said where the numbers are typed. */
const aboutParam = (problem: Bad | null | undefined, name: string): string | null =>
  problem?.fix && 'set' in problem.fix && Object.hasOwn(problem.fix.set, name) ? problem.bad : null

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
