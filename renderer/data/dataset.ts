/** The data sets there are, and what the project's own one is, described for its split and normalisation. */
import { create } from 'zustand'
import type { DatasetSummary, Out } from '../../preload/contract'
import { call } from '../bridge'
import { setSampleInfo } from '../document/sample'
import { useProject } from '../document/store'
import { say } from '../ui/say'

export type DatasetHead = Out<'data:list'>[number]
type State = { readonly list: readonly DatasetHead[]; readonly summary: DatasetSummary | null; readonly sentence: string | null }
export const useDataset = create<State>(() => ({ list: [], summary: null, sentence: null }))

/** Shape and classes are known at once; the description (counts, means) follows when the data have been read. */
async function describe(): Promise<void> {
  const { set, normalisation, validation, splitSeed } = useProject.getState().document.data
  const head = useDataset.getState().list.find(d => d.id === set)
  setSampleInfo(head ? { title: head.title, shape: head.shape, classes: head.classes } : null)
  if (!head || set === null)
    return useDataset.setState({
      summary: null,
      sentence: set === null ? null : `The project uses the data set “${set}”, which this studio does not have.`,
    })
  try {
    const summary = await call('data:describe', { set, normalisation, validation, splitSeed })
    if (useProject.getState().document.data.set === set) useDataset.setState({ summary, sentence: null })
  } catch (error) {
    useDataset.setState({ summary: null, sentence: error instanceof Error ? error.message : String(error) })
  }
}

export async function followDataset(): Promise<void> {
  try {
    useDataset.setState({ list: await call('data:list') })
  } catch (error) {
    say('error', error instanceof Error ? error.message : String(error))
  }
  void describe()
  useProject.subscribe((now, before) => {
    if (now.document.data !== before.document.data) void describe()
  })
}

export const chooseDataset = (set: string): void => {
  const { edit } = useProject.getState()
  edit('Choose data set', d =>
    d.data.set === set
      ? d
      : {
          ...d,
          data: { ...d.data, set, normalisation: useDataset.getState().list.find(x => x.id === set)?.kind === 'spectra' ? 'feature' : 'channel' },
        },
  )
}
