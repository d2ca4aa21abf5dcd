"use strict";
// The grammar as the editor reads it, and how the program is started.
const test = require("node:test");
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { command } = require("../src/command");

async function grammar() {
  const oniguruma = require("vscode-oniguruma");
  const { Registry, parseRawGrammar } = require("vscode-textmate");
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const file = path.join(__dirname, "..", "syntaxes", "chainrule.tmLanguage.json");
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) =>
      scope === "source.chainrule" ? parseRawGrammar(fs.readFileSync(file, "utf8"), file) : null,
  });
  return registry.loadGrammar("source.chainrule");
}

test("words have their scopes", async () => {
  const read = await grammar();
  const scopes = (line, state) => {
    const { tokens, ruleStack } = read.tokenizeLine(line, state ?? null);
    const found = new Map();
    for (const token of tokens) {
      found.set(line.slice(token.startIndex, token.endIndex).trim(), token.scopes.at(-1));
    }
    return { found, ruleStack };
  };
  const param = scopes("param W [1, 2] probability = 0.5  # a remark").found;
  assert.equal(param.get("param"), "keyword.control.chainrule");
  assert.equal(param.get("W"), "variable.other.chainrule");
  assert.equal(param.get("probability"), "storage.modifier.domain.chainrule");
  assert.equal(param.get("0.5"), "constant.numeric.chainrule");
  assert.equal(param.get("# a remark"), "comment.line.number-sign.chainrule");
  const claim = scopes("dW1 = np.dot(dZ, X.T)").found;
  assert.equal(claim.get("dW1"), "variable.other.gradient.chainrule");
  assert.equal(claim.get("np.dot"), "entity.name.function.chainrule");
  const latex = scopes("\\frac{\\partial J}{\\partial W} = \\delta x^T").found;
  assert.equal(latex.get("\\frac"), "support.function.latex.chainrule");
  assert.equal(latex.get("^T"), "keyword.operator.transpose.chainrule");
  const fence = scopes("```python");
  const after = scopes("```", fence.ruleStack);
  assert.equal(scopes("derive J", after.ruleStack).found.get("derive"), "keyword.control.chainrule");
});

test("the program is found", () => {
  const jar = "/ext/server/chainrule-all.jar";
  assert.deepEqual(command([], "en", jar, () => false, undefined), { command: "chainrule", args: ["lsp", "--lang", "en"] });
  assert.equal(command([], "zh", jar, () => true, "/jdk").command, "/jdk/bin/java");
  assert.deepEqual(command([], "zh", jar, () => true, undefined).args.slice(-4), [jar, "lsp", "--lang", "zh"]);
  assert.deepEqual(command(["a", "b"], "en", jar, () => true, undefined), { command: "a", args: ["b", "lsp", "--lang", "en"] });
});
