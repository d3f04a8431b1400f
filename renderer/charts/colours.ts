/** Colours of things in charts, after Okabe and Ito, so that they differ for colour-blind readers too. */
const OKABE_ITO = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#8f7a00',
  '#7a7f87',
  '#7b4fa3',
  '#b3261e',
]

export const classColour = (label: number): string => OKABE_ITO[label % OKABE_ITO.length] ?? 'gray'
/** The same run has the same colour wherever it appears, because it follows from its number. */
export const runColour = (experiment: number): string => classColour(experiment - 1)
