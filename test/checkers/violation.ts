/** What a checker finds: a rule that the record breaks. */

export type Rule = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9';

/** What went wrong, in the words of the report. */
export type Wrong = 'lost' | 'doubled' | 'gap' | 'reordered' | 'phantom' | 'differs' | 'late' | 'leaked';

export interface Violation {
  readonly rule: Rule;
  readonly wrong: Wrong;
  /** One line for the reader: who, which command or event, what was expected. */
  readonly says: string;
}

/** Checks a record. Pure: the same record gives the same findings, in the same order. */
export type Checker = (history: import('./history.ts').History) => Violation[];
