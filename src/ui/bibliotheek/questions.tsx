import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { useRead } from '../session.tsx';
import { useTexts } from '../words.ts';

/** All questions of an instrument, as they are asked, with why and with the lens. */
export const Questions = ({ instrument }: { readonly instrument: string }) => {
  const t = useTexts();
  const [read] = useRead('bibliotheek.questions', { instrument });
  return (
    <Loaded read={read}>
      {({ title, sections }) => (
        <>
          <Heading level={1}>{title}</Heading>
          {sections.map((section) => (
            <section key={section.title} className="card stack">
              <Heading level={2} look={3}>
                {section.title}
              </Heading>
              <ul className="lib-list">
                {section.items.map((item) => (
                  <li key={item.id} className="lib-question">
                    <p className="line-title">{item.text}</p>
                    {item.options.length === 0 ? null : (
                      <p className="row-meta">
                        {t.bibliotheek.answers}: {item.options.join(' · ')}
                      </p>
                    )}
                    {item.help === null ? null : (
                      <p>
                        <strong>{t.bibliotheek.help}: </strong>
                        {item.help}
                      </p>
                    )}
                    {item.lens === null ? null : (
                      <p>
                        <strong>{t.bibliotheek.lens}: </strong>
                        {item.lens}
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </>
      )}
    </Loaded>
  );
};
