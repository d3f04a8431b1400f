/** Turns pictures by chance. What turns in from outside repeats the edge. */
import { real } from '../spec'
import { defineMove, signed } from './step'
import { turn } from './warp'

export default defineMove({
  kind: 'rotation',
  title: 'Rotate',
  about:
    'Turns pictures by an angle drawn anew each time: for things that may lie at any angle, or a ' +
    'camera that is not quite level.',
  params: { degrees: real('Degrees', 15, 'The largest angle to either side; 180 is any angle.', 0, 180, 5) },
  summary: p => `up to ± ${p.degrees}°`,
  isIdle: p => p.degrees === 0,
  move: p => (key, map) => turn(map, (signed(key, 0) * p.degrees * Math.PI) / 180),
})
