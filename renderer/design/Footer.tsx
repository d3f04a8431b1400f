/** Below the canvas: what the network costs in all, what is wrong with it, and where the canvas looks. */
import { ActionIcon, Popover, Tooltip } from '@mantine/core'
import { useStore } from '@xyflow/react'
import { CircleAlert, CircleCheck, Maximize, Minus, Plus, Workflow } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { labelWithKeys } from '../../preload/commands'
import { useProject } from '../document/store'
import { lastField, useAnalysis } from '../document/analysis'
import { count, short } from '../ui/format'
import { canvasCommands } from './commands'
import classes from './Footer.module.css'
import { ProblemList } from './ProblemList'
import { zoomBy } from './viewport'
import { fieldText } from './words'

export function Footer() {
  return (
    <footer className={classes['footer']}>
      <Problems />
      <Totals />
      <Views />
    </footer>
  )
}

function Problems() {
  const { problems } = useAnalysis()
  const [isOpen, setOpen] = useState(false)
  const n = problems.length
  return (
    <Popover
      opened={isOpen && n > 0}
      onChange={setOpen}
      position="top-start"
      width={360}
      shadow="none"
      trapFocus
      returnFocus
      transitionProps={{ duration: 120 }}
      classNames={{ dropdown: classes['popover'] ?? '' }}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes['problems']}
          data-bad={n > 0 || undefined}
          disabled={n === 0}
          data-testid="problems"
          onClick={() => setOpen(!isOpen)}
        >
          {n > 0 ? (
            <CircleAlert size={14} aria-hidden="true" />
          ) : (
            <CircleCheck size={14} aria-hidden="true" />
          )}
          {n === 0 ? 'Ready to train' : n === 1 ? '1 problem' : `${n} problems`}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ProblemList problems={problems} onGone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Totals() {
  const analysis = useAnalysis()
  const layers = useProject(s => s.document.nodes.length)
  const field = lastField(analysis)
  if (layers === 0) return <div className={classes['totals']} />
  return (
    <div className={classes['totals']}>
      <Figure what={`${count(analysis.parameters)} numbers that are learned`}>
        {count(analysis.parameters)} <i>parameters</i>
      </Figure>
      <Figure what={`${count(analysis.multiplyAdds)} multiplications with addition for one sample, forward`}>
        {short(analysis.multiplyAdds)} <i>multiply-adds</i>
      </Figure>
      {field && (
        <Figure what="How much of the input one value of the last feature map sees">
          sees {fieldText(field)}
        </Figure>
      )}
    </div>
  )
}

const Figure = ({ what, children }: { readonly what: string; readonly children: ReactNode }) => (
  <Tooltip label={what}>
    <span>{children}</span>
  </Tooltip>
)

function Views() {
  return (
    <div className={classes['views']}>
      <ViewButton label="Smaller (−)" onClick={() => zoomBy(0.8)}>
        <Minus size={14} />
      </ViewButton>
      <Zoom />
      <ViewButton label="Larger (+)" onClick={() => zoomBy(1.25)}>
        <Plus size={14} />
      </ViewButton>
      <ViewButton label={labelWithKeys('view:fit')} onClick={canvasCommands['view:fit']}>
        <Maximize size={14} />
      </ViewButton>
      <ViewButton label={labelWithKeys('view:arrange')} onClick={canvasCommands['view:arrange']}>
        <Workflow size={14} />
      </ViewButton>
    </div>
  )
}

const ViewButton = ({
  label,
  onClick,
  children,
}: {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactNode
}) => (
  <Tooltip label={label}>
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={label.replace(/ \(.*/, '')}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  </Tooltip>
)

function Zoom() {
  const zoom = useStore(s => Math.round(s.transform[2] * 100))
  return <span className={classes['zoom']}>{zoom} %</span>
}
