// Small helpers. Texts become text nodes; the only markup that is parsed is the engine's own SVG and MathML.

/** An element with attributes and children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child != null && child !== false));
  return element;
}

const ALLOWED = new Set(['math', 'mrow', 'mi', 'mo', 'mn', 'mtext', 'ms', 'mspace', 'mfrac', 'msqrt', 'mroot', 'msub',
  'msup', 'msubsup', 'munder', 'mover', 'munderover', 'mtable', 'mtr', 'mtd', 'mstyle', 'mpadded', 'mphantom',
  'menclose', 'merror', 'svg', 'g', 'path', 'text', 'tspan', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon',
  'title', 'desc', 'defs', 'clippath', 'marker']);

/** Markup of the engine as elements; anything that is neither drawing nor formula is dropped. */
export function parsed(markup, type) {
  if (!markup) return null;
  const text = type === 'math'
    ? markup.replace('<math', '<math xmlns="http://www.w3.org/1998/Math/MathML"')
    : markup;
  const document_ = new DOMParser().parseFromString(text, 'application/xml');
  const root = document_.documentElement;
  if (document_.getElementsByTagName('parsererror').length > 0) return document.createTextNode('');
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (!ALLOWED.has(element.localName.toLowerCase())) element.remove();
    for (const attribute of [...element.attributes]) {
      if (/^on|href|^style$/i.test(attribute.name)) element.removeAttribute(attribute.name);
    }
  }
  return document.importNode(root, true);
}

/** A formula; its LaTeX where MathML fails. */
export function math(formula, display = true) {
  const element = formula && parsed(formula.math, 'math');
  if (!element || element.nodeType !== Node.ELEMENT_NODE) return el('code', {}, formula ? formula.latex : '');
  // In line, so that it stands where it is put, with the sizes of a block.
  element.removeAttribute('display');
  if (display) element.setAttribute('displaystyle', 'true');
  element.setAttribute('aria-label', formula.latex);
  return element;
}

/** A number as people read it. */
export function short(x) {
  if (typeof x !== 'number') return String(x);
  if (Number.isInteger(x) && Math.abs(x) < 1e6) return String(x).replace('-', '−');
  return String(Number(x.toPrecision(4))).replace('-', '−');
}

/** A list of lists as a table, or in words when it is large. */
export function numbers(value, most = 8) {
  if (!Array.isArray(value)) return el('span', {class: 'number'}, short(value));
  let rows = Array.isArray(value[0]) ? value : [value];
  while (Array.isArray(rows[0]?.[0])) rows = rows.flat();
  const cut = rows.length > most || rows.some(row => row.length > most);
  return el('table', {class: 'matrix'}, ...rows.slice(0, most).map(row => el('tr', {},
    ...row.slice(0, most).map(x => el('td', {}, short(x))), row.length > most ? el('td', {}, '…') : null)),
  cut && rows.length > most ? el('tr', {}, el('td', {}, '⋮')) : null);
}

/** All numbers of nested lists, in order. */
export function flat(value) {
  return Array.isArray(value) ? value.flat(Infinity) : [value];
}

/** Copies a text, and shows so on the button. */
export async function copy(text, button, done) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch (e) {
    const area = el('textarea', {class: 'unseen'});
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  button.textContent = done;
  setTimeout(() => { button.textContent = label; }, 1200);
}
