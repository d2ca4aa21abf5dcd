package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.notation.code.CodeStatement.Assign;
import org.chainrule.notation.code.CodeStatement.Branch;
import org.chainrule.notation.code.CodeToken.Kind;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;

/** Reads the statements of a program, in the manner of Python by their indentation, in that of MATLAB up to their {@code end}. */
final class CodeParser {
    private static final Set<String> NOTHING = Set.of(
            "import",
            "from",
            "pass",
            "print",
            "assert",
            "global",
            "nonlocal",
            "del",
            "break",
            "raise",
            "clear",
            "close",
            "clc",
            "disp",
            "fprintf",
            "printf",
            "syntax",
            "layout");

    private static final Set<String> ASSIGNMENTS = Set.of("=", ":=", "←");
    private static final Set<String> CHANGES =
            Set.of("+=", "-=", "*=", "/=", "@=", "**=", "//=", "%=", "&=", "|=", "^=", ".*=", "./=");
    /** Blocks whose bodies cannot be followed. */
    private static final Set<String> BLOCKS = Set.of("try", "switch", "do", "async", "match", "parfor");

    private static final Set<String> ENDS =
            Set.of("end", "endfor", "endif", "endfunction", "endwhile", "elseif", "elif", "else", "end_if", "until");

    private final String text;
    private final CodeExpressions tokens;
    private final boolean matlab;
    private int deep;

    CodeParser(String text, int start, int end, boolean matlab, Predicate<String> variables) {
        this.text = text;
        this.matlab = matlab;
        this.tokens = new CodeExpressions(CodeLexer.tokens(text, start, end, matlab), matlab, variables);
    }

    /** All statements. */
    List<CodeStatement> program() {
        List<CodeStatement> statements = new ArrayList<>();
        skipLines();
        while (tokens.peek().kind() != Kind.END) {
            statement(statements);
            skipLines();
        }
        return statements;
    }

    private void skipLines() {
        while (tokens.peek().kind() == Kind.NEWLINE
                || tokens.peek().is(";")
                || tokens.peek().is(",")) {
            tokens.next();
        }
    }

    private int column(int offset) {
        int at = offset;
        while (at > 0 && text.charAt(at - 1) != '\n' && text.charAt(at - 1) != '\r') {
            at--;
        }
        int column = 0;
        while (at < offset && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            column += text.charAt(at++) == '\t' ? 8 : 1;
        }
        return column;
    }

    private void statement(List<CodeStatement> into) {
        int start = tokens.position();
        int before = into.size();
        tokens.restart(start);
        try {
            read(into);
        } catch (Mistake mistake) {
            tokens.restart(start);
            into.subList(before, into.size()).clear();
            into.add(unknown(mistake));
        }
    }

    private void read(List<CodeStatement> into) {
        CodeToken first = tokens.peek();
        String word = first.kind() == Kind.NAME ? first.text() : "";
        boolean names = tokens.peek(1).is("=") || tokens.peek(1).is(".");
        if (names) {
            simple(into);
        } else if (word.equals("for")) {
            into.add(loop());
        } else if (word.equals("while")) {
            into.add(whileLoop());
        } else if (word.equals("if")) {
            into.add(branches());
        } else if (word.equals("def") || word.equals("function") || word.equals("class")) {
            into.add(routine(word));
        } else if (word.equals("with") && !matlab) {
            within(into);
        } else if (BLOCKS.contains(word)) {
            throw new Mistake(first.span(), say("a `{0}` is not followed", word));
        } else if (first.is("@")) {
            toLineEnd();
        } else {
            simple(into);
        }
    }

    /** {@code with torch.no_grad():} says nothing of the values; its body runs once. */
    private void within(List<CodeStatement> into) {
        CodeToken first = tokens.next();
        CodeToken last = first;
        while (!tokens.peek().endsLine()) {
            last = tokens.next();
        }
        if (!last.is(":")) {
            throw new Mistake(first.span(), say("a `{0}` is not followed", "with"));
        }
        indented(column(first.start()), into);
    }

    private void toLineEnd() {
        while (!tokens.peek().endsLine()) {
            tokens.next();
        }
    }

    /** A statement that cannot be read, with the body that it may have. */
    private CodeStatement unknown(Mistake mistake) {
        CodeToken first = tokens.peek();
        int start = first.start();
        boolean block =
                BLOCKS.contains(first.text()) || first.isName("for") || first.isName("if") || first.isName("while");
        boolean ends = matlab || !block;
        CodeToken last = first;
        while (!tokens.peek().endsLine() && !(tokens.peek().is(";") && !block)) {
            last = tokens.next();
        }
        int end = last.end();
        if (last.is(":") && !matlab) {
            List<CodeStatement> body = new ArrayList<>();
            indented(column(start), body);
            end = tokens.lastEnd();
        } else if (block && ends) {
            List<CodeStatement> body = new ArrayList<>();
            toEnd(body);
            acceptEnd();
            end = tokens.lastEnd();
        }
        return new CodeStatement.Unknown(mistake.message(), mistake.offset(), new Span(start, Math.max(end, start)));
    }

