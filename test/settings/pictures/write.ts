/** Writes the pictures of `docs/settings.md`: `npm run pictures:settings`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { folder, pictures } from './pictures.ts';

mkdirSync(folder, { recursive: true });
for (const { file, svg } of pictures()) {
  writeFileSync(file, svg);
  console.log(`wrote ${file.pathname}`);
}
