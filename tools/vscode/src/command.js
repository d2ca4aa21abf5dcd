"use strict";
// How the program is started; apart from the extension, so that it can be tried without an editor.

/**
 * The command and its arguments.
 *
 * @param {string[]} configured what the settings say; empty for the default
 * @param {string} language of verdicts
 * @param {string} jar where the program would be inside the extension
 * @param {(path: string) => boolean} exists whether a file is there
 * @param {string | undefined} javaHome the Java to use
 */
function command(configured, language, jar, exists, javaHome) {
  const java = javaHome ? `${javaHome}/bin/java` : "java";
  const own = [java, "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-jar", jar];
  const start = configured.length > 0 ? configured : exists(jar) ? own : ["chainrule"];
  return { command: start[0], args: [...start.slice(1), "lsp", "--lang", language] };
}

module.exports = { command };