    private Span from(CodeToken first) {
        return new Span(first.start(), tokens.lastEnd());
    }

    private void simple(List<CodeStatement> into) {
        CodeToken first = tokens.peek();
        if (first.kind() == Kind.STRING
                || (NOTHING.contains(first.text()) && !tokens.peek(1).is("="))) {
            toLineEnd();
            into.add(new CodeStatement.Nothing(from(first)));
        } else if (first.isName("return")) {
            tokens.next();
            Optional<Expr> value = ends() ? Optional.empty() : Optional.of(tokens.tuple());
            into.add(new CodeStatement.Return(value, from(first)));
        } else if (first.isName("continue")) {
            tokens.next();
            into.add(new CodeStatement.Continue(from(first)));
        } else {
            assignment(into, first);
        }
        if (!ends()) {
            throw tokens.unexpected();
        }
    }

    private boolean ends() {
        return tokens.peek().endsLine()
                || tokens.peek().is(";")
                || (matlab && tokens.peek().is(","));
    }

    private void assignment(List<CodeStatement> into, CodeToken first) {
        List<Expr> parts = new ArrayList<>(List.of(tokens.tuple()));
        if (tokens.accept(":")) {
            // a name with its type
            tokens.expression();
        }
        CodeToken sign = tokens.peek();
        if (sign.kind() == Kind.SIGN && CHANGES.contains(sign.text())) {
            tokens.next();
            Expr value = tokens.tuple();
            String op = sign.text().substring(0, sign.text().length() - 1);
            into.add(new Assign(parts.get(0), op, value, from(first)));
            return;
        }
        while (tokens.peek().kind() == Kind.SIGN
                && ASSIGNMENTS.contains(tokens.peek().text())) {
            tokens.next();
            parts.add(tokens.tuple());
        }
        for (int i = 0; i < parts.size() - 1; i++) {
            // [m, n] = size(X)
            if (parts.get(i) instanceof Expr.Call call
                    && call.function().equals("[]")
                    && call.arguments().size() == 1) {
                parts.set(i, call.arguments().get(0));
            }
        }
        Span span = from(first);
        if (parts.size() == 1) {
            if (!(parts.get(0) instanceof Expr.Call)) {
                throw new Mistake(parts.get(0).span(), say("this expression has no name"));
            }
            into.add(new CodeStatement.Alone(parts.get(0), span));
        }
        Expr value = parts.get(parts.size() - 1);
        boolean function = value instanceof Expr.Call lambda
                && lambda.function().equals("lambda")
                && parts.size() == 2
                && parts.get(0) instanceof Expr.Name;
        if (function) {
            into.add(function((Expr.Name) parts.get(0), (Expr.Call) value, span));
            return;
        }
        for (int i = parts.size() - 2; i >= 0; i--) {
            into.add(new Assign(parts.get(i), "", value, span));
            value = parts.get(i);
        }
    }

    /** {@code f = lambda x: e}. */
    private static CodeStatement function(Expr.Name name, Expr.Call lambda, Span span) {
        List<String> parameters = new ArrayList<>();
        for (Expr parameter : lambda.arguments().subList(0, lambda.arguments().size() - 1)) {
            parameters.add(((Expr.Name) parameter).id());
        }
        Expr value = lambda.arguments().get(lambda.arguments().size() - 1);
        CodeStatement back = new CodeStatement.Return(Optional.of(value), span);
        return new CodeStatement.Routine(name.id(), parameters, Map.of(), List.of(), List.of(back), span);
    }

    private CodeStatement loop() {
        CodeToken first = tokens.next();
        boolean bracket = matlab && tokens.accept("(");
        Expr target = tokens.tuple();
        Expr items;
        if (tokens.acceptName("in")) {
            items = tokens.tuple();
        } else {
            tokens.expect("=");
            items = tokens.expression();
            if (tokens.acceptName("to")) {
                Expr last = tokens.expression();
                items = new Expr.Call(":", items.span(), List.of(items, last), List.of(), items.span());
            } else if (tokens.acceptName("downto")) {
                Expr last = tokens.expression();
                Expr step = new Expr.Negate(new Expr.Num(1, last.span()), last.span());
                items = new Expr.Call(":", items.span(), List.of(items, step, last), List.of(), items.span());
            }
        }
        if (bracket) {
            tokens.accept(")");
        }
        Span head = from(first);
        List<CodeStatement> body = body(first);
        return new CodeStatement.For(target, items, body, head);
    }

    private CodeStatement whileLoop() {
        CodeToken first = tokens.next();
        Expr condition = tokens.expression();
        Span head = from(first);
        return new CodeStatement.While(condition, body(first), head);
    }

