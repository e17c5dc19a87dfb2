/** What the operating system forbids is refused; all else stays what it was. */
import { expect, test } from 'vitest';
import { permitted } from './permission.ts';

function failing(code: string): () => never {
  return () => {
    throw Object.assign(new Error(code), { code });
  };
}

test.each(['EACCES', 'EPERM', 'EROFS'])('%s is a refusal that names the file and the user', (code) => {
  expect(() => permitted('/data/kith.db', failing(code))).toThrow(
    expect.objectContaining({
      name: 'DatabaseRefused',
      code: 'forbidden',
      message: `/data/kith.db cannot be opened by uid ${process.getuid?.()} (${code})`,
      hint: expect.stringContaining(code === 'EROFS' ? 'Mount' : `chown -R ${process.getuid?.()} /data`),
    }),
  );
});

test('another failure stays as it is', () => {
  expect(() => permitted('/data/kith.db', failing('EIO'))).toThrow(expect.objectContaining({ code: 'EIO' }));
});
