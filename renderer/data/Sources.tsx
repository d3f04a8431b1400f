/**
 * The data sets to choose from, how to bring one's own in, and how the chosen one is split, prepared and
 * augmented.
 */
import { ActionIcon, Button, Menu, Select, Tooltip, UnstyledButton } from '@mantine/core'
import { AudioWaveform, Check, FolderOpen, Image, MoreHorizontal, Plus } from 'lucide-react'
import {
  AUGMENTATIONS,
  DATA,
  formatShape,
  isBad,
  isMeant,
  layoutAfter,
  newAugmentation,
  newStep,
  STEPS,
  type AugmentKind,
  type DatasetHead,
  type DataSettings,
  type DataStep,
  type Layout,
  type StepKind,
} from '../../preload/contract'
import { useProject } from '../document/store'
import { ParamForm } from '../forms/ParamForm'
import { count } from '../ui/format'
import { chooseDataset, removeDataset, useDataset } from '../dataset/store'
import { choosePaths, openAgain, openPaths } from './importing'
import { StepList, type StepChoice } from './StepList'
import styles from './data.module.css'

/** The way of splitting first, then what it needs; the columns have boxes of their own. */
const { validation, splitSeed, split, column: _column, group: _group, ...folds } = DATA
const SPLIT = { split, ...folds, validation, splitSeed }

export function Sources() {
  const { list, summary } = useDataset()
  const data = useProject(s => s.document.data)
  return (
    <>
      <header className={styles.heading}>
        <h2 className={styles.title}>Data sets</h2>
        <OpenMenu />
      </header>
      <div className={styles.sources}>
        {list.map(d => (
          <Source key={d.id} head={d} isChosen={d.id === data.set} />
        ))}
      </div>
      {summary && data.set !== null && (
        <Settings data={data} from={{ shape: summary.shape, axis: summary.axis }} />
      )}
    </>
  )
}

/** Files or a folder: one dialog cannot offer both everywhere. What was opened before is a step away. */
function OpenMenu() {
  const list = useDataset(s => s.list)
  const recent = list.flatMap(d => (d.own ? [d] : [])).slice(0, 8)
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<Plus size={14} />}>
          Open
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Plus size={14} />} onClick={() => void choosePaths('files')}>
          Files…
        </Menu.Item>
        <Menu.Item leftSection={<FolderOpen size={14} />} onClick={() => void choosePaths('folder')}>
          Folder…
        </Menu.Item>
        {recent.length > 0 && <Menu.Label>Opened before</Menu.Label>}
        {recent.map(d => (
          <Menu.Item
            key={d.id}
            title={d.own?.paths.join('\n')}
            onClick={() => void openPaths(d.own?.paths ?? [])}
          >
            {d.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Source({ head, isChosen }: { head: DatasetHead; isChosen: boolean }) {
  const Icon = head.kind === 'images' ? Image : AudioWaveform
  return (
    <div className={styles.source} data-active={isChosen || undefined}>
      <UnstyledButton aria-pressed={isChosen} onClick={() => void chooseDataset(head.id)} title={head.title}>
        <Icon size={16} strokeWidth={1.75} />
        <span>
          <b>{head.title}</b>
          <small>
            {count(head.samples)} {head.kind} of {formatShape(head.shape)}
          </small>
          <small>
            {head.classes > 0
              ? `${head.classes} classes`
              : head.numbers === 1
                ? '1 number to predict'
                : `${head.numbers} numbers to predict`}
          </small>
        </span>
      </UnstyledButton>
      {head.own ? <SourceMenu head={head} isChosen={isChosen} /> : isChosen && <Check size={14} />}
    </div>
  )
}

function SourceMenu({ head, isChosen }: { head: DatasetHead; isChosen: boolean }) {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" size={22} aria-label={`Actions for ${head.title}`}>
          <MoreHorizontal size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void openAgain(head)}>Read again, otherwise…</Menu.Item>
        <Tooltip label="Another data set must be chosen first" disabled={!isChosen}>
          <Menu.Item color="red" disabled={isChosen} onClick={() => void removeDataset(head)}>
            Remove from the studio
          </Menu.Item>
        </Tooltip>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The split's form; its columns are chosen among those that the data have. */
function SplitForm({ data }: { data: DataSettings }) {
  const { edit, settle } = useProject.getState()
  const summary = useDataset(s => s.summary)
  const change = (name: string, value: unknown): void =>
    edit(
      `Change ${DATA[name as keyof typeof DATA].label.toLowerCase()}`,
      d => ({ ...d, data: { ...d.data, [name]: value } }),
      `data.${name}`,
    )
  const columns = (['column', 'group'] as const).filter(name => isMeant(DATA[name], data))
  return (
    <>
      <ParamForm label="Split" params={SPLIT} values={data} onChange={change} onCommit={settle} />
      {columns.map(name => (
        <Select
          key={name}
          mt={8}
          label={DATA[name].label}
          description={DATA[name].help}
          clearable={name === 'group'}
          placeholder={summary?.columns.length ? 'Choose a column' : 'These data have no columns'}
          disabled={!summary?.columns.length}
          data={(summary?.columns ?? []).map(c => ({
            value: c.name,
            label: `${c.name} (${c.distinct} values)`,
          }))}
          value={data[name] || null}
          onChange={value => change(name, value ?? '')}
        />
      ))}
      {summary?.splitProblem && (
        <p className={styles.problem} role="alert">
          {summary.splitProblem}
        </p>
      )}
    </>
  )
}

function Settings({ data, from }: { data: DataSettings; from: Layout }) {
  const { edit, settle } = useProject.getState()
  const form = from.shape.length === 3 ? 'images' : 'spectra'
  const after = layoutAfter(data.preparation, from)
  const change =
    (list: 'preparation' | 'augmentation') => (label: string, steps: readonly DataStep[], key?: string) =>
      edit(label, d => ({ ...d, data: { ...d.data, [list]: steps } }), key)
  return (
    <>
      <h2 className={styles.title}>Split</h2>
      <SplitForm data={data} />
      <StepList
        name="Preparation"
        about={
          'Samples go into the network as measured. Most networks learn from standardised values more ' +
          'easily.'
        }
        steps={data.preparation}
        choices={STEPS as unknown as Readonly<Record<string, StepChoice>>}
        form={form}
        make={(kind, at) => {
          const before = layoutAfter(data.preparation.slice(0, at), from)
          return newStep(kind as StepKind, isBad(before) ? from : before)
        }}
        problem={isBad(after) ? after.bad : null}
        onChange={change('preparation')}
        onCommit={settle}
      />
      <StepList
        name="Augmentation"
        about={
          'Training samples are seen as they are in every epoch. Steps here change them a little, anew ' +
          'each time.'
        }
        steps={data.augmentation}
        choices={AUGMENTATIONS as unknown as Readonly<Record<string, StepChoice>>}
        form={form}
        make={kind => newAugmentation(kind as AugmentKind)}
        onChange={change('augmentation')}
        onCommit={settle}
      />
    </>
  )
}
