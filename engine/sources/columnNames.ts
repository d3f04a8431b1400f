/**
 * What the name of a column says of its role: one vocabulary for tables, FITS tables and arrays. Pure.
 * From the heads of public data sets and of instruments' exports.
 */

/** Words of which one begins the name, or is all of it; `.` and the like are regular expressions. */
const beginsWith = (...words: readonly string[]): RegExp =>
  new RegExp(`^(?:${words.join('|')})([ _.(-]|$)`, 'i')
/** Words of which one stands anywhere in the name. */
const has = (...words: readonly string[]): RegExp =>
  new RegExp(`(^|[ _.-])(?:${words.join('|')})([ _.-]|$)`, 'i')

const AXIS = beginsWith(
  'wave([ _-]?(length|len|number|s))?s?',
  'wvl?|wvn|wl|wn|lambda|lam|λ|ν|q',
  'log_?(10)?_?(lam(bda)?|wave(length)?)',
  'freq(uency|uencies)?|energy|energies|velocity',
  '(raman|chemical)?[ _-]?shifts?',
  '2?[ _-]?theta|2?θ',
  'm/z|mz|ppm|time|t|retention([ _]time)?',
  'channel|position|axis|x|x[ _-]?(axis|value)',
  'nm|um|µm|cm-1|cm\\^-1|cm⁻¹|1/cm|k?ev|[kmg]?hz|angstroms?|å',
)
const VALUE = beginsWith(
  'flux|flam|fnu|f_lambda|spec(trum|tra)?',
  'intensit(y|ies)|int|counts?|cts|signal|amplitude|power|voltage|current',
  'y|y[ _-]?(axis|value)|data|values?|measured|sample|response',
  'abs(orb(ance|ancy))?|a\\.?u\\.?',
  'refl(ectance)?|reflectivity|trans(mittance|mission)?|t%|%t|%r',
)
/** What stands beside a measurement, and is none of it. */
const ERROR = has(
  'e?_?err(or)?s?|(flux|mag|y)_?err|sigma|σ|delta|±|\\+/-',
  'std(ev|dev)?|sd|rms|unc(ertainty)?|uncert|noise',
  'var(iance)?|ivar|inv_?var(iance)?',
)
const MASK = has('(and|or)?_?mask|mask(ed)?|flags?|quality|qual|dq|bad|valid')
const COMPANION = beginsWith(
  'sky|dark|ref(erence)?|background|bkg|bgd?|baseline|continuum|cont|white|blank',
  'model|fit(ted)?|residuals?|weights?|wdisp|wresl|resolution|smooth(ed)?',
)
const COUNTER =
  /^(column 1|unnamed.*|index|idx|i|n|#|no\.?|nr\.?|id|row(s|[ _]?(no|nr|number|id))?|pixels?|points?)$/i
const ID = new RegExp(
  '^(id|name|sample|spectrum|spectra|file|curve|scan|' +
    '(sample|spectrum|object|obj|file)[ _-]?(id|name|no|nr|number))$',
  'i',
)
const GROUP = new RegExp(
  '(^|[ _.-])(groups?|patients?|subjects?|animal|individual|donors?|batch(es)?|lots?|plates?|fold|' +
    'sessions?|site|operator|replicate[ _]?of)([ _.-]?(id|no|nr|number|name))?$',
  'i',
)

export const isAxisName = (name: string): boolean => AXIS.test(name) && !ERROR.test(name)
export const isErrorName = (name: string): boolean => ERROR.test(name)
export const isMaskName = (name: string): boolean => MASK.test(name)
export const isCompanionName = (name: string): boolean => COMPANION.test(name)
export const isValueName = (name: string): boolean =>
  VALUE.test(name) && !ERROR.test(name) && !MASK.test(name)
export const isCounterName = (name: string): boolean => COUNTER.test(name)
export const isIdName = (name: string): boolean => ID.test(name)
export const isGroupName = (name: string): boolean => GROUP.test(name)
/** A name that the reader gave, for there was none. */
export const isUnnamed = (name: string): boolean => /^column \d+$/.test(name)
