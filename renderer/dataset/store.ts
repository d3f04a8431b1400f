/** The data sets there are, and what the project's own one is, described for its split and preparation. */
import { create } from 'zustand'
import {
  givenSplit,
  isBad,
  layoutAfter,
  leavingOut,
  newStep,
  spreadsOf,
  type DataSettings,
  type DatasetHead,
  type DatasetSummary,
  type SampleInfo,
  messageOf,
} from '../../preload/contract'
import { call } from '../bridge'
import { setSampleInfo } from '../document/sample'
import { useProject } from '../document/store'
import { attempt, say } from '../ui/say'

type State = {
  readonly list: readonly DatasetHead[]
  readonly summary: DatasetSummary | null
  readonly sentence: string | null
}
export const useDataset = create<State>(() => ({ list: [], summary: null, sentence: null }))

/** What the graph is told of the data, from the list alone until they have been opened. */
function infoOf(
  head: DatasetHead,
  { preparation }: DataSettings,
  summary: DatasetSummary | null,
): SampleInfo {
  const axis = summary?.id === head.id ? summary.axis : null
  const to = layoutAfter(preparation, { shape: head.shape, axis })
  const problem = summary?.id === head.id ? (isBad(to) ? to.bad : summary.splitProblem) : null
  const scale = summary?.id === head.id ? summary.scale : null
  return {
    title: head.title,
    shape: isBad(to) ? head.shape : to.shape,
    classes: head.classes,
    numbers: head.numbers,
    ...(summary && scale ? { spreads: spreadsOf(summary.numbers, scale) } : {}),
    ...(problem ? { problem } : {}),
  }
}

/**
 * Shape and classes are known at once; the description (counts, axis) follows when the data have been opened.
 */
async function describe(): Promise<void> {
  const { data } = useProject.getState().document
  const head = useDataset.getState().list.find(d => d.id === data.set)
  setSampleInfo(head ? infoOf(head, data, useDataset.getState().summary) : null)
  if (!head || data.set === null)
    return useDataset.setState({
      summary: null,
      sentence:
        data.set === null
          ? null
          : `The project uses the data set “${data.set}”, which this studio does not have: open its ` +
            'files again.',
    })
  try {
    const summary = await call('data:describe', data)
    const now = useProject.getState().document.data
    if (now.set !== data.set) return
    useDataset.setState({ summary, sentence: null })
    setSampleInfo(infoOf(head, now, summary))
  } catch (error) {
    useDataset.setState({ summary: null, sentence: messageOf(error) })
  }
}

export async function readList(): Promise<void> {
  try {
    useDataset.setState({ list: await call('data:list') })
  } catch (error) {
    say('error', messageOf(error))
  }
}

export async function followDataset(): Promise<void> {
  await readList()
  void describe()
  useProject.subscribe((now, before) => {
    if (now.document.data !== before.document.data) void describe()
  })
  useDataset.subscribe((now, before) => {
    if (now.list !== before.list) void describe()
  })
}

/**
 * Samples of the other form need other steps: they begin anew, with what suits nearly all networks. A split
 * that came with the data is taken.
 */
export async function chooseDataset(set: string): Promise<void> {
  const { document } = useProject.getState()
  const { list } = useDataset.getState()
  const head = list.find(x => x.id === set)
  const before = list.find(x => x.id === document.data.set)
  if (!head || document.data.set === set) return
  const step = newStep('standardise', { shape: head.shape, axis: null })
  const fresh = {
    preparation: [{ ...step, params: { per: head.kind === 'spectra' ? 'position' : 'channel' } }],
    augmentation: [],
  }
  await attempt(async () => {
    const { columns } = await call('data:describe', {
      ...leavingOut(document.data, []),
      set,
      ...givenSplit([]),
      preparation: [],
      augmentation: [],
    })
    useProject.getState().edit('Choose data set', d => ({
      ...d,
      // What is left out are places in the set before.
      data: {
        ...leavingOut(d.data, []),
        set,
        ...givenSplit(columns.map(c => c.name)),
        group: '',
        ...(before?.kind === head.kind ? {} : fresh),
      },
    }))
  })
}

/** Of an imported set; the files it was made from are not touched. */
export async function removeDataset(head: DatasetHead): Promise<void> {
  await attempt(() => call('data:remove', { id: head.id }))
  await readList()
}
