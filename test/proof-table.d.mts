export declare const order: readonly string[];
export declare const proofTable: (
  file: string,
  needed: readonly string[],
) => { readonly lines: readonly string[]; readonly failures: readonly string[] };
