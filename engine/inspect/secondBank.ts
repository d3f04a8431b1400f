/**
 * Under which name the second bank of a node is kept: a separable convolution has its depthwise kernels under
 * its own. Pure.
 */
export const secondBank = (node: string): string => `${node}/pointwise`
