/** Cuts JSON text into the texts of its parts, so that tests can compare what came byte by byte. */

/** The texts of the items of a JSON array; a text that is no array is its only item. */
export function itemTexts(json: string): string[] {
  if (!json.startsWith('[')) return [json];
  const items: string[] = [];
  let start = 1;
  for (const [index, depth] of commasAndEnd(json)) {
    if (depth !== 1) continue;
    if (index > start) items.push(json.slice(start, index));
    start = index + 1;
  }
  return items;
}

/** The text of the array that is the member `name` of a JSON object, which no text in it may hold. */
export function memberText(json: string, name: string): string {
  const start = json.indexOf(`"${name}":[`) + name.length + 3;
  for (const [index, depth] of commasAndEnd(json.slice(start))) {
    if (depth === 1 && json[start + index] === ']') return json.slice(start, start + index + 1);
  }
  throw new Error(`no member ${name} in ${json.slice(0, 200)}`);
}

/** Every comma and closing bracket outside strings, with the depth that it stands in. */
function* commasAndEnd(json: string): Generator<[index: number, depth: number]> {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < json.length; index += 1) {
    const char = json[index];
    if (inText) {
      if (char === '\\') index += 1;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '[' || char === '{') depth += 1;
    else if (char === ',') yield [index, depth];
    else if (char === ']' || char === '}') {
      yield [index, depth];
      depth -= 1;
    }
  }
}
