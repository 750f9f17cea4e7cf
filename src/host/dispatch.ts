import type { z } from 'zod';
import { fail, ok, type Result } from '#core/result.ts';
import { contract, FailureData, type FailureKind, type Handlers, isName, type Refusal } from './contract.ts';

/** What every transport carries: a name and an input it does not know, and a reply it does not read. */
export type Door = (name: unknown, input: unknown) => Promise<Result<unknown, Refusal>>;

/** Gets a line for whoever maintains this installation; by default standard error. */
export type Complain = (line: string) => void;
export const toStandardError: Complain = (line) => void process.stderr.write(`baken: ${line}\n`);

/**
 * The only door. Unknown names and malformed input are refused here, whatever the transport; what a handler answers is
 * held against the contract too, so that nothing that is not declared there leaves the process.
 */
export const dispatch =
  (handlers: Handlers, complain: Complain = toStandardError): Door =>
  async (name, input) => {
    if (!isName(name)) return fail({ kind: 'unknown-operation' });
    const operation = contract[name];
    const checked = operation.input.safeParse(input);
    if (!checked.success) return fail({ kind: 'malformed-input' });

    // Name and data were checked against the same entry, which the compiler cannot follow through a union of operations.
    const handler = handlers[name] as (input: unknown) => Promise<Result<unknown, Refusal>>;
    let reply: Result<unknown, Refusal>;
    try {
      reply = await handler(checked.data);
    } catch (error) {
      complain(`unexpected in ${name}: ${traceOf(error)}`);
      return fail({ kind: 'unexpected' });
    }

    if (!reply.ok) {
      const failure = FailureData.safeParse(reply.error);
      const declared: readonly FailureKind[] = operation.failures;
      if (failure.success && declared.includes(failure.data.kind)) return fail(withoutGaps(failure.data));
      complain(`undeclared failure of ${name}: ${String(reply.error.kind)}`);
      return fail({ kind: 'unexpected' });
    }
    const output = operation.output.safeParse(reply.value);
    if (output.success) return ok(output.data);
    complain(`output of ${name} does not fit: ${output.error.issues.map(placeOf).join(', ')}`);
    return fail({ kind: 'unexpected' });
  };

/**
 * What may be written down about an exception: its type, the code the system gave it, and the places in our code. Never its
 * message, which can quote what a person wrote.
 */
export const traceOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' && /^\w+$/.test(error.code) ? ` ${error.code}` : '';
  const head = `${error.name}: ${error.message}`;
  const places = error.stack?.startsWith(head) ? error.stack.slice(head.length) : '';
  return `${error.name}${code}${places}`;
};

const placeOf = (issue: { readonly code: string; readonly path: readonly PropertyKey[] }): string =>
  `${issue.path.map(String).join('.')} (${issue.code})`;

const withoutGaps = ({ kind, at, expected }: z.infer<typeof FailureData>): Refusal => ({
  kind,
  ...(at === undefined ? {} : { at }),
  ...(expected === undefined ? {} : { expected }),
});
