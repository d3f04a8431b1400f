/** Functions that may be longer than the limit, by file and name, each with its reason. */

/** Lines of a function, from its first word to its last brace; those of a layer's declaration aside. */
export const MOST_LINES = 40

const TILE = 'its loop is unrolled by hand, so that every sum has a register of its own'
const TRANSFORM = 'a matrix of constants, written out one row after another'

const TILES = 'engine/kernels/assembly/convolution/tiles/'
const WINOGRAD = 'engine/kernels/assembly/convolution/winograd/'
const FOLLOW = 'engine/kernels/assembly/fusedBlock/follow/'

/** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */
export const LONG_FUNCTIONS = {
  'engine/kernels/assembly/convolution/window.ts': {
    convolutionWindow: 'twenty parameters and an assignment for each: it reads as a table',
  },
  [`${TILES}gradientPair3.ts`]: { wide3: TILE },
  [`${TILES}gradientPair6.ts`]: { wide6: TILE },
  [`${TILES}gradientPanel.ts`]: { tile3: TILE, tile6: TILE },
  [`${TILES}pair4.ts`]: { tile4: TILE },
  [`${TILES}pair5.ts`]: { tile5: TILE },
  [`${TILES}pair6.ts`]: { tile6: TILE },
  [`${TILES}panel5.ts`]: { tile4: TILE, tile5: TILE },
  [`${TILES}panel6.ts`]: { tile6: TILE },
  [`${WINOGRAD}kernelTransform.ts`]: { transformKernel: TRANSFORM },
  [`${WINOGRAD}outputGradient.ts`]: { transformOutputGradient: TRANSFORM },
  [`${WINOGRAD}outputTransform.ts`]: { output4of6: TRANSFORM, output4of8: TRANSFORM },
  [`${FOLLOW}upTo4.ts`]: { follow3: TILE },
  [`${FOLLOW}upTo6.ts`]: { follow5: TILE, follow6: TILE },
  [`${FOLLOW}upTo12.ts`]: { follow12: TILE },
  [`${FOLLOW}wide10.ts`]: { follow8: TILE, follow10: TILE },
  [`${FOLLOW}wide16.ts`]: { follow12: TILE, follow16: TILE },
  [`${FOLLOW}wide24.ts`]: { follow20: TILE, follow24: TILE },
}
