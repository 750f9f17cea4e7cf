import type { Families, Family } from './primitives.ts';

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const same = (bytes: Uint8Array | undefined, expected: string): boolean =>
  bytes !== undefined && Buffer.from(bytes).toString('hex') === expected;

/** One published answer per primitive, asked at every start-up; the tests hold many more. */
export const knownAnswers: { readonly [F in Family]: (made: Families[F]) => boolean | Promise<boolean> } = {
  /** McGrew & Viega, The Galois/Counter Mode of Operation, appendix B, test case 16. */
  cipher: ({ seal, open }) => {
    const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308');
    const nonce = hex('cafebabefacedbaddecaf888');
    const plain =
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39';
    const bound = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
    const sealed =
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b';
    const altered = hex(sealed);
    altered[0] = 0;
    return (
      same(seal(key, nonce, hex(plain), bound), sealed) &&
      same(open(key, nonce, hex(sealed), bound), plain) &&
      open(key, nonce, altered, bound) === undefined &&
      open(key, nonce, hex(sealed), utf8('other')) === undefined
    );
  },
  /** FIPS 180-4 example: "abc". */
  digest: (digest) => same(digest(utf8('abc')), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
  /** RFC 4231, test case 2. */
  mac: (mac) =>
    same(
      mac(utf8('Jefe'), utf8('what do ya want for nothing?')),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ),
  /** RFC 5869, appendix A.1. */
  derive: (derive) =>
    same(
      derive(hex('0b'.repeat(22)), hex('000102030405060708090a0b0c'), hex('f0f1f2f3f4f5f6f7f8f9'), 42),
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    ),
  /** RFC 8032, section 7.1, test 2. */
  sign: ({ publicKey, signer, verifier }) => {
    const seed = hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
    const known = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
    const signature =
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
    const verify = verifier(hex(known));
    return (
      same(publicKey(seed), known) &&
      same(signer(seed)(hex('72')), signature) &&
      verify(hex('72'), hex(signature)) &&
      !verify(hex('73'), hex(signature))
    );
  },
  /** RFC 7748, section 6.1. */
  agree: ({ publicKey, shared }) => {
    const alice = hex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a');
    return (
      same(publicKey(alice), '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a') &&
      same(
        shared(alice, hex('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f')),
        '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742',
      )
    );
  },
  /** The reference implementation's test.c (P-H-C/phc-winner-argon2): version 0x13, t = 2, m = 2^8 KiB, p = 1. */
  stretch: async (stretch) =>
    same(
      await stretch(utf8('password'), utf8('somesalt'), { memoryKiB: 256, passes: 2 }),
      '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe',
    ),
};
