// Layers that are folded into one box, or open.

import {el} from './dom.js';
import {word} from './words.js';

const MOST = 24;

/** The buttons for the layers; `changed` hears of the list of open layers, null when nothing is folded by hand. */
export class Layers {
  constructor(holder, changed) {
    Object.assign(this, {holder, changed, list: [], open: null});
  }

  /** What the address says: paths with commas between them, - for none. */
  read(text) {
    this.open = text === null || text === undefined ? null : text.split(',').filter(path => path && path !== '-');
  }

  /** The same for the address; null for nothing. */
  written() {
    return this.open === null ? null : this.open.join(',') || '-';
  }

  show(lesson) {
    this.list = lesson.layers || [];
    const active = this.holder.contains(document.activeElement) ? document.activeElement.dataset.path : null;
    this.holder.hidden = !this.list.length;
    // Very many layers are opened in the picture, by a double click or f.
    const few = this.list.length > MOST ? [] : this.list;
    this.holder.replaceChildren(el('button', {type: 'button', class: 'quiet', 'data-path': '', title: word('foldAll') + ' (Shift+F)',
      onclick: () => this.all()}, word(this.list.some(layer => layer.open) ? 'fold' : 'unfold')),
    ...few.map(layer => el('button', {type: 'button', class: 'quiet', 'data-path': layer.path, 'aria-expanded': String(layer.open),
      onclick: () => this.toggle(layer.path)}, (layer.open ? '▾ ' : '▸ ') + layer.label)));
    if (active !== null) this.holder.querySelector(`[data-path="${CSS.escape(active)}"]`)?.focus();
  }

  /** Opens a layer, or folds it with those in it. */
  toggle(path) {
    if (!path) return;
    const open = this.list.filter(layer => layer.open).map(layer => layer.path);
    const is = open.includes(path);
    this.set(is ? open.filter(one => one !== path && !one.startsWith(path + '/')) : [...open, path]);
  }

  /** Folds everything, or opens everything. */
  all() {
    this.set(this.list.some(layer => layer.open) ? [] : this.list.map(layer => layer.path));
  }

  set(open) {
    const whole = this.list.length <= MOST && this.list.every(layer => open.includes(layer.path));
    this.open = whole ? null : open;
    this.changed();
  }

  /** The layer that a card is in, or stands for. */
  of(name) {
    return this.list.filter(layer => (layer.names || []).includes(name) || layer.label === name).pop();
  }
}
