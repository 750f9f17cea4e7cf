import { dutch } from '#core/calendar.ts';
import { dateInWords } from '#core/moment-in-words.ts';
import type { Municipality, Resources, Service } from '#core/resources.ts';
import { fail, ok } from '#core/result.ts';
import {
  checkedOn,
  isStale,
  type KeptService,
  type LocalService,
  type Sought,
  standsAs,
  suits,
} from '#core/social-map.ts';
import type { Handlers } from './contract.ts';
import type { Desk } from './desk.ts';
import { officeOf, writeOffice } from './office.ts';
import { serviceView } from './outcome-view.ts';
import type { MapService, SocialMapView } from './social-map-operations.ts';

/** Services for the whole country, from the data, and of the own region, from the record of the team. */

type Found = { readonly sought: Sought; readonly view: MapService };

const agesInWords = (from: number | null, until: number | null): string | null => {
  if (from === null && until === null) return null;
  if (from === null) return `tot en met ${until} jaar`;
  return until === null ? `vanaf ${from} jaar` : `${from} tot en met ${until} jaar`;
};

const orNull = (text: string): string | null => (text === '' ? null : text);

const placeNames = (resources: Resources, codes: readonly string[]): string | null =>
  codes.length === 0
    ? null
    : resources.municipalities.municipalities
        .filter(({ code }) => codes.includes(code))
        .map(({ name }) => name)
        .join(', ');

const nationalOf = (resources: Resources, service: Service, now: number): Found => {
  const { socialMap } = resources;
  const needs = socialMap.needs.filter(({ services }) => services.includes(service.id));
  const ages = socialMap.ages.find((one) => one.service === service.id);
  const places = socialMap.regional.find((one) => one.service === service.id)?.municipalities ?? [];
  const labels = socialMap.audiences.filter(({ code }) => service.audience.includes(code)).map(({ label }) => label);
  const view: MapService = {
    ...serviceView(resources, service, now),
    kind: service.kind,
    audience: labels,
    needs: needs.map(({ label }) => label),
    ages: agesInWords(ages?.from ?? null, ages?.until ?? null),
    region: placeNames(resources, places) ?? 'Heel Nederland',
    waiting: null,
    note: service.note,
    source: service.source,
    checkedOn: service.checkedOn,
    stale: isStale(service.checkedOn, dutch(now).slice(0, 10), socialMap.recheck.days),
    local: null,
  };
  return {
    view,
    sought: {
      audience: service.audience,
      needs: needs.map(({ code }) => code),
      ageFrom: ages?.from ?? null,
      ageUntil: ages?.until ?? null,
      municipalities: places,
      words: [view.name, view.kind, view.phone, view.note, ...view.audience, ...view.needs, view.region].join(' '),
    },
  };
};

const localOf = (resources: Resources, kept: KeptService, now: number): Found => {
  const { socialMap } = resources;
  const service = standsAs(kept);
  const checked = checkedOn(kept);
  const stale = isStale(checked, dutch(now).slice(0, 10), socialMap.recheck.days);
  const groups = socialMap.audiences.filter(({ code }) => service.audience.includes(code)).map(({ label }) => label);
  const needs = socialMap.needs.filter(({ code }) => service.needs.includes(code)).map(({ label }) => label);
  const view: MapService = {
    id: kept.id,
    name: service.name,
    phone: service.phone,
    hours: orNull(service.hours),
    url: null,
    openNow: 'onbekend',
    confirmed: service.phone !== null && checked !== null && !stale,
    checked: checked === null ? 'Nog niet nagekeken' : `Nagekeken door het team (${dateInWords(checked)})`,
    kind: orNull(service.expertise),
    audience: [...groups, ...(service.forWhom === '' ? [] : [service.forWhom])],
    needs,
    ages: agesInWords(service.ageFrom, service.ageUntil),
    region: placeNames(resources, service.municipalities),
    waiting: orNull(service.waiting),
    note: orNull(service.note),
    source: null,
    checkedOn: checked,
    stale,
    local: {
      service: { ...service },
      history: kept.versions.slice(0, -1).map(({ at, value }, index) => ({
        at: dutch(Date.parse(at)),
        name: value.name,
        phone: value.phone,
        // Why this one no longer stands was told with the one after it.
        reason: kept.versions[index + 1]?.reason ?? null,
      })),
    },
  };
  const words = [service.name, service.phone, service.expertise, service.forWhom, service.note, ...groups, ...needs];
  return { view, sought: { ...service, words: [...words, view.region].join(' ') } };
};

