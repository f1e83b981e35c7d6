/** The page's words: /texts.json holds one object a locale. */
export const locales = await fetch('/texts.json').then((response) => response.json());

/** The shipped locale nearest to what was chosen before or to what the browser asks for. */
export function usualLocale(stored) {
  const shipped = Object.keys(locales);
  for (const wanted of [stored, ...navigator.languages]) {
    const near = shipped.find((locale) => locale === wanted) ?? shipped.find((locale) => locale.slice(0, 2) === wanted?.slice(0, 2));
    if (near) return near;
  }
  return shipped[0];
}

/** What is spoken with the words of a shipped locale: as the browser's owner speaks that language ("en-GB" with the words of "en-US"). */
export function spokenLocale(shipped) {
  const language = shipped.slice(0, 2);
  return navigator.languages.find((wanted) => wanted.length > 2 && wanted.slice(0, 2) === language) ?? shipped;
}

/** Writes the words of a locale into every element that names one. */
export function writeTexts(locale) {
  const texts = locales[locale];
  document.documentElement.lang = spokenLocale(locale);
  document.title = texts.title;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = texts[element.dataset.text];
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', texts[element.dataset.label]);
  for (const element of document.querySelectorAll('[data-placeholder]')) element.placeholder = texts[element.dataset.placeholder];
  return texts;
}

export function fill(template, params) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
}

/** "2944.00" EUR → "2 944 €" as the locale writes it; cents only when there are some. */
export function price({ amount, currency }, locale) {
  const options = { style: 'currency', currency };
  return new Intl.NumberFormat(locale, Number.isInteger(Number(amount)) ? { ...options, maximumFractionDigits: 0 } : options).format(
    amount,
  );
}

/** The sentences of an answer, as the language cuts them. */
export function sentences(text, locale) {
  if (!Intl.Segmenter) return [text];
  return [...new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment)
    .filter((segment) => segment.trim() !== '');
}

/** No line ends before a mark that French sets apart, nor after an opening quote: those blanks do not break. */
function unbroken(child) {
  return typeof child === 'string' ? child.replace(/« /g, '«\u00a0').replace(/ (?=[»?!:;·])/g, '\u00a0') : child;
}

/** An element with attributes and children; text is always text. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  element.append(...children.filter((child) => child !== undefined && child !== false).map(unbroken));
  return element;
}
