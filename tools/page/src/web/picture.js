// The picture: drawn by the engine, moved and filled here.

import {flat, parsed, short as number} from './dom.js';

const CLOSEST = 8;

/** A few numbers to be read aloud. */
function short(value) {
  const list = flat(value);
  return list.slice(0, 6).map(number).join(' ') + (list.length > 6 ? ' …' : '');
}

const SVG = 'http://www.w3.org/2000/svg';

/**
 * The picture in an element; `chosen` hears of a card that is clicked, `pointed` of an edge under the mouse, as the names of both ends,
 * `folded` of a layer that is to be opened or closed.
 */
export class Picture {
  constructor(holder, chosen, pointed = () => {}, folded = () => {}) {
    this.holder = holder;
    this.chosen = chosen;
    this.pointed = pointed;
    this.folded = folded;
    this.edge = -1;
    this.inside = new Map();
    this.cards = new Map();
    this.links = [];
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.fitted = true;
    holder.addEventListener('wheel', event => this.wheel(event), {passive: false});
    holder.addEventListener('pointerdown', event => this.grab(event));
    holder.addEventListener('keydown', event => this.key(event));
    new ResizeObserver(() => this.fitted && this.fit()).observe(holder);
  }

  /** Shows a sentence where there is nothing to draw. */
  clear(sentence) {
    this.cards.clear();
    this.links = [];
    this.svg = null;
    this.source = '';
    this.size = null;
    const text = document.createElement('p');
    text.className = 'nothing';
    text.textContent = sentence;
    this.holder.replaceChildren(text);
  }

  /** Draws a lesson; cards keep what the engine says of them. */
  draw(lesson) {
    const svg = parsed(lesson.svg, 'svg');
    if (!svg || svg.nodeType !== Node.ELEMENT_NODE) return;
    const view = svg.getAttribute('viewBox').split(' ').map(Number);
    const same = this.size && this.size.width === view[2] && this.size.height === view[3];
    this.size = {width: view[2], height: view[3]};
    this.source = lesson.svg;
    // The ground is that of the page, light or dark.
    this.ground = svg.children[1]?.localName === 'rect' ? svg.children[1] : null;
    this.ground?.remove();
    this.holder.replaceChildren(svg);
    this.svg = svg;
    // A group, so that the cards in it are read.
    svg.setAttribute('role', 'group');
    this.cards.clear();
    this.inside.clear();
    this.edge = -1;
    this.named = new Map(lesson.cards.map(card => [card.id, card.name]));
    this.links = lesson.links.map(link => ({...link, element: svg.querySelector('#' + CSS.escape(link.id))}));
    for (const card of lesson.cards) {
      const group = svg.querySelector('#' + CSS.escape(card.id));
      if (!group) continue;
      this.card(card, group, lesson.numbers[card.name]);
      for (const member of card.members || []) this.inside.set(member, card.name);
    }
    for (const link of this.links) this.hit(link);
    for (const layer of lesson.layers || []) {
      const group = layer.card && svg.querySelector('#' + CSS.escape(layer.card));
      group?.addEventListener('dblclick', () => this.folded(layer.path));
    }
    if (!same || this.fitted) this.fit();
    else this.place();
  }

  card(card, group, numbers) {
    group.classList.add('card', card.kind);
    group.dataset.name = card.name || card.op;
    group.dataset.kind = card.kind;
    if (numbers) {
      group.dataset.value = JSON.stringify(numbers.value);
      if (numbers.gradient !== undefined) group.dataset.gradient = JSON.stringify(numbers.gradient);
    }
    group.setAttribute('role', 'img');
    group.setAttribute('aria-label', [card.name, card.op && '= ' + card.op, card.shape, numbers && short(numbers.value)].filter(Boolean).join(' '));
    // Which part of a card an element belongs to, is told by where it stands.
    for (const element of group.children) {
      if (element.localName === 'title') continue;
      const box = element.getBBox();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const inside = card.sections.find(([, left, top, width, height]) =>
        x >= left - 0.5 && x <= left + width + 0.5 && y >= top + 0.5 && y <= top + height - 0.5
          && box.height <= height + 2 && box.width <= width + 2);
      if (inside && !(element.localName === 'path' && element.getAttribute('fill') !== 'none' && box.width > inside[3] - 1)) {
        element.classList.add('of-' + inside[0]);
      }
    }
    group.addEventListener('click', () => this.chosen(card.name));
    if (card.name) this.cards.set(card.name, {card, group});
  }