    /** The body of a block whose head has been read. */
    private List<CodeStatement> body(CodeToken first) {
        if (++deep > 20) {
            throw new Mistake(first.span(), say("too many blocks in each other"));
        }
        List<CodeStatement> body = new ArrayList<>();
        boolean colon = tokens.accept(":");
        tokens.acceptName("do");
        if (colon && !tokens.peek().endsLine()) {
            while (!tokens.peek().endsLine()) {
                statement(body);
                tokens.accept(";");
            }
        } else if (matlab && !colon) {
            toEnd(body);
            acceptEnd();
        } else {
            indented(column(first.start()), body);
        }
        deep--;
        return body;
    }

    private void indented(int column, List<CodeStatement> into) {
        skipLines();
        while (tokens.peek().kind() != Kind.END && column(tokens.peek().start()) > column) {
            statement(into);
            skipLines();
        }
    }

    private void toEnd(List<CodeStatement> into) {
        skipLines();
        while (tokens.peek().kind() != Kind.END && !isEnd(tokens.peek())) {
            statement(into);
            skipLines();
        }
    }

    private static boolean isEnd(CodeToken token) {
        return token.kind() == Kind.NAME && ENDS.contains(token.text());
    }

    private void acceptEnd() {
        if (isEnd(tokens.peek()) && tokens.peek().text().startsWith("end")) {
            tokens.next();
        }
    }

    private CodeStatement branches() {
        CodeToken first = tokens.next();
        List<Branch> branches = new ArrayList<>();
        Expr condition = tokens.expression();
        Span head = from(first);
        int column = column(first.start());
        branches.add(new Branch(Optional.of(condition), branch(first), head));
        while (true) {
            int before = tokens.position();
            skipLines();
            CodeToken word = tokens.peek();
            boolean mine = matlab || column(word.start()) == column;
            if (mine && (word.isName("elif") || word.isName("elseif"))) {
                tokens.next();
                Expr other = tokens.expression();
                branches.add(new Branch(Optional.of(other), branch(word), from(word)));
            } else if (mine && word.isName("else")) {
                tokens.next();
                branches.add(new Branch(Optional.empty(), branch(word), word.span()));
            } else {
                if (matlab) {
                    acceptEnd();
                } else {
                    tokens.restart(before);
                }
                return new CodeStatement.If(branches, head);
            }
        }
    }

    private List<CodeStatement> branch(CodeToken first) {
        if (!matlab || tokens.peek().is(":")) {
            return body(first);
        }
        List<CodeStatement> body = new ArrayList<>();
        toEnd(body);
        return body;
    }

    private CodeStatement routine(String word) {
        CodeToken first = tokens.next();
        List<String> results = new ArrayList<>();
        if (word.equals("function")) {
            int start = tokens.position();
            Expr left = tokens.expression();
            if (tokens.accept("=")) {
                names(left, results);
            } else {
                tokens.restart(start);
            }
        }
        CodeToken name = tokens.next();
        List<String> parameters = new ArrayList<>();
        Map<String, Expr> defaults = new LinkedHashMap<>();
        int depth = 0;
        while (!tokens.peek().endsLine() && !(depth == 0 && tokens.peek().is(":"))) {
            CodeToken token = tokens.next();
            depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
            boolean several = token.is("*") && !matlab && tokens.peek().kind() == Kind.NAME;
            token = several ? tokens.next() : token;
            boolean starts = depth == 1 && token.kind() == Kind.NAME;
            if (starts
                    && !token.text().equals("self")
                    && (tokens.peek().is(",")
                            || tokens.peek().is(")")
                            || tokens.peek().is("=")
                            || tokens.peek().is(":"))) {
                parameters.add(several ? "*" + token.text() : token.text());
                if (!matlab && tokens.accept("=")) {
                    defaults.put(token.text(), tokens.expression());
                }
            }
        }
        Span head = from(first);
        List<CodeStatement> body = matlab && word.equals("function") ? functionBody() : body(first);
        // a class has what it is made from in the place of results
        return word.equals("class")
                ? new CodeStatement.Routine(name.text(), List.of(), Map.of(), parameters, body, head)
                : new CodeStatement.Routine(name.text(), parameters, defaults, results, body, head);
    }

    /** The body of a function of MATLAB, whose {@code end} may be missing. */
    private List<CodeStatement> functionBody() {
        List<CodeStatement> body = new ArrayList<>();
        skipLines();
        while (tokens.peek().kind() != Kind.END
                && !isEnd(tokens.peek())
                && !tokens.peek().isName("function")) {
            statement(body);
            skipLines();
        }
        acceptEnd();
        return body;
    }

    private static void names(Expr left, List<String> into) {
        for (Expr part : left.parts()) {
            if (part instanceof Expr.Name name) {
                into.add(0, name.id());
            }
        }
    }
}
