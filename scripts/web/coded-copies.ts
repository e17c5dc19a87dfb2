/** Coded copies of a file, made as small as they get: it is done once, and saved with every load. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Coding } from '../../packages/server/src/transport/web/manifest.ts';

/** The copies that are smaller than the plain bytes. */
export async function codedCopies(plain: Uint8Array): Promise<(readonly [Coding, Uint8Array])[]> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength,
  };
  const copies = [
    ['br', await promisify(brotliCompress)(plain, { params })],
    ['gzip', await promisify(gzip)(plain, { level: constants.Z_BEST_COMPRESSION })],
  ] as const;
  return copies.filter(([, { byteLength }]) => byteLength < plain.byteLength);
}
