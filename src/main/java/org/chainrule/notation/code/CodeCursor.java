package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.notation.syntax.Mistake;

/** The tokens of a program, and how far they have been read. */
class CodeCursor {
    private final List<CodeToken> tokens;
    private int at;

    CodeCursor(List<CodeToken> tokens) {
        this.tokens = tokens;
    }

    CodeToken peek() {
        return tokens.get(at);
    }

    CodeToken peek(int k) {
        return tokens.get(Math.min(at + k, tokens.size() - 1));
    }

    CodeToken next() {
        CodeToken token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean accept(String sign) {
        boolean is = peek().is(sign);
        at += is ? 1 : 0;
        return is;
    }

    boolean acceptName(String name) {
        boolean is = peek().isName(name);
        at += is ? 1 : 0;
        return is;
    }

    void expect(String sign) {
        if (!accept(sign)) {
            throw unexpected();
        }
    }

    int position() {
        return at;
    }

    void restart(int position) {
        at = position;
    }

    /** Where the last token ends. */
    int lastEnd() {
        return at == 0 ? peek().start() : tokens.get(at - 1).end();
    }

    Mistake unexpected() {
        CodeToken token = peek();
        return new Mistake(
                token.span(),
                token.endsLine() ? say("the line ends too early") : say("`{0}` is not understood here", token.text()));
    }

    /** Goes back by one token. */
    void back() {
        at--;
    }
}
