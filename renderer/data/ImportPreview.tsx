/** The samples as they would be read: pictures, or spectra over one another. */
import { useMemo } from 'react'
import { formatShape, size, type Preview } from '../../preload/contract'
import { classColour } from '../charts/colours'
import { LineChart } from '../charts/LineChart'
import { Picture, greyRange } from '../charts/Picture'
import { axisFormat, axisLabel } from '../charts/spectra'
import styles from './import.module.css'

export function ImportPreview({ preview, isStale }: { preview: Preview; isStale: boolean }) {
  const { names, values, targets, shape } = preview
  const each = size(preview.shape)
  const range = useMemo(() => greyRange(values, preview.isBytes), [values, preview.isBytes])
  if (preview.kind === 'spectra') return <Spectra preview={preview} />
  return (
    <ul
      className={styles.pictures}
      data-stale={isStale || undefined}
      aria-label={`${names.length} samples, ${formatShape(shape)} each`}
    >
      {names.map((name, i) => (
        <li key={`${name}${i}`} title={name}>
          <div>
            <Picture label={name} shape={shape} values={values} offset={i * each} range={range} />
          </div>
          <span>{targets[i]}</span>
        </li>
      ))}
    </ul>
  )
}

function Spectra({ preview }: { preview: Preview }) {
  const lines = useMemo(() => {
    const each = size(preview.shape)
    const [points = 0, channels = 1] = preview.shape
    const x = preview.axis?.values ?? Array.from({ length: points }, (_, i) => i)
    const kinds = [...new Set(preview.targets)]
    return preview.names.flatMap((name, i) =>
      Array.from({ length: channels }, (_, c) => ({
        label: `${name} ${preview.targets[i] ?? ''}`,
        isUnnamed: true,
        x,
        y: Float32Array.from({ length: points }, (_, p) => preview.values[i * each + p * channels + c] ?? 0),
        colour: classColour(kinds.length > 12 ? 0 : Math.max(0, kinds.indexOf(preview.targets[i] ?? ''))),
        width: 1,
      })),
    )
  }, [preview])
  const { axis } = preview
  return (
    <div className={styles.spectra}>
      <LineChart
        label={
          preview.names.length === 1
            ? 'The spectrum as it is read'
            : `${preview.names.length} of the spectra as they are read`
        }
        xLabel={axisLabel(axis)}
        formatX={axisFormat(axis)}
        read={() => lines}
        version={() => lines}
        empty="No spectra"
      />
    </div>
  )
}
