/** Above a layer in the inspector: its name, what can be done with it, and what is said of it. */
import { ActionIcon, Tooltip } from '@mantine/core'
import { CircleAlert, Copy, Lightbulb, Trash2, Wrench } from 'lucide-react'
import { labelWithKeys, shortLabelOf } from '../../preload/commands'
import { layer, type Fix, type GraphNode, type NodeId } from '../../preload/contract'
import { mend } from '../document/mend'
import { deleteSelection, duplicateSelection } from './actions'
import { LayerIcon } from './icons'
import classes from './Inspector.module.css'

export function LayerHead({ node }: { readonly node: GraphNode }) {
  return (
    <div className={classes['head']}>
      <LayerIcon kind={node.kind} size={18} />
      <h2 className={classes['title']}>{layer(node.kind).title}</h2>
      <span className={classes['id']}>{node.id}</span>
      <Tooltip label={labelWithKeys('edit:duplicate')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={shortLabelOf('edit:duplicate')}
          onClick={duplicateSelection}
        >
          <Copy size={14} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={labelWithKeys('edit:delete')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={shortLabelOf('edit:delete')}
          onClick={deleteSelection}
        >
          <Trash2 size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

type RemarkProps = {
  readonly id: NodeId
  readonly sentence: string
  readonly fix: Fix | undefined
  readonly isHint?: boolean
}
export function Remark({ id, sentence, fix, isHint = false }: RemarkProps) {
  const Icon = isHint ? Lightbulb : CircleAlert
  return (
    <div className={classes['problem']} data-hint={isHint || undefined}>
      <Icon size={14} aria-hidden="true" />
      <div>
        {sentence}
        {fix && (
          <button type="button" onClick={() => mend(id, fix)}>
            <Wrench size={12} aria-hidden="true" />
            {fix.label}
          </button>
        )}
      </div>
    </div>
  )
}
