// The engine in a worker of its own, which can be stopped.

const PATIENCE = 20000;

let script = null;

/** The address of the worker's script: a blob of what the page holds, or the file beside it. */
async function source() {
  const held = document.getElementById('engine');
  if (!held) return 'engine.js';
  const packed = Uint8Array.from(atob(held.textContent.trim()), c => c.charCodeAt(0));
  const text = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')));
  return URL.createObjectURL(new Blob([await text.blob()], {type: 'text/javascript'}));
}

/** Asks one question at a time. A newer question of the same kind takes the place of an older one that still runs. */
export class Engine {
  constructor(patience = PATIENCE) {
    this.patience = patience;
    this.worker = null;
    this.waiting = new Map();
    this.number = 0;
  }

  async started() {
    if (!script) script = source();
    const address = await script;
    if (!this.worker) {
      this.worker = new Worker(address);
      this.worker.onmessage = event => {
        const {id, answer} = event.data;
        const one = this.waiting.get(id);
        this.waiting.delete(id);
        if (one) {
          clearTimeout(one.timer);
          one.resolve(JSON.parse(answer));
        }
      };
      this.worker.onerror = event => {
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
