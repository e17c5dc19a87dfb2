/** Whether a text holds the words of a query, said again in another way than the server's: by comparing spellings. */

/** Of one case, without the marks that people leave out. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replaceAll('é', 'e');
}

const asian = /\p{Script=Han}|\p{Script=Hiragana}/u;

/** For the words and queries of `talk.ts`. */
export function finds(query: string, text: string): boolean {
  const words = plain(text).split(' ');
  const phrase = /^"(.*)"$/.exec(plain(query))?.[1];
  if (phrase !== undefined) return ` ${words.join(' ')} `.includes(` ${phrase} `);
  const asked = plain(query)
    .split(' ')
    .filter((word) => /\p{L}/u.test(word));
  return (
    asked.length > 0 &&
    asked.every((word, index) => {
      if (asian.test(word)) return words.join('').includes(word);
      const goesOn = index === asked.length - 1 && !query.endsWith(' ');
      return words.some((it) => (goesOn ? it.startsWith(word) : it === word));
    })
  );
}
