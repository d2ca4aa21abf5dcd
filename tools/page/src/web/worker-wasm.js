// The end of the worker's script where the engine is a module of WebAssembly, which the first message brings.
let engine = null;
self.onmessage = function (event) {
  const q = event.data;
  if (q.module) {
    engine = self.TeaVM.wasmGC.load(q.module).then(function (loaded) {
      loaded.exports.main([]);
      return loaded.exports;
    });
    engine.catch(function (error) {
      self.postMessage({failed: String(error.stack)});
    });
    return;
  }
  engine.then(function (exports) {
    try {
      self.postMessage({id: q.id, answer: exports.ask(q.what, q.name, q.text, q.language, q.options)});
    } catch (error) {
      // To be heard of as an error of this worker, whose state nobody knows now.
      setTimeout(function () {
        throw error;
      });
    }
  }, function () {});
};
