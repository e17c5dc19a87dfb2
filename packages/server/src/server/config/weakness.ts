/** Judges secrets: what makes one too easy to guess to start a server with. */

const charsMin = 32;
/** 32 random hex digits have about 14 distinct ones, and fewer than 8 about never. */
const distinctMin = 8;

/** Words of samples and of people in a hurry; long enough not to turn up in random text. */
const sampleWords =
  /change[-_ ]?me|replace[-_ ]?(me|this)|(your|super|super[-_]top|my|some|kith)[-_ ]?secret|example|password|placeholder|insecure|development|do[-_ ]not[-_ ]use|1234567890|qwertyuiop|correct ?horse/i;

/** Says why a secret is weak; undefined: it is not. */
export function weakness(secret: string): string | undefined {
  if (sampleWords.test(secret)) return 'is a sample or an everyday phrase';
  if (secret.length < charsMin) return `is shorter than ${charsMin} characters`;
  if (new Set(secret).size < distinctMin) return `has fewer than ${distinctMin} different characters`;
  if (repeats(secret)) return 'is a short piece said again and again';
  return climbs(secret) ? 'is a run of neighbours, as abcdef or 012345' : undefined;
}

function repeats(text: string): boolean {
  // A text that is a rotation of itself by less than its half is made of a repeated piece.
  const at = `${text}${text}`.indexOf(text.slice(0, charsMin / 2), 1);
  return at <= text.length / 2;
}

function climbs(text: string): boolean {
  const steps = [...text].slice(1).filter((char, index) => {
    return Math.abs(char.charCodeAt(0) - text.charCodeAt(index)) === 1;
  });
  return steps.length > text.length / 2;
}
