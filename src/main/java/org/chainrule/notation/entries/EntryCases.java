package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.notation.entries.EntryLexer.Kind;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.tensor.Domain;

/** Reads cases, each with its condition. */
final class EntryCases {
    private final EntryParser parser;

    EntryCases(EntryParser parser) {
        this.parser = parser;
    }

    /** A value and where it holds; without a condition, everywhere else. */
    private record Case(EntryTerm value, Optional<EntryTerm> condition) {}

    EntryTerm read() {
        int start = parser.next().start();
        parser.expect("{");
        for (char c : "cases".toCharArray()) {
            if (!parser.next().text().equals(String.valueOf(c))) {
                throw parser.unexpected();
            }
        }
        parser.expect("}");
        List<Case> cases = new ArrayList<>();
        while (!parser.peek().isCommand("end")) {
            cases.add(read(parser.sum()));
            if (!parser.accept("\\\\")) {
                break;
            }
        }
        if (!parser.acceptCommand("end") || cases.size() < 2) {
            throw parser.unexpected();
        }
        parser.skip(7);
        Case last = cases.get(cases.size() - 1);
        boolean complete = last.condition().isEmpty()
                || (cases.size() == 2
                        && (isOpposite(cases.get(0).condition(), last.condition())
                                || areBoth(cases.get(0).condition(), last.condition())));
        if (!complete) {
            throw new Mistake(
                    parser.from(start), say("the cases do not cover everything: write otherwise for the last"));
        }
        EntryTerm value = last.value();
        for (int i = cases.size() - 2; i >= 0; i--) {
            EntryTerm condition = cases.get(i).condition().orElseThrow(parser::unexpected);
            value = new EntryTerm.Choice(condition, cases.get(i).value(), value, parser.from(start));
        }
        return value;
    }

    private Case read(EntryTerm value) {
        parser.accept(",");
        parser.accept("&");
        boolean words = parser.peek().isCommand("text")
                || parser.peek().isCommand("mbox")
                || parser.peek().isCommand("textrm")
                || parser.peek().isCommand("mathrm")
                || parser.peek().isCommand("operatorname");
        if (words) {
            parser.next();
            parser.expect("{");
            StringBuilder word = new StringBuilder();
            while (!parser.peek().is("}") && parser.peek().kind() != Kind.END) {
                word.append(parser.next().text());
            }
            parser.expect("}");
            if (word.toString().matches("otherwise|else|elsewhere|其他|否则")) {
                return new Case(value, Optional.empty());
            } else if (!word.toString().matches("if|when|for|where|若|当|如果")) {
                throw parser.unexpected();
            }
        } else if (parser.wordOf(Set.of("otherwise", "else"), parser.at).isPresent()) {
            return new Case(value, Optional.empty());
        } else {
            parser.wordOf(Set.of("if", "for", "when"), parser.at);
        }
        Case read = new Case(value, Optional.of(parser.comparison()));
        parser.accept(",");
        parser.accept(".");
        return read;
    }

    private static boolean isOpposite(Optional<EntryTerm> first, Optional<EntryTerm> last) {
        return first.isPresent()
                && last.isPresent()
                && (isBut(first.get(), last.get()) || isBut(last.get(), first.get()));
    }

    /** {@code y_i = 1} and {@code y_i = 0} of a label that is nothing else. */
    private boolean areBoth(Optional<EntryTerm> first, Optional<EntryTerm> last) {
        return first.isPresent()
                && last.isPresent()
                && first.get() instanceof EntryTerm.Two one
                && last.get() instanceof EntryTerm.Two other
                && one.op() == BinaryOp.EQUAL
                && other.op() == BinaryOp.EQUAL
                && one.left() instanceof EntryTerm.Entry label
                && parser.binary.test(label)
                && same(label, other.left())
                && one.right() instanceof EntryTerm.Num a
                && other.right() instanceof EntryTerm.Num b
                && Set.of(0.0, 1.0).containsAll(List.of(a.value(), b.value()))
                && a.value() != b.value();
    }

    /** Whether the entries of a quantity are 0 or 1. */
    static boolean isBinary(Node node) {
        return node.op() instanceof Leaf leaf
                && (leaf.domain().kind() == Domain.Kind.BINARY || leaf.domain().kind() == Domain.Kind.ONEHOT);
    }

    private static boolean isBut(EntryTerm one, EntryTerm other) {
        if (one instanceof EntryTerm.Delta a) {
            return other instanceof EntryTerm.Two two
                    && two.right() instanceof EntryTerm.Delta b
                    && Set.of(a.first(), a.second()).equals(Set.of(b.first(), b.second()));
        }
        if (one instanceof EntryTerm.Two a && other instanceof EntryTerm.Two b) {
            boolean below = a.op() == BinaryOp.LESS || a.op() == BinaryOp.LESS_EQUAL;
            boolean above = b.op() == BinaryOp.GREATER || b.op() == BinaryOp.GREATER_EQUAL;
            boolean equal = a.op() == BinaryOp.EQUAL && b.op() == BinaryOp.NOT_EQUAL;
            return ((below && above) || equal) && same(a.left(), b.left()) && same(a.right(), b.right());
        }
        return false;
    }

    private static boolean same(EntryTerm a, EntryTerm b) {
        return EntryTerm.text(a).equals(EntryTerm.text(b));
    }
}
