/**
 * The panel at the right: what the selection is and does. Nothing selected: the project; several: what they
 * have in common.
 */
import { Kbd } from '@mantine/core'
import { useAnalysis } from '../document/analysis'
import { useSampleInfo } from '../document/sample'
import { useProject } from '../document/store'
import { shortLabelOf } from '../../preload/commands'
import { formatShape, layer, type SampleInfo } from '../../preload/contract'
import { count, short } from '../ui/format'
import { addLayer } from './addLayer'
import { alignSelection, arrangeAll, deleteSelection, duplicateSelection } from './actions'
import { useFlow } from './flow'
import classes from './Inspector.module.css'
import { InspectorNode } from './InspectorNode'
import { SHORTCUTS } from './keyboard'
import { Facts, Section } from './parts'
import { ProblemList } from './ProblemList'
import { focusNode } from './viewport'

export function Inspector() {
  const selected = useFlow(s => s.selected)
  const id = selected[0]
  return (
    <aside className={classes['inspector']} data-inspector aria-label="Inspector">
      {id === undefined ? (
        <OfProject />
      ) : selected.length === 1 ? (
        <InspectorNode key={id} id={id} />
      ) : (
        <OfMany count={selected.length} />
      )}
    </aside>
  )
}

function OfProject() {
  const { problems } = useAnalysis()
  return (
    <>
      <Section>
        <ProjectName />
        <ProjectFacts />
      </Section>
      {problems.length > 0 && (
        <Section
          title={
            problems.length === 1
              ? 'To mend before training'
              : `${problems.length} things to mend before training`
          }
        >
          <ProblemList problems={problems} />
        </Section>
      )}
      <KeyList />
    </>
  )
}

function ProjectName() {
  const name = useProject(s => s.document.name)
  const { edit, settle } = useProject.getState()
  return (
    <input
      className={classes['name']}
      aria-label="Project name"
      value={name}
      maxLength={200}
      spellCheck={false}
      onBlur={settle}
      onChange={event => {
        const text = event.currentTarget.value
        edit('Rename', d => ({ ...d, name: text }), 'name')
      }}
    />
  )
}

function ProjectFacts() {
  const layers = useProject(s => s.document.nodes.length)
  const { parameters, multiplyAdds } = useAnalysis()
  const data = useSampleInfo(s => s.info)
  return (
    <Facts
      rows={[
        ['Data', data ? `${data.title}` : 'none chosen'],
        ...(data
          ? ([
              ['Sample', formatShape(data.shape)],
              [data.classes > 0 ? 'Classes' : 'Predicts', predicted(data)],
            ] as const)
          : []),
        ['Layers', String(layers)],
        ['Parameters', count(parameters)],
        ['Multiply-adds', `${short(multiplyAdds)} a sample`],
      ]}
    />
  )
}

const KeyList = () => (
  <Section title="Keys">
    <dl className={classes['keys']}>
      {SHORTCUTS.map(([keys, action]) => (
        <div key={keys}>
          <dt>{action}</dt>
          <dd>
            <Kbd size="xs">{keys}</Kbd>
          </dd>
        </div>
      ))}
    </dl>
  </Section>
)

const predicted = ({ classes, numbers = 0 }: SampleInfo): string =>
  classes > 0 ? String(classes) : numbers === 1 ? 'a number' : `${numbers} numbers`

function OfMany({ count: n }: { readonly count: number }) {
  const selected = useFlow(s => s.selected)
  const { nodes } = useAnalysis()
  const sum = (pick: 'parameters' | 'multiplyAdds'): number =>
    selected.reduce((total, id) => total + (nodes.get(id)?.[pick] ?? 0), 0)
  const actions: readonly (readonly [string, () => void])[] = [
    [shortLabelOf('edit:duplicate'), duplicateSelection],
    [shortLabelOf('edit:delete'), deleteSelection],
    [`Join by ${layer('add').title}`, () => focusNode(addLayer('add'))],
    [layer('concatenate').title, () => focusNode(addLayer('concatenate'))],
    ['Align in a row', () => alignSelection('row')],
    ['Align in a column', () => alignSelection('column')],
    ['Arrange all', arrangeAll],
  ]
  return (
    <Section>
      <h2 className={classes['title']}>{n} layers</h2>
      <Facts
        rows={[
          ['Parameters', count(sum('parameters'))],
          ['Multiply-adds', `${short(sum('multiplyAdds'))} a sample`],
        ]}
      />
      <div className={classes['actions']}>
        {actions.map(([label, run], i) => (
          <button key={label} type="button" data-first={i === 0 || undefined} onClick={run}>
            {label}
          </button>
        ))}
      </div>
    </Section>
  )
}
