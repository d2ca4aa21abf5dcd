// The engine in a worker of its own, which can be stopped.

const PATIENCE = 20000;

let script = null;

/** Two million letters: the browser's own way where it has one. */
function bytes(letters) {
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

/** The address of the worker's script: a blob of what the page holds, or the file beside it. */
async function source() {
  const held = document.getElementById('engine');
  if (!held) return 'engine.js';
  const text = await opened(held.textContent.trim());
  return URL.createObjectURL(new Blob([await text.blob()], {type: 'text/javascript'}));
}

let spare = null;

/** Starts a worker in advance, to take the place of one that is stopped: a stopped engine is there again at once. */
export async function prepare() {
  if (!script) script = source();
  const address = await script;
  if (!spare) spare = new Worker(address);
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
    if (!script) script = source();
    const address = await script;
    if (!this.worker) {
      const worker = spare || new Worker(address);
      if (worker === spare) {
        spare = null;
        setTimeout(prepare, 300);
      }
      this.worker = worker;
      worker.onmessage = event => {
        const {id, answer} = event.data;
        this.ready = true;
        const one = this.waiting.get(id);
        this.waiting.delete(id);
        if (one) {
          clearTimeout(one.timer);
          one.resolve(JSON.parse(answer));
        }
      };
      worker.onerror = event => {
        event.preventDefault();
        this.stop({errors: [{line: 0, column: 0, message: event.message || 'the engine failed', hint: ''}]});
      };
    }
    return this.worker;
  }

  /** An answer; `{stopped: true}` when it took too long or was no longer wanted. */
  async ask(what, name, text, language, options = {}) {
    const worker = await this.started();
    const id = ++this.number;
    return new Promise(resolve => {
      const timer = setTimeout(() => this.stop({stopped: true, late: true}), this.patience);
      this.waiting.set(id, {resolve, timer});
      worker.postMessage({id, what, name, text, language, options: JSON.stringify(options)});
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
