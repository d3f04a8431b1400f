/** How the chosen data set is split, prepared and augmented. */
import {
  AUGMENTATIONS,
  isBad,
  layoutAfter,
  newAugmentation,
  newStep,
  STEPS,
  type AugmentKind,
  type DataSettings,
  type DataStep,
  type Layout,
  type StepKind,
} from '../../preload/contract'
import { useProject } from '../document/store'
import styles from './data.module.css'
import { SplitForm } from './SplitForm'
import type { StepChoice } from './StepItem'
import { StepList } from './StepList'

type Props = { readonly data: DataSettings; readonly from: Layout }

export function DataForm({ data, from }: Props) {
  const form = from.shape.length === 3 ? 'images' : 'spectra'
  return (
    <>
      <h2 className={styles.title}>Split</h2>
      <SplitForm data={data} />
      <Preparation data={data} from={from} form={form} />
      <Augmentation data={data} form={form} />
    </>
  )
}

const change =
  (list: 'preparation' | 'augmentation') =>
  (label: string, steps: readonly DataStep[], key?: string): void =>
    useProject.getState().edit(label, d => ({ ...d, data: { ...d.data, [list]: steps } }), key)

type FormProps = { readonly form: 'images' | 'spectra' }

function Preparation({ data, from, form }: Props & FormProps) {
  const after = layoutAfter(data.preparation, from)
  return (
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
      onCommit={useProject.getState().settle}
    />
  )
}

const Augmentation = ({ data, form }: Pick<Props, 'data'> & FormProps) => (
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
    onCommit={useProject.getState().settle}
  />
)
