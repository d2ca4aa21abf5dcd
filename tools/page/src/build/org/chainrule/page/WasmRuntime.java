package org.chainrule.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a module of WebAssembly needs beside it: TeaVM's own script, made fit for a policy that forbids a script to make scripts, and
 * for references to nothing.
 */
final class WasmRuntime {
    private static final String SCRIPT = "/org/teavm/backend/wasm/wasm-gc-runtime.js";

    /** The functions in JavaScript that the engine calls: their parameters and their text, as the module asks for them. */
    private static final List<String[]> FUNCTIONS = List.of(
            function("str", "return str;"),
            function("x", "return x.toExponential();"),
            function("x", "return x.toExponential(1);"),
            function("text", "return /^[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?$/.test(text);"),
            function("text", "return Number(text);"),
            function("text,form", "return text.normalize(form);"),
            function("x", "return Math.fround(x);"),
            function("x,y", "return x%y;"),
            function("x,y", "return Math.pow(x,y);"),
            function("x,y", "return Math.hypot(x,y);"),
            function("y,x", "return Math.atan2(y,x);"));

    private static final List<String> UNARY = List.of(
            "exp", "log", "log10", "log1p", "expm1", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh",
            "tanh", "cbrt");

    private WasmRuntime() {}

    private static String[] function(String parameters, String body) {
        return new String[] {parameters, body};
    }

    /** The script. */
    static String script() throws IOException {
        String script;
        try (InputStream in = WasmRuntime.class.getResourceAsStream(SCRIPT)) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        script = changed(
                script,
                "        return new WeakRef(value);\n      },\n      deref",
                "        return value === null ? {deref: () => null} : new WeakRef(value);\n      },\n      deref");
        script = changed(script, "if (queue !== null) {", "if (queue !== null && value !== null) {");
        script = changed(
                script,
                "async function compileModule(src, isNodeJs) {\n",
                "async function compileModule(src, isNodeJs) {\n    if (src instanceof WebAssembly.Module) return src;\n");
        script = changed(script, "new Function(\"return \" + name + \";\")", "() => globalThis[name]");
        script = changed(script, "new Function(\"value\", name + \" = value;\")(value)", "globalThis[name] = value");
        script = method(script, "createFunction", "(...all) => known(all)");
        script = method(
                script,
                "callFunction",
                "(fn, ...all) => { try { return fn(...all); } catch (e) { rethrowJsAsJava(e); } }");
        script = method(
                script,
                "callMethod",
                "(instance, method, ...all) => { try { return instance !== null ? instance[method](...all)"
                        + " : getGlobalName(method)(...all); } catch (e) { rethrowJsAsJava(e); } }");
        script = method(
                script,
                "construct",
                "(constructor, ...all) => { try { return new constructor(...all); } catch (e) { rethrowJsAsJava(e); } }");
        script = method(script, "arrayOf", "(...all) => all");
        script = between(
                script,
                "      return new Function(\n        \"rethrowJavaAsJs\",",
                ")(rethrowJavaAsJs, fn);",
                "      return (...all) => { try { return fn(...all); } catch (e) { rethrowJavaAsJs(e); } };");
        script = between(
                script,
                "      return new Function(\n        \"constructor\",",
                ")(c);",
                "      return {[name]: function(marker, javaObject) { return c.call(this, marker, javaObject); }}[name];");
        script = between(
                script,
                "cls.prototype[name] = new Function(",
                ")(rethrowJavaAsJs, fn);",
                "cls.prototype[name] = function(...all) { try { return fn(this, ...all); } catch (e) { rethrowJavaAsJs(e); } };");
        if (script.contains("new Function")) {
            throw new IllegalStateException("TeaVM's script still makes functions of texts");
        }
        return functions() + script;
    }

    private static String functions() {
        StringBuilder out = new StringBuilder("const KNOWN = {\n");
        for (String[] function : FUNCTIONS) {
            entry(out, function[0], function[1]);
        }
        for (String name : UNARY) {
            entry(out, "x", "return Math." + name + "(x);");
        }
        return out.append("};\n")
                .append("function known(all) {\n  const body = all.pop();\n  const name = all + '|' + body;\n")
                .append("  if (!KNOWN[name]) throw new Error('WasmRuntime does not know ' + name);\n")
                .append("  return KNOWN[name];\n}\n")
                .toString();
    }

    private static void entry(StringBuilder out, String parameters, String body) {
        String quoted = (parameters + "|" + body).replace("\\", "\\\\").replace("\"", "\\\"");
        out.append("  \"").append(quoted).append("\": (").append(parameters).append(") => { ");
        out.append(body).append(" },\n");
    }

    /** One of the functions that exist for each number of arguments, made anew. */
    private static String method(String script, String name, String by) {
        String start = "      imports.teavmJso[\"" + name + "\" + i] = ";
        int from = script.indexOf(start);
        int end = script.indexOf("      imports.teavmJso[", from + start.length());
        int push = script.indexOf("      argumentList.push", from);
        if (from < 0 || push < 0) {
            throw new IllegalStateException("TeaVM's script has no " + name);
        }
        int to = end < 0 ? push : Math.min(end, push);
        return script.substring(0, from) + start + by + ";\n" + script.substring(to);
    }

    private static String between(String script, String start, String end, String by) {
        int from = script.indexOf(start);
        int to = script.indexOf(end, from);
        if (from < 0 || to < 0) {
            throw new IllegalStateException("TeaVM's script has no " + start);
        }
        return script.substring(0, from) + by + script.substring(to + end.length());
    }

    private static String changed(String script, String from, String to) {
        if (!script.contains(from)) {
            throw new IllegalStateException("TeaVM's script has no " + from);
        }
        return script.replace(from, to);
    }
}
