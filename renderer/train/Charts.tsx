/** The two charts of a training: its loss, and its accuracy, or R² where numbers are predicted. */
import { LineChart } from '../charts/LineChart'
import { useLossIsStandardised, usePredictsNumbers } from '../runs/target'
import { percent } from '../ui/format'
import type { CurveLook } from './CurveTools'
import { accuracyLines, epochRange, fitLines, lossLines, runVersion } from './curves'

const ZERO_TO_ONE = [0, 1] as const
const FROM_ZERO = [0, null] as const
const UP_TO_ONE = [null, 1] as const

export function Charts({ isLog, smoothing }: CurveLook) {
  const predictsNumbers = usePredictsNumbers()
  const isStandardised = useLossIsStandardised()
  return (
    <>
      <LineChart
        key={isLog ? 'log' : 'linear'}
        label={isStandardised ? 'Loss (numbers standardised)' : 'Loss'}
        xLabel="Epoch"
        read={() => lossLines(smoothing)}
        version={() => `${runVersion()} ${smoothing}`}
        isLog={isLog}
        yRange={FROM_ZERO}
        xRange={epochRange}
        empty="The loss of every batch and epoch appears here while the network trains."
      />
      {predictsNumbers ? <Fit /> : <Accuracy />}
    </>
  )
}

const Fit = () => (
  <LineChart
    label="R² on the validation split"
    xLabel="Epoch"
    read={fitLines}
    version={runVersion}
    yRange={UP_TO_ONE}
    xRange={epochRange}
    empty={
      'How much of the variation in the numbers is explained appears here, epoch by epoch: 1 ' +
      'is perfect, 0 no better than their mean.'
    }
  />
)

const Accuracy = () => (
  <LineChart
    label="Accuracy"
    xLabel="Epoch"
    read={accuracyLines}
    version={runVersion}
    formatY={v => percent(v)}
    formatTick={v => percent(v, 0)}
    yRange={ZERO_TO_ONE}
    xRange={epochRange}
    empty="The share of right answers on training and validation samples appears here, epoch by epoch."
  />
)
