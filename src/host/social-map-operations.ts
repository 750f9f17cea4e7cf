import { z } from 'zod';
import { Audience, LocalService } from '#core/social-map.ts';
import { op, stored } from './operation.ts';
import { Intent, ServiceView } from './views.ts';

/** The sociale kaart: finding a service, and keeping those of the own region. */

const MunicipalityCode = z.string().regex(/^GM\d{4}$/);

export const MapService = ServiceView.extend({
  kind: z.string().nullable(),
  audience: z.array(z.string()).describe('For whom, in words; empty: not told'),
  needs: z.array(z.string()).describe('For what, in words; empty: not told'),
  ages: z.string().nullable(),
  region: z.string().nullable().describe('null: not told'),
  waiting: z.string().nullable(),
  note: z.string().nullable(),
  source: z.string().nullable(),
  /** The day it was last looked at; null: never. */
  checkedOn: z.iso.date().nullable(),
  stale: z.boolean().describe('Never looked at, or longer ago than the term'),
  local: z
    .object({
      service: LocalService,
      history: z.array(
        z.object({ at: z.string(), name: z.string(), phone: z.string().nullable(), reason: z.string().nullable() }),
      ),
    })
    .nullable()
    .describe('Kept by the team itself'),
});
export type MapService = z.infer<typeof MapService>;

const Named = z.object({ code: z.string(), label: z.string() });

export const SocialMapView = z.object({
  always: z.array(ServiceView).describe('In reach whatever is sought'),
  national: z.array(MapService),
  local: z.array(MapService),
  withdrawn: z.array(z.object({ id: z.string(), name: z.string(), at: z.string(), reason: z.string() })),
  /** How many there are when nothing is sought. */
  total: z.number(),
  stale: z.number().describe('Local services that have to be looked at again'),
  recheckDays: z.number(),
  place: z
    .object({
      name: z.string(),
      divisionDate: z.string(),
      validTo: z.string().nullable(),
      note: z.string().nullable(),
      general: z.string(),
      regions: z.array(
        z.object({
          kind: z.enum(['veiligThuis', 'csg', 'ggd']),
          name: z.string().nullable(),
          basis: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
  choices: z.object({
    audiences: z.array(z.object({ code: Audience, label: z.string() })),
    needs: z.array(Named),
    municipalities: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
});
export type SocialMapView = z.infer<typeof SocialMapView>;

const done = z.object({ id: z.string() });

export const socialMapOperations = {
  /** Everything that may help; what is not known of a service never takes it out of the list. */
  'socialMap.find': op(
    z.strictObject({
      audience: Audience.nullable().default(null),
      need: z.string().max(40).nullable().default(null),
      age: z.int().min(0).max(120).nullable().default(null),
      municipality: MunicipalityCode.nullable().default(null),
      word: z.string().max(80).default(''),
    }),
    SocialMapView,
    'locked',
  ),
  'socialMap.add': op(
    z.strictObject({ service: LocalService, checkedToday: z.boolean(), intent: Intent }),
    done,
    'answer-refused',
    ...stored,
  ),
  'socialMap.change': op(
    z.strictObject({
      id: z.string().max(200),
      service: LocalService,
      checkedToday: z.boolean(),
      reason: z.string().trim().max(400).nullable(),
      intent: Intent,
    }),
    done,
    'answer-refused',
    'unknown-service',
    ...stored,
  ),
  /** Somebody called or looked it up today. */
  'socialMap.check': op(
    z.strictObject({ id: z.string().max(200), intent: Intent }),
    done,
    'unknown-service',
    ...stored,
  ),
  'socialMap.withdraw': op(
    z.strictObject({ id: z.string().max(200), reason: z.string().trim().min(3).max(400), intent: Intent }),
    done,
    'unknown-service',
    ...stored,
  ),
} as const;
