/** Notifications: a card at the lower right for messages that belong to no place on the screen. */
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { messageOf, type Notice } from '../../preload/contract'

const icons = {
  info: <Info size={16} />,
  warning: <TriangleAlert size={16} />,
  error: <CircleAlert size={16} />,
}
const colours = { info: 'var(--accent)', warning: 'var(--warning)', error: 'var(--danger)' }

/** Of cards of one kind only the latest stays. */
const latest = new Map<string, string>()

export function say(
  level: Notice['level'],
  sentence: string,
  undo?: { label: string; run: () => void; kind?: string },
): void {
  const before = undo?.kind === undefined ? undefined : latest.get(undo.kind)
  if (before !== undefined) notifications.hide(before)
  const id = notifications.show({
    icon: icons[level],
    color: colours[level],
    withBorder: true,
    autoClose: level === 'info' ? 6000 : level === 'warning' ? 15000 : false,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" style={{ userSelect: 'text' }}>
          {sentence}
        </Text>
        {undo && (
          <Button
            variant="subtle"
            onClick={() => {
              notifications.hide(id)
              undo.run()
            }}
          >
            {undo.label}
          </Button>
        )}
      </Group>
    ),
  })
  if (undo?.kind !== undefined) latest.set(undo.kind, id)
}

/** Runs something that may be refused and says why. True if it went through. */
export async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action()
    return true
  } catch (error) {
    say('error', messageOf(error))
    return false
  }
}
