import { expect } from 'vitest';
import { echoes } from './support/echo.ts';
import { noteEdits, noteShown, spreadOf, spreadText, timesBetween } from './support/latency.ts';
import { test } from './support/rig.ts';
import { serveSite } from './support/site.ts';

/** Two tabs of a page that follow each other by no server at all. */
const following = `<label>Volume <input type="range" min="0" max="99" value="0"></label><script>
  const [input] = document.getElementsByTagName('input');
  const channel = new BroadcastChannel('volume');
  input.addEventListener('input', () => channel.postMessage(input.value));
  channel.addEventListener('message', ({ data }) => { if (data % 10 !== 0) input.value = data; });
</script>`;

test('every edit that another window shows has its time, and one that it never shows has none', async ({
  open,
}) => {
  const window = await open(await serveSite({ pages: { '/': following } }));
  const tab = await window.tab();
  await window.goTo('/');
  await tab.goTo('/');
  const [here, there] = [window, tab].map(({ page }) => page.getByRole('slider', { name: 'Volume' }));
  if (here === undefined || there === undefined) throw new Error('two windows');
  const edits = await noteEdits(here);
  const shown = await noteShown(there);
  for (let value = 1; value <= 11; value += 1) {
    await here.press('ArrowRight');
    const isShown = async () => (await shown.read()).has(String(value));
    if (value !== 10) await expect.poll(isShown).toBe(true);
  }
  const times = await timesBetween(edits, shown);
  expect((await edits.read()).size).toBe(11);
  expect(times).toHaveLength(10);
  for (const time of times) expect(time).toBeGreaterThan(-1);
});

test('a page hears every echo', async ({ open }) => {
  const { device } = await open(await serveSite({ pages: {} }));
  const { heard, shown } = await echoes(device, 20);
  expect([heard.length, shown.length]).toEqual([20, 20]);
  console.log(spreadText('bare ws echo', spreadOf(heard)));
});

test('a spread names the middle and the one of twenty that is slow', () => {
  const twenty = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect(spreadOf(twenty)).toEqual({ count: 20, p50: 10, p95: 19 });
  expect(spreadText('times', spreadOf([1, 2]))).toBe('times: p50 1.0 ms, p95 2.0 ms, 2 times');
});
