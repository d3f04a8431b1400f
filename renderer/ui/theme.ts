/** Mantine, dressed in the tokens of tokens.css: dense controls 28 px high, one accent, hairlines, radius 6. */
import { ActionIcon, Button, createTheme, Input, Menu, Modal, NumberInput, SegmentedControl, Select, Textarea, TextInput, Tooltip, type MantineColorsTuple } from '@mantine/core'
import classes from './controls.module.css'

const accent: MantineColorsTuple = ['#eef0fd', '#dbe0fa', '#b9c2f5', '#94a2ef', '#8fa2ff', '#5468d8', '#3d55cc', '#3449b4', '#2f45b3', '#22338a']

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
  colors: { accent },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' }, classNames: { root: classes['button'] ?? '' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 }, classNames: { root: classes['icon'] ?? '' } }),
    Input: Input.extend({ defaultProps: { size: 'xs' }, styles: { input: { minHeight: 28, height: 28, background: 'var(--raised)', borderColor: 'var(--line)', color: 'var(--text)' } } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' }, styles: { input: { height: 'auto', paddingBlock: 6 } } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false, checkIconPosition: 'right' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', withItemsBorders: false }, classNames: { root: classes['segments'] ?? '', indicator: classes['segment'] ?? '', label: classes['segmentLabel'] ?? '' } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'none', transitionProps: { duration: 120 } }, classNames: { dropdown: classes['floating'] ?? '', item: classes['item'] ?? '', label: classes['groupLabel'] ?? '', divider: classes['divider'] ?? '' } }),
    Modal: Modal.extend({ defaultProps: { centered: true, transitionProps: { duration: 140 } }, classNames: { content: classes['modal'] ?? '', header: classes['modalHeader'] ?? '', title: classes['modalTitle'] ?? '' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, offset: 6, withArrow: false, multiline: true, maw: 280 }, classNames: { tooltip: classes['tooltip'] ?? '' } }),
  },
})
