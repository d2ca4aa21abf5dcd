// The text, with verdicts in the margin and corrections below the lines they belong to.

import {EditorState, StateEffect, StateField, RangeSet} from '@codemirror/state';
import {EditorView, keymap, lineNumbers, gutter, GutterMarker, Decoration, WidgetType, drawSelection,
  highlightActiveLine, highlightSpecialChars} from '@codemirror/view';
import {defaultKeymap, history, historyKeymap} from '@codemirror/commands';
import {StreamLanguage, HighlightStyle, syntaxHighlighting, bracketMatching} from '@codemirror/language';
import {tags} from '@lezer/highlight';
import {el, math} from './dom.js';
import {word} from './words.js';

const KEYWORDS = /^(?:dims|input|param|loss|derive|check|assume|train|syntax)\b/;

const notation = StreamLanguage.define({
  token(stream) {
    if (stream.sol()) {
      stream.eatSpace();
      if (stream.match(KEYWORDS)) return 'keyword';
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return 'comment';
    if (stream.match(/^"[^"]*"?/)) return 'string';
    if (stream.match(/^\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/)) return 'number';
    if (stream.match(/^\\[A-Za-z]+/)) return 'atom';
    if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*(?=\s*\()/u)) return 'variableName.function';
    if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)) return 'variableName';
    stream.next();
    return 'operator';
  },
});

const colours = HighlightStyle.define([
  {tag: tags.keyword, color: 'var(--keyword)', fontWeight: 'bold'},
  {tag: tags.comment, color: 'var(--faint)', fontStyle: 'italic'},
  {tag: tags.number, color: 'var(--number)'},
  {tag: tags.string, color: 'var(--number)'},
  {tag: tags.function(tags.variableName), color: 'var(--function)'},
  {tag: tags.atom, color: 'var(--function)'},
]);

const look = EditorView.theme({
  '&': {height: '100%', fontSize: '14px', color: 'var(--ink)', backgroundColor: 'var(--paper)'},
  '.cm-scroller': {fontFamily: 'var(--code)', lineHeight: '1.5'},
  '.cm-content': {caretColor: 'var(--ink)'},
  '.cm-cursor': {borderLeftColor: 'var(--ink)'},
  '.cm-gutters': {backgroundColor: 'var(--side)', color: 'var(--faint)', border: 'none'},
  '.cm-activeLine': {backgroundColor: 'var(--active)'},
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {backgroundColor: 'var(--selected) !important'},
  '.cm-matchingBracket': {backgroundColor: 'var(--selected) !important'},
  '.margin': {width: '1.5em', textAlign: 'center', fontWeight: 'bold'},
  '.good': {color: 'var(--good)'}, '.bad': {color: 'var(--bad)'}, '.weak': {color: 'var(--weak)'},
  '.wrong': {textDecoration: 'underline wavy var(--bad) 1.2px', textUnderlineOffset: '3px'},
  '.wrong-line': {backgroundColor: 'var(--bad-tint)'},
  // Margins of a block would not be counted by the editor.
  '.below': {padding: '2px 8px 6px 8px'},
  '.said.weak': {borderLeftColor: 'var(--weak)', backgroundColor: 'var(--side)', color: 'var(--ink)'},
  '.said': {padding: '4px 8px', borderLeft: '3px solid var(--bad)',
    backgroundColor: 'var(--bad-tint)', fontFamily: 'var(--text)', fontSize: '13px', whiteSpace: 'normal'},
  '.said button': {marginLeft: '.6em', font: 'inherit', cursor: 'pointer', color: 'var(--ink)',
    background: 'var(--paper)', border: '1px solid var(--rule)', borderRadius: '4px', padding: '1px 8px'},
  '.said code': {fontFamily: 'var(--code)'},
});

const mark = StateEffect.define();

class Sign extends GutterMarker {
  constructor(sign, kind, title) {
    super();
    Object.assign(this, {sign, kind, title});
  }
  eq(other) {
    return other.sign === this.sign && other.title === this.title;
  }
  toDOM() {
    return el('span', {class: this.kind, title: this.title, role: 'img', 'aria-label': this.title}, this.sign);
  }
}

class Said extends WidgetType {
  constructor(remark, apply) {
    super();
    this.remark = remark;
    this.apply = apply;
    this.key = JSON.stringify([remark.message, remark.fix, remark.hint, word('apply')]);
  }
  eq(other) {
    return other.key === this.key;
  }
  toDOM() {
    const remark = this.remark;
    return el('div', {class: 'below'}, el('div', {class: 'said ' + remark.kind}, remark.message, remark.hint ? ' — ' + remark.hint : '',
      remark.fix ? el('div', {}, word('write') + ': ',
        remark.formula && remark.formula.math ? math(remark.formula, false) : el('code', {}, remark.fix),
        remark.replace ? el('button', {type: 'button', onclick: () => this.apply(remark)}, word('apply')) : null) : null));
  }
  ignoreEvent() {
    return true;
  }
}

