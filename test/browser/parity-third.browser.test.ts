import { describe, expect } from 'vitest';
import { makesRoom } from './support/allowances.ts';
import { arriveAlone, arriveAsUser } from './support/arrive.ts';
import { demoOf, drag, openDemo } from './support/demo.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { approve, requestOf, showCode, typeCode, untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import type { PersonWindow } from './support/window.ts';
import { words } from './support/words.ts';

/** Has a page note, before and after each frame, what stands in the inputs of its form: each state once. */
async function noteForm({ page }: PersonWindow): Promise<void> {
  await page.addInitScript(() => {
    const states = new Set<string>();
    Object.assign(globalThis, { formStates: states });
    const look = () => {
      const inputs = [...document.querySelectorAll<HTMLInputElement>('form fieldset input')];
      const values = inputs.map(({ type, value, checked }) => (type === 'checkbox' ? checked : value));
      if (values.length > 0) states.add(values.join(' | '));
    };
    const afterPaint = new MessageChannel();
    afterPaint.port1.onmessage = look;
    const frame = () => {
      look();
      afterPaint.port2.postMessage(null);
      requestAnimationFrame(frame);
    };
    frame();
  });
}

/** All states that were noted since the page was loaded. */
function shownBy({ page }: PersonWindow): Promise<readonly string[]> {
  return page.evaluate(() => [...(globalThis as unknown as { formStates: ReadonlySet<string> }).formStates]);
}

/** Everything that a window's sockets say from now on. */
function saidBy({ page }: PersonWindow): readonly string[] {
  const said: string[] = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => said.push(String(payload))));
  return said;
}

describe.each(locales)('a device that joins later, in %s', (locale) => {
  const say = words(locale);

  test('shows what stands from the first frame on, and changes nothing of it', async ({ open, kith }) => {
    const [here, third] = [await open(kith.url, { locale }), await open(kith.url, { locale })];
    const [{ user }, { name }] = await Promise.all([arriveAsUser(here), arriveAlone(third)]);
    here.allow(makesRoom('/link'));
    third.allow(makesRoom('/link'));
    await Promise.all([noteForm(here), noteForm(third)]);
    const said = saidBy(third);
    const mine = await openDemo(here);
    await mine.username.fill('Ада');
    await mine.terms.check();
    await drag(here, mine.salarySlider);
    await here.page.keyboard.press('Control+s');
    await here.page.getByText(say('app.actions.saved')).waitFor();
    const salary = await mine.salarySlider.inputValue();
    const stands = (await shownBy(here)).at(-1);

    await openPage(here, '/link');
    const code = await showCode(here);
    await openPage(third, '/link');
    const number = await typeCode(third, { handle: user.handle, code });
    await approve(here, requestOf(here, name), number);
    await third.page.getByText(say('link.new.joined', { name: user.handle })).waitFor();
    await third.page.getByRole('link', { name: say('shell.places.app'), exact: true }).click();
    await demoOf(third).username.waitFor();
    expect(await shownBy(third)).toEqual([stands]);
    await third.page.reload();
    await untilLive(third);
    await demoOf(third).username.waitFor();
    expect(await shownBy(third)).toEqual([stands]);

    expect(said.filter((text) => text.includes('settings.'))).toEqual([]);
    const after = await openDemo(here);
    expect(await after.username.inputValue()).toBe('Ада');
    expect(await after.salarySlider.inputValue()).toBe(salary);
  });
});