const placeView = (resources: Resources, place: Municipality): SocialMapView['place'] => ({
  name: place.name,
  divisionDate: resources.municipalities.divisionDate,
  validTo: place.validTo,
  note: place.note,
  general: resources.municipalities.note,
  regions: [
    { kind: 'veiligThuis', name: place.veiligThuisRegio, basis: place.veiligThuisBasis },
    { kind: 'csg', name: place.csg, basis: place.csgBasis },
    { kind: 'ggd', name: place.ggdRegio, basis: null },
  ],
});

/** What a service of the team may name: needs and municipalities that are in the data. */
const isKnown = ({ socialMap, municipalities }: Resources, service: LocalService): boolean =>
  service.needs.every((need) => socialMap.needs.some(({ code }) => code === need)) &&
  service.municipalities.every((place) => municipalities.municipalities.some(({ code }) => code === place)) &&
  (service.ageFrom ?? 0) <= (service.ageUntil ?? 120);

export const socialMap = (
  desk: Desk,
): Pick<
  Handlers,
  'socialMap.find' | 'socialMap.add' | 'socialMap.change' | 'socialMap.check' | 'socialMap.withdraw'
> => {
  const { resources } = desk.library;
  const today = (): string => dutch(Date.parse(desk.now())).slice(0, 10);
  /** A service that was not withdrawn. */
  const standing = (id: string) => {
    const office = officeOf(desk);
    if (!office.ok) return office;
    const one = office.value.data.services.find((kept) => kept.id === id && kept.withdrawn === null);
    return one === undefined ? fail({ kind: 'unknown-service' as const }) : ok(one);
  };

  return {
    'socialMap.find': async (seeking) => {
      const office = officeOf(desk);
      if (!office.ok) return office;
      const now = Date.parse(desk.now());
      const { services } = office.value.data;
      const fits = ({ sought }: Found) => suits(sought, seeking);
      const national = resources.services.services.map((service) => nationalOf(resources, service, now));
      const local = services.filter((kept) => kept.withdrawn === null).map((kept) => localOf(resources, kept, now));
      const place = resources.municipalities.municipalities.find(({ code }) => code === seeking.municipality);
      return ok({
        always: resources.services.inDanger.flatMap((id) => {
          const service = resources.services.services.find((one) => one.id === id);
          return service === undefined ? [] : [serviceView(resources, service, now)];
        }),
        national: national.filter(fits).map(({ view }) => view),
        local: local.filter(fits).map(({ view }) => view),
        withdrawn: services.flatMap((kept) =>
          kept.withdrawn === null
            ? []
            : [
                {
                  id: kept.id,
                  name: standsAs(kept).name,
                  at: dutch(Date.parse(kept.withdrawn.at)),
                  reason: kept.withdrawn.reason,
                },
              ],
        ),
        total: national.length + local.length,
        stale: local.filter(({ view }) => view.stale).length,
        recheckDays: resources.socialMap.recheck.days,
        place: place === undefined ? null : placeView(resources, place),
        choices: {
          audiences: resources.socialMap.audiences.map((one) => ({ ...one })),
          needs: resources.socialMap.needs.map(({ code, label }) => ({ code, label })),
          municipalities: resources.municipalities.municipalities.map(({ code, name }) => ({ code, name })),
        },
      });
    },

    'socialMap.add': async ({ service, checkedToday, intent }) => {
      if (!isKnown(resources, service)) return fail({ kind: 'answer-refused' });
      const content = { kind: 'office-service', of: null, service, checkedOn: checkedToday ? today() : null } as const;
      const written = await writeOffice(desk, { ...content, reason: null }, intent);
      if (!written.ok) return written;
      return ok({ id: written.value.services.at(-1)?.id ?? '' });
    },

    'socialMap.change': async ({ id, service, checkedToday, reason, intent }) => {
      if (!isKnown(resources, service)) return fail({ kind: 'answer-refused' });
      const one = standing(id);
      if (!one.ok) return one;
      const content = { kind: 'office-service', of: id, service, checkedOn: checkedToday ? today() : null } as const;
      const written = await writeOffice(desk, { ...content, reason }, intent);
      return written.ok ? ok({ id }) : written;
    },

    'socialMap.check': async ({ id, intent }) => {
      const one = standing(id);
      if (!one.ok) return one;
      const written = await writeOffice(desk, { kind: 'office-service-checked', of: id, on: today() }, intent);
      return written.ok ? ok({ id }) : written;
    },

    'socialMap.withdraw': async ({ id, reason, intent }) => {
      const office = officeOf(desk);
      // A retry of what was recorded already: it is withdrawn, as asked.
      if (office.ok && office.value.data.services.some((kept) => kept.id === id && kept.withdrawn?.reason === reason))
        return ok({ id });
      const one = standing(id);
      if (!one.ok) return one;
      const written = await writeOffice(desk, { kind: 'office-service-withdrawn', of: id, reason }, intent);
      return written.ok ? ok({ id }) : written;
    },
  };
};
