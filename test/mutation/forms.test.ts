import { test } from 'vitest';
import { forms, nameOf, packWith, slow, survivors, told } from './alive.ts';
import { formMutants } from './mutants.ts';

/** Every wrong in the named conditions of the forms is noticed. */

test.each(forms.filter(({ kind }) => kind === 'instrument').map((form) => [nameOf(form), form] as const))(
  'forms/%s',
  slow,
  async (name, form) => {
    const mutants = formMutants(form);
    const alive = await survivors(mutants, [form.id], (id, changed) => packWith(id, { form: changed }));
    told(
      `forms/${name}`,
      mutants.map((mutant) => mutant.name),
      alive,
    );
  },
);