const EMPTY = {signs: RangeSet.empty, drawn: Decoration.none};

const remarks = StateField.define({
  create: () => EMPTY,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(mark)) return effect.value;
    return transaction.docChanged
      ? {signs: value.signs.map(transaction.changes), drawn: value.drawn.map(transaction.changes)}
      : value;
  },
  provide: field => EditorView.decorations.from(field, value => value.drawn),
});

/** The place of a column that counts code points, from 1. */
function column(text, points) {
  let at = 0;
  for (let i = 1; i < points && at < text.length; i++) at += text.codePointAt(at) > 0xFFFF ? 2 : 1;
  return at;
}

/** The editor in an element; `changed` hears of each edit, `chosen` of the line the cursor comes to. */
export class Editor {
  constructor(parent, changed, chosen) {
    const root = parent.attachShadow({mode: 'open'});
    const holder = el('div', {});
    holder.style.height = '100%';
    root.append(holder);
    this.view = new EditorView({
      root,
      parent: holder,
      state: EditorState.create({extensions: [
        gutter({class: 'margin', markers: view => view.state.field(remarks).signs, initialSpacer: () => new Sign('✓', 'good', '')}),
        lineNumbers(), highlightSpecialChars(), history(), drawSelection(), bracketMatching(), highlightActiveLine(),
        keymap.of([...defaultKeymap, ...historyKeymap]), notation, syntaxHighlighting(colours), look, remarks,
        EditorView.lineWrapping,
        // A browser that replaces a selection over several lines keeps its look in style attributes, which the policy forbids.
        EditorView.domEventHandlers({
          beforeinput(event, view) {
            if (event.inputType !== 'insertText' || event.data === null || event.isComposing
              || view.state.selection.main.empty) return false;
            event.preventDefault();
            view.dispatch(view.state.replaceSelection(event.data), {userEvent: 'input.type', scrollIntoView: true});
            return true;
          },
        }),
        EditorView.contentAttributes.of({'aria-label': 'Chainrule', tabindex: '0', spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off'}),
        EditorView.updateListener.of(update => {
          if (update.docChanged) changed();
          else if (update.selectionSet) chosen(update.state.doc.lineAt(update.state.selection.main.head).number);
        }),
      ]}),
    });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  set text(text) {
    this.view.dispatch({changes: {from: 0, to: this.view.state.doc.length, insert: text}});
  }

  /** Shows remarks: `{line, column, sign, kind, title, message, hint, fix, formula, replace}`, each for a line from 1. */
  show(list) {
    const doc = this.view.state.doc;
    const signs = [];
    const drawn = [];
    for (const remark of list) {
      if (remark.line < 1 || remark.line > doc.lines) continue;
      const line = doc.line(remark.line);
      signs.push(new Sign(remark.sign, remark.kind, remark.title).range(line.from));
      if (remark.kind === 'bad') {
        drawn.push(Decoration.line({class: 'wrong-line'}).range(line.from));
        const from = line.from + Math.min(remark.column ? column(line.text, remark.column) : 0, Math.max(0, line.length - 1));
        const word_ = /^[\p{L}\p{N}_]+|^./u.exec(line.text.slice(from - line.from));
        const to = remark.column ? from + (word_ ? word_[0].length : 0) : line.to;
        if (to > from) drawn.push(Decoration.mark({class: 'wrong'}).range(from, to));
      }
      if (remark.message) {
        drawn.push(Decoration.widget({widget: new Said(remark, r => this.replace(r)), block: true, side: 1}).range(line.to));
      }
    }
    this.view.dispatch({effects: mark.of({signs: RangeSet.of(signs, true), drawn: Decoration.set(drawn, true)})});
  }

  /** Puts the right side of a line in place of the one that was written; what follows a # stays. */
  replace(remark) {
    const line = this.view.state.doc.line(remark.line);
    const equals = line.text.indexOf('=');
    if (equals < 0) return;
    const comment = line.text.indexOf('#', equals);
    const end = comment < 0 ? line.text.length : line.text.slice(0, comment).trimEnd().length;
    this.view.dispatch({changes: {from: line.from + equals + 1, to: line.from + end, insert: ' ' + remark.fix}});
    this.view.focus();
  }

  /** Moves the cursor to a line. */
  goto(number) {
    const line = this.view.state.doc.line(Math.min(number, this.view.state.doc.lines));
    this.view.dispatch({selection: {anchor: line.from}, scrollIntoView: true});
    this.view.focus();
  }
}
