import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const marine: MantineColorsTuple = [
  '#eaf4f9',
  '#d3e6ef',
  '#a6ccde',
  '#76b1cc',
  '#4f9abd',
  '#338ab3',
  '#1f7199',
  '#175a7c',
  '#114762',
  '#0b3347',
]

const slate: MantineColorsTuple = [
  '#f5f7f9',
  '#e9eef1',
  '#d5dee4',
  '#b3c1ca',
  '#8b9ca8',
  '#647884',
  '#4c5f6b',
  '#394a55',
  '#26343d',
  '#18232a',
]

const danger: MantineColorsTuple = [
  '#fce8e5',
  '#f8d0cb',
  '#f0a59d',
  '#ff9b90',
  '#ee7d71',
  '#d9584c',
  '#cf4237',
  '#a6231b',
  '#861a13',
  '#66120d',
]

const dark: MantineColorsTuple = [
  '#d5e0e7',
  '#a9bac5',
  '#8699a6',
  '#5c707d',
  '#37495a',
  '#2a3b48',
  '#1c2a34',
  '#14202a',
  '#0e1820',
  '#091118',
]

export const theme = createTheme({
  colors: { marine, slate, danger, dark },
  primaryColor: 'marine',
  primaryShade: { light: 7, dark: 6 },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: { fontWeight: '620', textWrap: 'balance' },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'default' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    Modal: {
      defaultProps: {
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
        // A dialog's head is no second banner of the page.
        attributes: { header: { role: 'none' } },
      },
    },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
  },
})

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-default-color': '#14222c',
    '--mantine-color-text': '#14222c',
    '--mantine-color-dimmed': '#51636f',
    '--mantine-color-placeholder': '#647884',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#b9c6cf',
  },
  dark: {
    '--mantine-color-body': '#14202a',
    '--mantine-color-default-color': '#d9e4eb',
    '--mantine-color-text': '#d9e4eb',
    '--mantine-color-dimmed': '#97aab7',
    '--mantine-color-placeholder': '#8699a6',
    '--mantine-color-error': '#ff9b90',
    '--mantine-color-default': '#1c2a34',
    '--mantine-color-default-hover': '#233440',
    '--mantine-color-default-border': '#3a4f5d',
  },
})
