import { expect, test } from 'vitest';
import { isLoopback } from './exposure.ts';

test('loopback is 127.0.0.0/8, ::1 and localhost, and nothing that looks like it', () => {
  expect(
    ['127.0.0.1', '127.9.9.9', '::1', '[::1]', 'localhost', 'a.localhost'].filter(isLoopback),
  ).toHaveLength(6);
  expect(['0.0.0.0', '::', '128.0.0.1', 'localhost.example.org', 'notlocalhost'].filter(isLoopback)).toEqual(
    [],
  );
});
