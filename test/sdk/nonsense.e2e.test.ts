import { type Environment, nativeEnvironment } from '@kith/client';
import { describe, expect, test } from 'vitest';
import { type Lie, lyingProxy } from '../support/lying-proxy.ts';
import { serve } from '../support/server.ts';
import { become, eventually, person } from './stage.ts';

/** Pauses before coming back are short, so that a test needs no patience. */
const eager: Environment = { ...nativeEnvironment, random: () => 0.01 };

/** Says `instead` in the place of the next frame that holds `part`, once it is armed. */
function lieOnce(part: string, instead: (text: string) => string): { readonly lie: Lie; arm(): void } {
  let isArmed = false;
  return {
    lie(text, method) {
      if (!isArmed || method !== 'frame' || !text.includes(part)) return text;
      isArmed = false;
      return instead(text);
    },
    arm() {
      isArmed = true;
    },
  };
}

const event = '"type":"setting.changed"';

const lies = [
  ['no JSON', event, () => '<html>'],
  ['null', event, () => 'null'],
  ['a list of anything', event, () => '[1,null,"x",[[]]]'],
  ['an error that says nothing', event, () => '{"id":1,"error":{"code":1}}'],
  ['a notification of nothing', event, () => '{"method":"event"}'],
  ['an event of nothing', event, (text: string) => text.replace(/"data":.*/, '"data":null}}')],
  ['a reset to nothing', event, () => '{"method":"reset","params":{"snapshot":null}}'],
] as const;

describe('a server that says', () => {
  test.each(lies)('%s is left and come back to, and nothing of the state is missing', async (_, part, to) => {
    await using server = await serve();
    const { lie, arm } = lieOnce(part, to);
    await using proxy = await lyingProxy(server.url, lie);
    using kith = await person(proxy.url, { environment: eager });
    const notes = kith.settings('demo', { volume: 0 });
    arm();
    notes.set('volume', 1);
    await eventually(kith.status, ({ name }) => name !== 'live');
    await become(kith, 'live');
    await notes.idle();
    expect(notes.field('volume').get()).toMatchObject({
      value: 1,
      edited: { device: kith.device.get()?.id },
    });
  });

  const states = ['null', '{}', '{"reset":{"reason":"new","snapshot":null},"cursor":"c","more":false}'];

  test.each(states)('%s for a state is asked again', async (state) => {
    await using server = await serve();
    const { lie, arm } = lieOnce('"reset":', (text) =>
      text.replace(/"result":.*/, () => `"result":${state}}`),
    );
    await using proxy = await lyingProxy(server.url, lie);
    arm();
    using kith = await person(proxy.url, { environment: eager });
    expect(kith.devices.get()).toHaveLength(1);
  });
});
