/**
 * One drawing per family of layers, 16 px, in the colour of its family: what the layer does, not a symbol for
 * it.
 */
import type { ReactNode } from 'react'
import { type Group, type LayerKind, layer } from '../../preload/contract'

const ofGroup: Record<Group, ReactNode> = {
  input: <path d="M2 8h7M6.5 5 9.5 8l-3 3M13 3v10" />,
  convolution: (
    <>
      <path d="M2.5 2.5h11v11h-11z" opacity=".45" />
      <path d="M2.5 2.5h6.6v6.6H2.5z" fill="currentColor" fillOpacity=".22" />
    </>
  ),
  activation: <path d="M2 11.5h6L13.5 4" />,
  pooling: (
    <>
      <path d="M2.5 2.5h11v11h-11zM8 2.5v11M2.5 8h11" opacity=".45" />
      <path d="M8 2.5h5.5V8H8z" fill="currentColor" />
    </>
  ),
  normalising: <path d="M2 13c2.2 0 3-10 6-10s3.8 10 6 10M2 13h12" />,
  merging: <path d="M2 4c5 0 4 4 8 4M2 12c5 0 4-4 8-4M10 8h4M11.8 5.8 14 8l-2.2 2.2" />,
  regularising: (
    <>
      <circle cx="4" cy="4" r="1.6" fill="currentColor" />
      <circle cx="12" cy="4" r="1.6" opacity=".5" />
      <circle cx="4" cy="12" r="1.6" opacity=".5" />
      <circle cx="12" cy="12" r="1.6" fill="currentColor" />
    </>
  ),
  shape: (
    <>
      <path d="M2.5 3h5v4h-5z" />
      <path d="M2 12.5h12M2 10.8v3.4M6 10.8v3.4M10 10.8v3.4M14 10.8v3.4" />
    </>
  ),
  dense: (
    <>
      <path d="M4 4 12 3.5M4 4l8 4M4 4l8 8.5M4 12l8-8.5M4 12l8-4M4 12l8 .5" opacity=".55" />
      <circle cx="3.5" cy="4" r="1.3" fill="currentColor" />
      <circle cx="3.5" cy="12" r="1.3" fill="currentColor" />
      <circle cx="12.5" cy="3.4" r="1.3" fill="currentColor" />
      <circle cx="12.5" cy="8" r="1.3" fill="currentColor" />
      <circle cx="12.5" cy="12.6" r="1.3" fill="currentColor" />
    </>
  ),
  output: <path d="M3 13.5V10M6.4 13.5v-3M9.8 13.5V3M13.2 13.5V8" strokeWidth="2" />,
}
const border = (
  <>
    <path d="M2 2h12v12H2z" strokeDasharray="1.5 2.5" />
    <path d="M5.5 5.500h5v5h-5z" fill="currentColor" fillOpacity=".22" />
  </>
)
const crop = <path d="M4.5 1.500v10h10M1.5 4.500h10v10" />
const enlarge = (
  <>
    <path d="M2.5 2.500h11v11h-11z" opacity=".45" />
    <path d="M2.5 9.500h4v4h-4z" fill="currentColor" fillOpacity=".22" />
    <path d="M8 8l3.5-3.500M8.7 4.500h2.800v2.8" />
  </>
)
const depthwise = (
  <>
    <path d="M2.5 2.500h3v11h-3zM6.5 2.500h3v11h-3zM10.5 2.500h3v11h-3z" opacity=".45" />
    <path d="M2.5 2.500h3v4h-3zM6.5 2.500h3v4h-3zM10.5 2.500h3v4h-3z" fill="currentColor" fillOpacity=".22" />
  </>
)
const separable = (
  <>
    <path d="M2.5 2.500h11v11h-11z" opacity=".45" />
    <path d="M2.5 2.500h5v5h-5z" fill="currentColor" fillOpacity=".22" />
    <path d="M10.5 2.500v11" strokeDasharray="1.5 2.5" />
  </>
)
const transposed = (
  <>
    <path d="M2.5 2.500h11v11h-11z" opacity=".45" />
    <path d="M6.9 6.900h6.600v6.600H6.900zM2.5 2.500l4.4 4.4" fill="currentColor" fillOpacity=".22" />
  </>
)

/** Where layers of one family differ in kind. */
const ofKind: Partial<Record<LayerKind, ReactNode>> = {
  add: <path d="M2 3.500c3 0 3.3 2 4.6 3.200M2 12.500c3 0 3.3-2 4.6-3.200M9.5 5v6M6.5 8h6" />,
  multiply: <path d="M2 3.500c3 0 3.3 2 4.6 3.200M2 12.500c3 0 3.3-2 4.6-3.200M8 5.500l5 5M13 5.500l-5 5" />,
  concatenate: (
    <>
      <path d="M2.5 2.500h3v11h-3zM6.5 2.500h3v11h-3z" />
      <path d="M10.5 2.500h3v11h-3z" fill="currentColor" fillOpacity=".22" />
    </>
  ),
  globalPooling: (
    <>
      <path d="M2.5 2.500h11v11h-11z" opacity=".45" />
      <path d="M4 4l2.2 2.200M12 4 9.8 6.200M4 12l2.2-2.200M12 12l-2.2-2.2" />
      <circle cx="8" cy="8" r="1.3" fill="currentColor" />
    </>
  ),
  prelu: <path d="M2 13.5 8 10.5 13.5 3M2 10.500h6" />,
  layerNorm: <path d="M2 5h12M2 11h12M4 5v6M8 5v6M12 5v6" />,
  gaussianNoise: <path d="M1.5 8 3 5l1.5 5L6 3.500l1.5 9L9 5.500l1.5 4.500L12 7l1 2.5 1.5-1.5" />,
  reshape: (
    <>
      <path d="M2.5 3.500h4.500v9H2.500z" />
      <path d="M9 8h5M11.5 5.5 14 8l-2.5 2.5" />
    </>
  ),
  zeroPadding1d: border,
  zeroPadding2d: border,
  cropping1d: crop,
  cropping2d: crop,
  upSampling1d: enlarge,
  upSampling2d: enlarge,
  depthwiseConv1d: depthwise,
  depthwiseConv2d: depthwise,
  separableConv1d: separable,
  separableConv2d: separable,
  transposedConv1d: transposed,
  transposedConv2d: transposed,
  conv1d: (
    <>
      <path d="M1.5 11c1.5 0 1.5-6 3-6s1.5 8 3 8 1.5-5 3-5 2 2 4 2" />
      <path d="M3 2.5h6.4v11H3z" fill="currentColor" fillOpacity=".18" strokeOpacity=".45" />
    </>
  ),
  pooling1d: (
    <>
      <path d="M2 13.5V9M5 13.5V4M8.5 13.5V10M11.5 13.5V6.500M14 13.500V11" opacity=".45" />
      <path d="M5 13.5V4M11.5 13.5V6.5" strokeWidth="2" />
    </>
  ),
}

export function LayerIcon({ kind, size = 16 }: { readonly kind: LayerKind; readonly size?: number }) {
  const { group } = layer(kind)
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ color: `var(--family-${group})`, flex: 'none' }}
    >
      {ofKind[kind] ?? ofGroup[group]}
    </svg>
  )
}
