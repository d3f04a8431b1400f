/** What threads read of one another at their barrier. */
import { expect, it } from 'vitest'
import { reference } from '../../../engine/kernels/reference'
import { CONTROL_CELLS } from '../../../engine/runtime/arena'
import { Control } from '../../../engine/runtime/control'
import { memoryOver } from '../../../engine/runtime/memory'

it('a thread that comes late from a barrier reads the same as the others, who are further on already', () => {
  const cells = memoryOver(reference, new Float64Array(4 * CONTROL_CELLS))
  const control = new Control(cells, { control: 0, tasks: 3 * CONTROL_CELLS }, 1, 1)
  control.meet()
  control.abandon() // another thread, at a task behind that barrier
  expect(control.isAbandoned()).toBe(false)
  control.meet()
  expect(control.isAbandoned()).toBe(true)
})
