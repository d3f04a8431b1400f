/** Shifts pictures by chance. What comes in from outside repeats the edge. */
import { real } from '../spec'
import { defineMove, percent, signed } from './step'
import { moveOn } from './warp'

export default defineMove({
  kind: 'shift',
  title: 'Shift',
  about: 'Moves pictures a little across and up or down: for things that are not always in the middle.',
  params: {
    share: real('Share', 0.1, 'The farthest shift, as a share of the width and of the height.', 0, 1, 0.05),
  },
  summary: p => `up to ± ${percent(p.share)}`,
  isIdle: p => p.share === 0,
  move(p, { shape: [height = 1, width = 1] }) {
    return (key, map) =>
      moveOn(map, 1, 0, 0, 1, -signed(key, 0) * p.share * width, -signed(key, 1) * p.share * height)
  },
})
