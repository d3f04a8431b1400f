/** One spectrum as a JCAMP-DX file holds it. */
export type JcampSpectrum = {
  readonly title: string
  readonly dataType: string
  /** “Wavenumber” and “cm⁻¹”; unknown units are left as they are written. */
  readonly xLabel: string
  readonly xUnit: string
  readonly yLabel: string
  readonly yUnit: string
  /** As the file has them: wavenumbers mostly run downwards. */
  readonly x: Float64Array
  /** NaN where the file has “?”. */
  readonly y: Float64Array
  /** Not of a list of peaks, between which nothing is known. */
  readonly isCurve: boolean
  /**
   * Every record of the block but its data; labels as the standard compares them, in capitals without blank,
   * “-”, “/” and “_”.
   */
  readonly labels: ReadonlyMap<string, string>
}
