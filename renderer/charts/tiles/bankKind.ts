/** How the kernels of a layer lie in a bank of filters. Pure. */

/**
 * How a bank's last two axes are meant: a transposed convolution has its kernels the other way round, `[…,
 * filters, in]`, and a depthwise one has kernels for each channel alone, `[…, channels, multiplier]`, as has
 * the first half of a separable one.
 */
export type BankKind = 'plain' | 'transposed' | 'depthwise'
export const bankKind = (kind: string | undefined): BankKind =>
  kind?.startsWith('transposed')
    ? 'transposed'
    : kind?.startsWith('depthwise') || kind?.startsWith('separable')
      ? 'depthwise'
      : 'plain'
