/** The few drawings of the app, made of strokes so that they follow the colour of the text. */
const paths = {
  dossiers: 'M4 7.5A1.5 1.5 0 0 1 5.5 6h4l2 2h7A1.5 1.5 0 0 1 20 9.5v8a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z',
  settings: 'M4 7h9m4 0h3M4 12h3m4 0h9M4 17h7m4 0h5M15 5v4M9 10v4M13 15v4',
  lock: 'M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  privacy: 'M4 12s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S4 12 4 12M5 19 19 5',
  danger: 'M12 4.5 21 19.5H3zM12 10.5v4M12 17v.2',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  back: 'M19 12H5m6-6-6 6 6 6',
  next: 'M5 12h14m-6-6 6 6-6 6',
  phone: 'M6.5 4h3l1.5 4.5-2 1.5a12 12 0 0 0 5 5l1.5-2 4.5 1.5v3a2 2 0 0 1-2 2A15 15 0 0 1 4.500 6a2 2 0 0 1 2-2',
  letter: 'M4 6.500h16v11H4zM4 7l8 6.500L20 7',
  stop: 'M8.500 4h7L20 8.500v7L15.500 20h-7L4 15.500v-7zM8 12h8',
  note: 'M5 4.500h14v10l-5 5H5zM14 19.500v-5h5M8.500 9h7M8.500 12.500h4',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M12 8v4.500l3 2',
  person: 'M12 4.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7M5 20c.5-4 3.500-6 7-6s6.500 2 7 6',
  backup: 'M5 13.500h14v6H5zM12 4v6.500m-3-3 3 3 3-3M16 16.500h.2',
  book: 'M4 5.500c3-1 6-1 8 .8 2-1.800 5-1.800 8-.8v13c-3-1-6-1-8 .8-2-1.800-5-1.800-8-.8zM12 6.300v13',
  help: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M9.500 9.800a2.500 2.500 0 1 1 3.600 2.200c-.8.400-1.100.9-1.100 1.700M12 16.300v.2',
  search: 'M10.500 5a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11M14.500 14.500 19.500 19.500',
  more: 'm8 10 4 4 4-4',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);
