// The end of the worker's script: the engine stands above it.
self.onmessage = function (event) {
  const q = event.data;
  self.postMessage({id: q.id, answer: self.ask(q.what, q.name, q.text, q.language, q.options)});
};
