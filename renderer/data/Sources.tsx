/**
 * The data sets to choose from, how to bring one's own in, and how the chosen one is split, prepared and
 * augmented.
 */
import { Button, Menu } from '@mantine/core'
import { FolderOpen, Plus } from 'lucide-react'
import { useDataset } from '../dataset/store'
import { useProject } from '../document/store'
import styles from './data.module.css'
import { choosePaths, openPaths } from './importing'
import { DataForm } from './DataForm'
import { Source } from './Source'

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
        <DataForm data={data} from={{ shape: summary.shape, axis: summary.axis }} />
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
