/** The texts of a fault, in every language at once: what failed may be the way by which texts come. */
import type { Language } from '../appearance/appearance.ts';
import en from './en/fault.json';
import ru from './ru/fault.json';

export const faultTexts: Readonly<Record<Language, typeof en>> = { en, ru };
