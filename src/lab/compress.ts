import { constants, zstdCompressSync } from 'node:zlib';

/** Compresses as small as zstd does without asking more of v86's decompressor than its usual window. */
export function compress(bytes: Uint8Array, level = 19): Buffer {
  return zstdCompressSync(bytes, {
    params: {
      [constants.ZSTD_c_compressionLevel]: level,
      [constants.ZSTD_c_enableLongDistanceMatching]: 1,
      [constants.ZSTD_c_windowLog]: 27,
      // v86 reads the size from the frame's header.
      [constants.ZSTD_c_contentSizeFlag]: 1,
    },
    pledgedSrcSize: bytes.length,
  });
}
