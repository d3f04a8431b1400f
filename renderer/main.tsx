/** The window's entry: fonts, styles, providers, and the studio. */
import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './ui/tokens.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { createRoot } from 'react-dom/client'
import { Studio } from './Studio'
import classes from './ui/controls.module.css'
import { theme } from './ui/theme'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element.')
createRoot(root).render(
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <Notifications
      position="bottom-right"
      limit={4}
      containerWidth={420}
      zIndex={400}
      classNames={{ root: classes.notices ?? '' }}
    />
    <Studio />
  </MantineProvider>,
)
