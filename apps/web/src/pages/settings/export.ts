/** A copy of everything that the server has of the person, as JSON: gathered part by part, handed over as one file. */

/** Some items of one section; all parts of a section come one after the other. */
export interface Part {
  readonly section: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

/** The texts of one JSON object with a list for each section; `onItems` is told how many items have come. */
export async function gathered(
  parts: AsyncIterable<Part>,
  copiedAt: string,
  onItems: (count: number) => void,
): Promise<readonly string[]> {
  const texts = [`{\n"copiedAt": ${JSON.stringify(copiedAt)}`];
  let section: string | null = null;
  let inSection = 0;
  let count = 0;
  for await (const part of parts) {
    if (part.section !== section) {
      texts.push(`${section === null ? '' : '\n]'},\n${JSON.stringify(part.section)}: [`);
      ({ section } = part);
      inSection = 0;
    }
    for (const item of part.items) {
      texts.push(`${inSection === 0 ? '' : ','}\n${JSON.stringify(item)}`);
      inSection += 1;
    }
    count += part.items.length;
    onItems(count);
  }
  texts.push(section === null ? '\n}\n' : '\n]\n}\n');
  return texts;
}

/** Hands a text to the browser's downloads. */
export function saveAsFile(texts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...texts], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'kith.json';
  link.click();
  URL.revokeObjectURL(address);
}
