// @vitest-environment happy-dom
/**
 * Forms: every type of parameter shows its value, gives only what fits its declaration, and keeps what was
 * typed.
 */
import { MantineProvider } from '@mantine/core'
import { act, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  axes,
  bool,
  choice,
  int,
  numbers,
  padding,
  real,
  shapeOf,
  sides,
  TRAINING,
  type Param,
} from '../../../preload/contract'
import { ParamField } from '../../../renderer/forms/ParamField'
import { ParamForm } from '../../../renderer/forms/ParamForm'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
window.matchMedia ??= (() => ({ matches: false, addEventListener() {}, removeEventListener() {} })) as never
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
} as never

let root: Root
let host: HTMLElement
let given: unknown[]
let set: (value: unknown) => void
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'))
  root = createRoot(host)
  given = []
})
afterEach(() => {
  act(() => root.unmount())
  host.remove()
})

function Held({ param, first }: { readonly param: Param; readonly first: unknown }) {
  const [value, setValue] = useState(first)
  set = setValue
  return (
    <ParamField
      param={param}
      value={value}
      onChange={v => {
        given.push(v)
        setValue(v)
      }}
    />
  )
}
function Rows() {
  const [value, setValue] = useState<unknown>([])
  return (
    <ParamField
      param={numbers('Kernel values', 'Row by row.')}
      kernel={[3, 3]}
      value={value}
      onChange={v => {
        given.push(v)
        setValue(v)
      }}
    />
  )
}
const show = (param: Param, first: unknown): void =>
  act(() =>
    root.render(
      <MantineProvider>
        <Held param={param} first={first} />
      </MantineProvider>,
    ),
  )
function field(label: string): HTMLInputElement {
  const found = host.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)
  if (!found) throw new Error(`no field “${label}” in ${host.innerHTML}`)
  return found
}
function type(label: string, text: string): void {
  const input = field(label)
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
const press = (label: string, key: string, shiftKey = false): void =>
  act(
    () =>
      void field(label).dispatchEvent(
        new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }),
      ),
  )
const choose = (value: string): void =>
  act(() => host.querySelector<HTMLInputElement>(`input[type="radio"][value="${value}"]`)?.click())

describe('int', () => {
  beforeEach(() => show(int('Filters', 32, 'How many.', 1, 4096), 32))
  it('keeps what was typed, says what is wrong, and changes nothing until it fits', () => {
    for (const text of ['', '0', '4.5', 'many']) {
      type('Filters', text)
      expect(field('Filters').value).toBe(text)
      expect(host.textContent).toContain('Filters must be a whole number from 1 to 4096.')
    }
    expect(given).toEqual([])
    type('Filters', '48')
    expect(given).toEqual([48])
    expect(host.textContent).not.toContain('must be')
  })
  it('shows the value again when it changes from outside, as undo does', () => {
    type('Filters', 'x')
    act(() => set(16))
    expect(field('Filters').value).toBe('16')
    expect(host.textContent).not.toContain('must be')
  })
  it('steps with the arrow keys within its limits', () => {
    press('Filters', 'ArrowUp')
    press('Filters', 'ArrowUp', true)
    press('Filters', 'ArrowDown')
    expect(given).toEqual([33, 43, 42])
  })
})

