"use strict";
// Bundles the extension, and puts the program into it where it has been built.
const fs = require("node:fs");
const path = require("node:path");

const root = path.join(__dirname, "..", "..");
fs.mkdirSync(path.join(__dirname, "server"), { recursive: true });
const jar = path.join(root, "target", "chainrule-all.jar");
if (fs.existsSync(jar)) {
  fs.copyFileSync(jar, path.join(__dirname, "server", "chainrule-all.jar"));
} else {
  console.log("target/chainrule-all.jar is not there: the extension will look for a program of the name chainrule");
}
fs.copyFileSync(path.join(root, "LICENSE"), path.join(__dirname, "LICENSE"));
require("esbuild").buildSync({
  entryPoints: [path.join(__dirname, "src", "extension.js")],
  outfile: path.join(__dirname, "dist", "extension.js"),
  bundle: true,
  minify: true,
  platform: "node",
  target: "node18",
  format: "cjs",
  external: ["vscode"],
});
