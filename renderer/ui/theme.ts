/**
 * Mantine, dressed in the tokens of tokens.css: dense controls 28 px high, one accent, hairlines, radius 6.
 */
import {
  ActionIcon,
  Button,
  createTheme,
  Input,
  Menu,
  Modal,
  Notification,
  NumberInput,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
  Tooltip,
  type MantineColorsTuple,
} from '@mantine/core'
import classes from './controls.module.css'

const accent: MantineColorsTuple = [
  '#eef0fd',
  '#dbe0fa',
  '#b9c2f5',
  '#94a2ef',
  '#8fa2ff',
  '#5468d8',
  '#3d55cc',
  '#3449b4',
  '#2f45b3',
  '#22338a',
]

/** The shades that light and dark use are the tokens' danger. */
const red: MantineColorsTuple = [
  '#fbeae8',
  '#f6d5d2',
  '#efb3ae',
  '#ffaca5',
  '#ff8f85',
  '#d5453b',
  '#b3261e',
  '#9c1f18',
  '#851912',
  '#6e130d',
]

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  colors: { accent, red },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'filled' },
      classNames: { root: classes['button'] ?? '' },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
      classNames: { root: classes['icon'] ?? '' },
    }),
    Input: Input.extend({ defaultProps: { size: 'xs' }, classNames: { input: classes['input'] ?? '' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({
      defaultProps: { size: 'xs' },
      styles: { input: { height: 'auto', paddingBlock: 6 } },
    }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false, checkIconPosition: 'right' } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', withItemsBorders: false },
      classNames: {
        root: classes['segments'] ?? '',
        indicator: classes['segment'] ?? '',
        label: classes['segmentLabel'] ?? '',
      },
    }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'none',
        withInitialFocusPlaceholder: false,
        transitionProps: { duration: 120 },
      },
      classNames: {
        dropdown: classes['floating'] ?? '',
        item: classes['item'] ?? '',
        label: classes['groupLabel'] ?? '',
        divider: classes['divider'] ?? '',
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        transitionProps: { duration: 140 },
      },
      classNames: {
        content: classes['modal'] ?? '',
        header: classes['modalHeader'] ?? '',
        title: classes['modalTitle'] ?? '',
      },
    }),
    Notification: Notification.extend({
      classNames: {
        root: classes['notice'] ?? '',
        icon: classes['noticeIcon'] ?? '',
        body: classes['noticeBody'] ?? '',
      },
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, offset: 6, withArrow: false, multiline: true, maw: 280 },
      classNames: { tooltip: classes['tooltip'] ?? '' },
    }),
  },
})
