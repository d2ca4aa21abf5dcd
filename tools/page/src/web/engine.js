// The engine in a worker of its own, which can be stopped.

import {unpacked} from './unpack.js';

const PATIENCE = 20000;

/** Asked of an engine in reserve, so that it has run before it is needed. */
const WARM = 'input x [2] = [1, 2]\nparam w [2] = [1, 2]\nJ = sum((w*x)^2)\nderive J\ndw = 2*w*x^2\n';

/** Two million letters: the browser's own way where it has one. */
export function bytes(letters) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(letters);
  const text = atob(letters);
  const all = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) all[i] = text.charCodeAt(i);
  return all;
}

/** What was packed into letters. */
export async function opened(letters) {
  return new Response(new Blob([bytes(letters)]).stream().pipeThrough(new DecompressionStream('gzip')));
}

/** The address of a worker's script: a blob of what the page holds, or the file beside it. */
async function source(id, file) {
  const held = document.getElementById(id);
  if (!held) return file;
  const letters = held.textContent.trim();
  const text = id === 'engine' ? await unpacked(letters) : await (await opened(letters)).blob();
  return URL.createObjectURL(new Blob([text], {type: 'text/javascript'}));
}

async function scripted() {
  const address = await source('engine', 'engine.js');
  return () => new Worker(address);
}

/** The engine as a module of WebAssembly, compiled once for all workers. */
async function compiled() {
  const held = document.getElementById('engine-module');
  const code = held ? unpacked(held.textContent.trim()) : fetch('engine.wasm').then(answer => answer.arrayBuffer());
  const [module, address] = await Promise.all([code.then(all => WebAssembly.compile(all, {builtins: ['js-string']})),
    source('engine-wasm', 'engine-wasm.js')]);
  return () => {
    const worker = new Worker(address);
    worker.postMessage({module});
    return worker;
  };
}

let maker = null;

/** How a worker is started: with WebAssembly, and where the browser does not take it, with the engine in JavaScript. */
function made() {
  if (!maker) maker = first();
  return maker;
}

async function first() {
  // What the page holds of the engine comes last in it.
  if (document.readyState === 'loading') await new Promise(done => document.addEventListener('DOMContentLoaded', done));
  return /[#&]engine=js\b/.test(location.hash) ? scripted() : compiled().catch(scripted);
}

let spare = null;

/** Starts a worker in advance, to take the place of one that is stopped: a stopped engine is there again at once, and warm. */
export async function prepare() {
  const start = await made();
  if (spare) return;
  spare = start();
  const mine = spare;
  spare.onmessage = event => {
    if (event.data.failed) {
      maker = scripted();
      if (spare === mine) spare = null;
    }
  };
  for (const what of ['verdicts', 'judge', 'lesson']) {
    spare.postMessage({id: 0, what, name: 'm.cr', text: WARM, language: 'en', options: '{}'});
  }
}

/** Asks one question at a time. A newer question of the same kind takes the place of an older one that still runs. */
export class Engine {
  constructor(patience = PATIENCE) {
    this.patience = patience;
    this.worker = null;
    /** Whether it has answered yet. */
    this.ready = false;
    this.waiting = new Map();
    this.number = 0;
  }

  async started() {
    const start = await made();
    if (!this.worker) {
      const worker = spare || start();
      if (worker === spare) {
        spare = null;
        setTimeout(prepare, 300);
      }
      this.worker = worker;
      worker.onmessage = event => {
        if (worker === this.worker) this.heard(event.data);
      };
      worker.onerror = event => {
        event.preventDefault();
        if (worker === this.worker) this.stop({errors: [{line: 0, column: 0, message: event.message || 'the engine failed', hint: ''}]});
      };
    }
    return this.worker;
  }

  async heard({id, answer, failed}) {
    if (failed) {
      // A browser that compiles the module may still not run it.
      maker = scripted();
      this.worker.terminate();
      this.worker = null;
      const worker = await this.started();
      for (const one of this.waiting.values()) worker.postMessage(one.question);
      return;
    }
    const one = this.waiting.get(id);
    this.waiting.delete(id);
    if (one) {
      this.ready = true;
      clearTimeout(one.timer);
      one.resolve(JSON.parse(answer));
    }
  }

  /** An answer; `{stopped: true}` when it took too long or was no longer wanted. */
  async ask(what, name, text, language, options = {}) {
    const worker = await this.started();
    const id = ++this.number;
    return new Promise(resolve => {
      // An engine that has not answered yet is still starting, which takes its time where much else runs.
      const timer = setTimeout(() => this.stop({stopped: true, late: true}), this.ready ? this.patience : 3 * this.patience);
      const question = {id, what, name, text, language, options: JSON.stringify(options)};
      this.waiting.set(id, {resolve, timer, question});
      worker.postMessage(question);
    });
  }

  /** Whether a question is still open. */
  get busy() {
    return this.waiting.size > 0;
  }

  /** Ends the worker in the middle of its work; the next question starts another. */
  stop(answer = {stopped: true}) {
    if (this.worker) this.worker.terminate();
    this.worker = null;
    for (const one of this.waiting.values()) {
      clearTimeout(one.timer);
      one.resolve(answer);
    }
    this.waiting.clear();
  }
}

/** The program that serves the page, asked in place of a worker: it reads files, and has no limit of time. */
export class Studio {
  constructor() {
    this.patience = Infinity;
    this.ready = true;
    this.open = new Set();
  }

  async started() {
    return this;
  }

  async ask(what, name, text, language, options = {}) {
    const control = new AbortController();
    this.open.add(control);
    try {
      const answer = await fetch('ask', {method: 'POST', signal: control.signal, headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({what, name, text, language, options: JSON.stringify(options)})});
      return await answer.json();
    } catch (e) {
      return {stopped: true};
    } finally {
      this.open.delete(control);
    }
  }

  get busy() {
    return this.open.size > 0;
  }

  stop() {
    for (const control of this.open) control.abort();
    this.open.clear();
  }
}

/** Follows the file that is served: `changed` hears of a text that is not the one from before. */
export function follow(text, changed) {
  let known = text;
  setInterval(async () => {
    try {
      const now = await (await fetch('file')).json();
      if (now.text !== undefined && now.text !== known) {
        known = now.text;
        changed(now.text, now.name);
      }
    } catch (e) {
      // The program has ended; the page stays as it is.
    }
  }, 700);
  return async saved => {
    known = saved;
    await fetch('file', {method: 'PUT', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({text: saved})});
  };
}