  /** A broad band along an edge, so that it can be pointed at. */
  hit(link) {
    const path = link.element?.localName === 'path' ? link.element : link.element?.querySelector('path');
    if (!path) return;
    const band = document.createElementNS(SVG, 'path');
    band.setAttribute('d', path.getAttribute('d'));
    band.setAttribute('class', 'band');
    path.parentNode.insertBefore(band, path.nextSibling);
    band.addEventListener('pointerenter', () => this.point(link));
    band.addEventListener('pointerleave', () => this.point(null));
  }

  /** Points at an edge, or at none. */
  point(link) {
    for (const other of this.links) other.element?.classList.toggle('pointed', other === link);
    this.pointed(link ? this.named.get(link.from) : '', link ? this.named.get(link.to) : '');
  }

  /** The card of a name: its own, or that of the folded layer it is in. */
  of(name) {
    return this.cards.get(name) || this.cards.get(this.inside.get(name));
  }

  /** Names with some letters in them, those that begin with them first. */
  search(letters) {
    const wanted = letters.toLowerCase();
    const all = [...this.cards.keys(), ...this.inside.keys()];
    return [...all.filter(name => name.toLowerCase().startsWith(wanted)),
      ...all.filter(name => name.toLowerCase().includes(wanted) && !name.toLowerCase().startsWith(wanted))];
  }

  /** Writes remarks on cards: `[name, text, kind]`. */
  badges(list) {
    for (const old of this.svg?.querySelectorAll('.badge') || []) old.remove();
    for (const [name, text, kind] of list) {
      const group = this.cards.get(name)?.group;
      if (!group) continue;
      const box = group.getBBox();
      const badge = document.createElementNS(SVG, 'g');
      badge.setAttribute('class', 'badge ' + kind);
      const label = document.createElementNS(SVG, 'text');
      label.textContent = text;
      label.setAttribute('x', box.x + box.width - 4);
      label.setAttribute('y', box.y - 3);
      label.setAttribute('text-anchor', 'end');
      badge.append(label);
      group.append(badge);
    }
  }

  /** Fills cards: those of `values` show their value, those of `gradients` their gradient; null stands for all. */
  fill(values, gradients) {
    for (const [name, {group}] of this.cards) {
      group.classList.toggle('without-value', values !== null && !values.has(name));
      group.classList.toggle('without-gradient', gradients !== null && !gradients.has(name));
    }
  }

  /** Lights up a card, those it is made of, and the edges between them. */
  light(name, others = [], backward = false) {
    for (const {group} of this.cards.values()) group.classList.remove('now', 'near', 'backward');
    for (const link of this.links) link.element?.classList.remove('near', 'backward');
    const now = this.of(name);
    if (!now) return;
    now.group.classList.add('now');
    now.group.classList.toggle('backward', backward);
    for (const other of others) {
      const near = this.of(other);
      if (!near || near === now) continue;
      near.group.classList.add('near');
      near.group.classList.toggle('backward', backward);
      for (const link of this.links) {
        const joined = backward
          ? link.from === now.card.id && link.to === near.card.id
          : link.from === near.card.id && link.to === now.card.id;
        if (joined) {
          link.element?.classList.add('near');
          link.element?.classList.toggle('backward', backward);
        }
      }
    }
    if (!this.fitted) this.reveal(now.group);
  }

  /** Selects a card by its name, or none. */
  select(name) {
    const chosen = this.of(name);
    for (const one of this.cards.values()) one.group.classList.toggle('selected', one === chosen);
    if (chosen && !this.fitted) this.reveal(chosen.group);
  }

  /** The picture as it is, at its step, as a file of its own. */
  markup() {
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(this.copy());
  }

  /** The picture as it is on a slide of 16:9, with a line of text below it. */
  slide(text) {
    const copy = this.copy();
    const slide = document.createElementNS(SVG, 'svg');
    slide.setAttribute('viewBox', '0 0 1280 720');
    slide.setAttribute('width', '1280');
    slide.setAttribute('height', '720');
    copy.setAttribute('x', '24');
    copy.setAttribute('y', '20');
    copy.setAttribute('width', '1232');
    copy.setAttribute('height', text ? '620' : '680');
    const first = this.ground?.cloneNode();
    if (first) {
      for (const [name, value] of [['x', 0], ['y', 0], ['width', 1280], ['height', 720]]) first.setAttribute(name, value);
      slide.append(first);
    }
    slide.append(copy);
    if (text) {
      const line = document.createElementNS(SVG, 'text');
      line.textContent = text;
      for (const [name, value] of [['x', 640], ['y', 690], ['text-anchor', 'middle'], ['font-family', 'Helvetica, Arial, sans-serif'],
        ['font-size', Math.min(28, Math.max(16, 1900 / text.length))], ['fill', getComputedStyle(document.body).color]]) line.setAttribute(name, value);
      slide.append(line);
    }
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(slide);
  }

