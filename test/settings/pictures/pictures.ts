/** The pictures of `docs/settings.md`, each with its file and its line in that page. */
import { draw } from './draw.ts';
import { stories } from './stories.ts';
import { type Told, tell } from './story.ts';

export const folder = new URL('../../../docs/pictures/', import.meta.url);

interface Picture {
  readonly told: Told;
  readonly file: URL;
  readonly svg: string;
  /** How the page shows it. */
  readonly markdown: string;
}

export function pictures(): readonly Picture[] {
  return stories.map((story) => {
    const told = tell(story);
    const file = new URL(`settings-${story.name}.svg`, folder);
    const markdown = `![${story.title}](pictures/settings-${story.name}.svg)\n\n${story.says}`;
    return { told, file, svg: draw(told), markdown };
  });
}
