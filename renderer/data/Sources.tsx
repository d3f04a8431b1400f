/** The data sets to choose from, and how the chosen one is split and normalised. */
import { UnstyledButton } from '@mantine/core'
import { AudioWaveform, Check, Image } from 'lucide-react'
import { DATA, formatShape } from '../../preload/contract'
import { useProject } from '../document/store'
import { ParamForm } from '../forms/ParamForm'
import { count } from '../ui/format'
import { chooseDataset, useDataset } from './dataset'
import styles from './data.module.css'

export function Sources() {
  const list = useDataset(s => s.list),
    data = useProject(s => s.document.data)
  const { edit, settle } = useProject.getState()
  return (
    <>
      <h2 className={styles.title}>Data sets</h2>
      <div className={styles.sources}>
        {list.map(d => {
          const Icon = d.kind === 'images' ? Image : AudioWaveform
          return (
            <UnstyledButton
              key={d.id}
              className={styles.source}
              data-active={d.id === data.set || undefined}
              aria-pressed={d.id === data.set}
              onClick={() => chooseDataset(d.id)}
            >
              <Icon size={16} strokeWidth={1.75} />
              <span>
                <b>{d.title}</b>
                <small>
                  {count(d.samples)} {d.kind} of {formatShape(d.shape)}
                </small>
                <small>{d.classes} classes</small>
              </span>
              {d.id === data.set && <Check size={14} />}
            </UnstyledButton>
          )
        })}
      </div>
      {data.set !== null && (
        <>
          <h2 className={styles.title}>Preparation</h2>
          <ParamForm
            label="Preparation"
            params={DATA}
            values={data}
            onChange={(name, value) =>
              edit(
                `Change ${DATA[name as keyof typeof DATA].label.toLowerCase()}`,
                d => ({ ...d, data: { ...d.data, [name]: value } }),
                `data.${name}`,
              )
            }
            onCommit={settle}
          />
        </>
      )}
    </>
  )
}