  /** The drawing without what the page has put on it, with what lights up as strokes. */
  copy() {
    const copy = this.svg.cloneNode(true);
    copy.removeAttribute('style');
    for (const own of copy.querySelectorAll('.band, .badge')) own.remove();
    for (const hidden of copy.querySelectorAll('.without-value .of-value, .without-gradient .of-gradient')) hidden.remove();
    if (this.ground) copy.insertBefore(this.ground.cloneNode(), copy.firstChild);
    for (const card of copy.querySelectorAll('.now, .near')) {
      const colour = card.classList.contains('backward') ? '#c2410c' : '#1c5a9c';
      const frame = card.localName === 'path' ? card : [...card.querySelectorAll(':scope > path, :scope > circle')].pop();
      frame?.setAttribute('stroke', colour);
      frame?.setAttribute('stroke-width', card.classList.contains('now') ? '3.4' : '2.2');
    }
    return copy;
  }

  reveal(group) {
    const box = group.getBoundingClientRect();
    const view = this.holder.getBoundingClientRect();
    if (box.left < view.left || box.right > view.right) this.x += view.left + view.width / 2 - box.left - box.width / 2;
    if (box.top < view.top || box.bottom > view.bottom) this.y += view.top + view.height / 2 - box.top - box.height / 2;
    this.place();
  }

  place() {
    if (!this.svg) return;
    // While it moves, the picture is one layer that need not be drawn anew; then it is drawn sharp again.
    this.svg.style.willChange = 'transform';
    clearTimeout(this.rest);
    this.rest = setTimeout(() => { if (this.svg) this.svg.style.willChange = ''; }, 250);
    this.svg.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
  }

  /** Shows the whole picture. */
  fit() {
    if (!this.size || !this.holder.clientWidth) return;
    this.fitted = true;
    const {clientWidth: width, clientHeight: height} = this.holder;
    this.scale = Math.min(width / this.size.width, height / this.size.height, 1.25);
    // On a narrow screen the picture would be too small to read: its start is shown, and it can be moved.
    this.scale = Math.max(this.scale, this.whole ? 0.02 : width < 600 ? 0.45 : 0.2);
    this.x = Math.max(0, (width - this.size.width * this.scale) / 2);
    this.y = Math.max(0, (height - this.size.height * this.scale) / 2);
    this.place();
  }

  /** Makes it larger or smaller around a point. */
  zoom(factor, x = this.holder.clientWidth / 2, y = this.holder.clientHeight / 2) {
    const scale = Math.min(CLOSEST, Math.max(0.05, this.scale * factor));
    this.x = x - (x - this.x) * scale / this.scale;
    this.y = y - (y - this.y) * scale / this.scale;
    this.scale = scale;
    this.fitted = false;
    this.place();
  }

  wheel(event) {
    event.preventDefault();
    const box = this.holder.getBoundingClientRect();
    this.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), event.clientX - box.left, event.clientY - box.top);
  }

  grab(event) {
    if (event.button !== 0) return;
    const start = {x: event.clientX - this.x, y: event.clientY - this.y, fromX: event.clientX, fromY: event.clientY};
    let moved = false;
    const move = next => {
      if (!moved && Math.hypot(next.clientX - start.fromX, next.clientY - start.fromY) < 4) return;
      moved = true;
      this.fitted = false;
      this.x = next.clientX - start.x;
      this.y = next.clientY - start.y;
      this.place();
    };
    const end = () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
  }

  key(event) {
    const step = 60;
    const moves = {w: [0, step], s: [0, -step], a: [step, 0], d: [-step, 0]};
    if (moves[event.key]) {
      this.x += moves[event.key][0];
      this.y += moves[event.key][1];
      this.fitted = false;
      this.place();
    } else if (event.key === '+' || event.key === '-') {
      this.zoom(event.key === '+' ? 1.25 : 0.8);
    } else if (event.key === 'n' || event.key === 'p') {
      const names = [...this.cards.keys()];
      const now = names.findIndex(name => this.cards.get(name).group.classList.contains('selected'));
      this.chosen(names[(now + (event.key === 'n' ? 1 : names.length - 1) + names.length) % names.length]);
    } else if (event.key === 'e') {
      // The edges of the card that is selected, else all of them.
      const chosen = [...this.cards.values()].find(({group}) => group.classList.contains('selected'));
      const edges = this.links.filter(link => !chosen || [link.from, link.to].includes(chosen.card.id));
      this.edge = edges.length ? (this.edge + 1) % edges.length : -1;
      this.point(edges[this.edge] || null);
    } else if (event.key === 'Escape') {
      this.point(null);
    } else if (event.key === '0') {
      this.fit();
    } else {
      return;
    }
    event.preventDefault();
  }
}
