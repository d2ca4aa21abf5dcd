package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.regex.Matcher;
import org.chainrule.notation.code.CodeCalls.Call;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.ops.Arg;

/** Texts that are put together, as keys of tables are: {@code f"W{l}"} and {@code "W%d" % l}. */
final class CodeTexts {
    private final CodeScope scope;
    private final CodeFormulas formulas;

    CodeTexts(CodeScope scope, CodeFormulas formulas) {
        this.scope = scope;
        this.formulas = formulas;
    }

    /** {@code "W%d" % l}, and with several values. */
    CodeValue filled(String text, CodeValue values) {
        String filled = text;
        for (CodeValue each : values instanceof Parts parts ? parts.items() : List.of(values)) {
            filled = filled.replaceFirst("%[dis]", Matcher.quoteReplacement(formulas.key(each)));
        }
        return new Known(new Arg.Text(filled));
    }

    /** {@code f"W{l}"}. */
    CodeValue formatted(Call call) {
        if (call.raw().arguments().isEmpty() || !(call.raw().arguments().get(0) instanceof Expr.Text written)) {
            // somebody's f(x), and no f"…"
            throw new Mistake(call.raw().functionSpan(), say("unknown function {0}", call.name()));
        }
        String text = written.value();
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            filled.append(text, at, open);
            String inner = text.substring(open + 1, close);
            CodeExpressions reader =
                    new CodeExpressions(CodeLexer.tokens(inner, 0, inner.length(), false), false, scope::isVariable);
            filled.append(formulas.key(formulas.map(reader.expression())));
            at = close + 1;
        }
        filled.append(text.substring(at));
        return new Known(new Arg.Text(filled.toString()));
    }
}