describe('the other types', () => {
  it('real reads a decimal comma and steps without binary noise', () => {
    show(real('Rate', 0.25, 'Share.', 0, 0.95, 0.05), 0.25)
    type('Rate', '0,3')
    press('Rate', 'ArrowUp')
    expect(given).toEqual([0.3, 0.35])
  })
  it('bool switches', () => {
    show(bool('Bias', true, 'Adds one.'), true)
    act(() => field('Bias').click())
    expect(given).toEqual([false])
  })
  it('choice shows the label of its value', () => {
    show(
      choice(
        'Keep',
        [
          ['max', 'Max'],
          ['sum', 'Sum'],
        ],
        'max',
        'Which.',
      ),
      'sum',
    )
    expect(field('Keep').value).toBe('Sum')
  })
  it('axes in one dimension is one number', () => {
    show(axes('Kernel size', 1, 7, 'How many.'), [7])
    type('Kernel size', '9')
    expect(given).toEqual([[9]])
  })
  it('axes in two dimensions change together until unlinked', () => {
    show(axes('Kernel size', 2, 3, 'How many.'), [3, 3])
    type('Kernel size, height', '5')
    act(() => host.querySelector<HTMLButtonElement>('button[aria-pressed]')?.click())
    type('Kernel size, width', '7')
    expect(given).toEqual([
      [5, 5],
      [5, 7],
    ])
  })
  it('padding is valid, same, or a number of pixels', () => {
    show(padding(2, 'valid', 'Zeros.'), 'valid')
    choose('same')
    choose('pixels')
    type('Padding in pixels', '3')
    expect(given).toEqual(['same', 1, 3])
  })
  it('padding for each side has a box for each, named', () => {
    show(padding(2, 'valid', 'Zeros.'), 'valid')
    choose('sides')
    type('Padding, left', '2')
    type('Padding, top', '2000')
    expect(host.textContent).toContain('must be a whole number from 0 to 1024')
    expect(given).toEqual([
      [1, 1, 1, 1],
      [1, 1, 2, 1],
    ])
  })
  it('sides in one dimension are before and after', () => {
    show(sides('Zeros', 1, 1, 'How many.'), [1, 1])
    type('Zeros, after', '3')
    expect(given).toEqual([[1, 3]])
  })
  it(
    'many numbers are typed in rows, in reading order, and laid out as the kernel when the field is ' +
      'left',
    () => {
      act(() =>
        root.render(
          <MantineProvider>
            <Rows />
          </MantineProvider>,
        ),
      )
      const area = host.querySelector('textarea')
      if (!area) throw new Error('no field of several lines')
      act(() => {
        area.focus()
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(
          area,
          '0 1 0\n1 -4 1\n0 1 0',
        )
        area.dispatchEvent(new Event('input', { bubbles: true }))
      })
      expect(given).toEqual([[0, 1, 0, 1, -4, 1, 0, 1, 0]])
      expect(host.textContent).toContain('9 numbers')
      act(() => area.blur())
      expect(area.value).toBe(' 0  1  0\n 1 -4  1\n 0  1  0')
    },
  )
  it('shape follows the data or is typed', () => {
    show(shapeOf('Shape', 'Which.'), 'data')
    choose('typed')
    type('Shape, typed', '32 x 32')
    type('Shape, typed', '32 x 32 x')
    type('Shape, typed', '32 x 32 x 0')
    expect(host.textContent).toContain('Shape must')
    choose('data')
    expect(given).toEqual([[28, 28, 1], [32, 32], 'data'])
  })
})

describe('ParamForm', () => {
  it('draws every declared setting and hides what is not used', () => {
    const values = Object.fromEntries(Object.entries(TRAINING).map(([k, p]) => [k, p.default]))
    act(() =>
      root.render(
        <MantineProvider>
          <ParamForm
            params={TRAINING}
            values={values}
            onChange={(name, value) => given.push([name, value])}
          />
        </MantineProvider>,
      ),
    )
    expect(host.querySelector('[aria-label="Momentum"]')).toBeNull()
    type('Epochs', '12')
    expect(given).toEqual([['epochs', 12]])
  })
  it('keeps what is rarely changed behind More, which counts what was changed', () => {
    const values = {
      ...Object.fromEntries(Object.entries(TRAINING).map(([k, p]) => [k, p.default])),
      clipNorm: 5,
    }
    act(() =>
      root.render(
        <MantineProvider>
          <ParamForm label="Training settings" params={TRAINING} values={values} onChange={() => undefined} />
        </MantineProvider>,
      ),
    )
    const more = host.querySelector<HTMLButtonElement>('button[aria-expanded]')
    expect(more?.textContent).toBe('More1 changed')
    expect(host.querySelector('[aria-label="Clip norm"]')).toBeNull()
    act(() => more?.click())
    expect(field('Clip norm').value).toBe('5')
    expect(host.querySelector('[aria-label="Rho"]')).toBeNull() // meant beside another optimiser only
    act(() => root.unmount())
    root = createRoot(host)
    act(() =>
      root.render(
        <MantineProvider>
          <ParamForm label="Training settings" params={TRAINING} values={values} onChange={() => undefined} />
        </MantineProvider>,
      ),
    )
    expect(field('Clip norm').value).toBe('5') // it stays open
  })
})
