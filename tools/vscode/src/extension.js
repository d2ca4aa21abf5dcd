"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { command } = require("./command");

/** @type {LanguageClient | undefined} */
let client;

function start(context) {
  const settings = vscode.workspace.getConfiguration("chainrule");
  const jar = path.join(context.extensionPath, "server", "chainrule-all.jar");
  const run = command(settings.get("command", []), settings.get("language", "en"), jar, fs.existsSync, process.env.JAVA_HOME);
  client = new LanguageClient(
    "chainrule",
    "Chainrule",
    { ...run, transport: TransportKind.stdio },
    {
      documentSelector: [{ language: "chainrule" }],
      // data beside a model: what is judged changes with them
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{csv,npy,npz,mat}") },
    },
  );
  return client.start().catch((error) => {
    vscode.window.showErrorMessage(
      `Chainrule could not be started (${run.command}): ${error.message}. It needs Java 17 or newer; see the setting chainrule.command.`,
    );
  });
}

async function stop() {
  const old = client;
  client = undefined;
  if (old) {
    await old.stop().catch(() => undefined);
  }
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("chainrule.restart", async () => {
      await stop();
      await start(context);
    }),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("chainrule")) {
        await stop();
        await start(context);
      }
    }),
  );
  await start(context);
}

module.exports = { activate, deactivate: stop };
