import { KithError } from '@kith/client';
import { expect, test } from 'vitest';
import { openPage } from '../../../../packages/client/src/testing/page.tsx';
import { useAction } from './action.ts';

type Which = 'left' | 'right';

/** Two doors that open when a test lets them, and what came of that. */
class Doorman {
  readonly refused: KithError[] = [];
  readonly thrown: unknown[] = [];
  #turn = Promise.withResolvers<void>();

  readonly open = (_: Which) => {
    this.#turn = Promise.withResolvers();
    return this.#turn.promise;
  };

  readonly let = () => this.#turn.resolve();
  readonly stop = (why: Error) => this.#turn.reject(why);
}

function Doors({ doorman }: { readonly doorman: Doorman }) {
  const opening = useAction(doorman.open, (it) => void doorman.refused.push(it));
  const { isBusy, doing, error } = opening;
  const open = (which: Which) => void opening.run(which).catch((bug) => void doorman.thrown.push(bug));
  return (
    <>
      <output>{isBusy ? `opening ${doing?.join()} ` : `${error?.code ?? 'closed'} `}</output>
      <button type="button" onClick={() => open('left')}>
        left
      </button>
      <button type="button" onClick={() => open('right')}>
        right
      </button>
      <button type="button" onClick={opening.forgetError}>
        forget
      </button>
    </>
  );
}

async function openDoors() {
  const doorman = new Doorman();
  const page = openPage();
  await page.show(<Doors doorman={doorman} />);
  return { doorman, page, said: () => page.text.get().split(' left')[0] };
}

const refusal = new KithError({ code: 'forbidden', retry: 'never' });

test('what is under way shows with what it was given, and rests when it is done', async () => {
  const { doorman, said, ...opened } = await openDoors();
  await using page = opened.page;
  expect(said()).toBe('closed');
  await page.click('right');
  expect(said()).toBe('opening right');
  await page.act(doorman.let);
  expect(said()).toBe('closed');
});

test('what was refused shows until it is forgotten or tried again', async () => {
  const { doorman, said, ...opened } = await openDoors();
  await using page = opened.page;
  await page.click('left');
  await page.act(() => doorman.stop(refusal));
  expect([said(), doorman.refused]).toEqual(['forbidden', [refusal]]);
  await page.click('forget');
  expect(said()).toBe('closed');
  await page.click('left');
  await page.act(() => doorman.stop(refusal));
  await page.click('right');
  expect(said()).toBe('opening right');
  await page.act(doorman.let);
  expect(said()).toBe('closed');
});

test('a bug is no refusal: it is thrown on, and nothing stays busy', async () => {
  const { doorman, said, ...opened } = await openDoors();
  await using page = opened.page;
  const bug = new TypeError('a bug');
  await page.click('left');
  await page.act(() => doorman.stop(bug));
  expect([said(), doorman.refused, doorman.thrown]).toEqual(['closed', [], [bug]]);
});
