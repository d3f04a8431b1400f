/**
 * Documents as rows hold them. A damaged row is a sentence about that row; every list it stands
 * in, and every other row, stays readable.
 */
import { parseDocument, type Bad, type Document } from '../../preload/contract'

export function storedDocument(text: string): Document | Bad {
  try {
    return parseDocument(JSON.parse(text), 'dropped')
  } catch {
    return { bad: 'What the database holds of this project is damaged; it was left as it is.' }
  }
}
