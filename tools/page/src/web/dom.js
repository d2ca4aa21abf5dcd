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

const MOST_CELLS = 400;

/** How strong a colour is for a number: 0 to 1, by the largest of all. */
function strength(x, largest) {
  return Number.isFinite(x) && largest > 0 ? Math.min(1, Math.abs(x) / largest) : 0;
}

/** The ground of a number in a heat map. */
function ground(x, largest, gradient) {
  const colour = gradient ? (x < 0 ? '122,62,157' : '214,93,14') : (x < 0 ? '190,48,40' : '28,92,172');
  return `rgba(${colour},${(0.62 * strength(x, largest)).toFixed(3)})`;
}

/**
 * Numbers as a heat map: a table of coloured numbers, or one of coloured points where there are many. `hovered` hears of the position of
 * an entry under the mouse or the cursor; arrow keys move it. Gives the element and `mark`, which marks entries.
 */
export function heat(value, gradient, hovered, label) {
  const all = flat(value);
  const columns = Array.isArray(value) ? (Array.isArray(value[0]) ? flat(value[value.length - 1]).length / depth(value) : value.length) : 1;
  const largest = all.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
  let now = 0;
  const move = (event, go) => {
    const by = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns}[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    if (now + by >= 0 && now + by < all.length) go(now + by);
  };
  if (all.length > MOST_CELLS) return points(all, columns, largest, gradient, hovered, label, move, at => { now = at; });
  const cells = [];
  const table = el('table', {class: 'heat', role: 'grid', 'aria-label': label});
  for (let row = 0; row < all.length / columns; row++) {
    const line = el('tr', {});
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const cell = el('td', {role: 'gridcell', tabindex: at ? -1 : 0}, short3(all[at]));
      cell.style.background = ground(all[at], largest, gradient);
      cell.addEventListener('pointerenter', () => hovered(at));
      cell.addEventListener('focus', () => {
        cells[now].tabIndex = -1;
        now = at;
        cell.tabIndex = 0;
        hovered(at);
      });
      cells.push(cell);
      line.append(cell);
    }
    table.append(line);
  }
  table.addEventListener('keydown', event => move(event, at => cells[at].focus()));
  return {element: table, mark: places => {
    const marked = new Set(places);
    cells.forEach((cell, at) => cell.classList.toggle('marked', marked.has(at)));
  }};
}

/** How many lists the last axis but one has below the first. */
function depth(value) {
  let rows = 1;
  for (let part = value[0]; Array.isArray(part) && Array.isArray(part[0]); part = part[0]) rows *= part.length;
  return rows;
}

function points(all, columns, largest, gradient, hovered, label, move, moved) {
  const rows = Math.ceil(all.length / columns);
  const size = Math.max(1, Math.min(9, Math.floor(420 / columns)));
  const canvas = el('canvas', {width: columns * size, height: Math.min(4000, rows * size), class: 'points', tabindex: 0, role: 'img', 'aria-label': label});
  const pen = canvas.getContext('2d');
  const draw = places => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    all.forEach((x, at) => {
      pen.fillStyle = ground(x, largest / 1.6, gradient);
      pen.fillRect(at % columns * size, Math.floor(at / columns) * size, size, size);
    });
    pen.strokeStyle = '#c026d3';
    for (const at of places) pen.strokeRect(at % columns * size + 0.5, Math.floor(at / columns) * size + 0.5, size - 1, size - 1);
  };
  const go = at => {
    moved(at);
    hovered(at);
  };
  canvas.addEventListener('pointermove', event => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) * columns / box.width);
    const row = Math.floor((event.clientY - box.top) * canvas.height / box.height / size);
    const at = row * columns + column;
    if (column >= 0 && column < columns && at >= 0 && at < all.length) go(at);
  });
  canvas.addEventListener('focus', () => go(0));
  canvas.addEventListener('keydown', event => move(event, go));
  draw([]);
  return {element: canvas, mark: draw};
}

/** A number with three digits, for cells. */
function short3(x) {
  return typeof x === 'number' && Number.isFinite(x) && !Number.isInteger(x) ? short(Number(x.toPrecision(3))) : short(x);
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
