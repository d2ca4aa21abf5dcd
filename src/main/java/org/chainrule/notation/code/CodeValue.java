package org.chainrule.notation.code;

import java.util.List;
import java.util.Map;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.ops.Arg;

/** What an expression of a program stands for while the program is followed. */
sealed interface CodeValue {
    /** Something to be computed, in the notation. */
    record Formula(Expr expr) implements CodeValue {}

    /** A number, a size, a text, or nothing: known without computing. */
    record Known(Arg arg) implements CodeValue {}

    /** A tuple, or a list that does not grow. */
    record Parts(List<CodeValue> items) implements CodeValue {
        /** Copies the items. */
        public Parts {
            items = List.copyOf(items);
        }
    }

    /** A dictionary, or a list that grows: it changes in place. */
    record Table(Map<String, CodeValue> entries) implements CodeValue {}

    /** An object of a class of the program, with its fields; two of them are the same when they are one. */
    final class Instance implements CodeValue {
        private final CodeStatement.Routine type;
        private final Table fields;

        Instance(CodeStatement.Routine type) {
            this.type = type;
            this.fields = new Table(new java.util.LinkedHashMap<>());
        }

        CodeStatement.Routine type() {
            return type;
        }

        Map<String, CodeValue> fields() {
            return fields.entries();
        }

        Table table() {
            return fields;
        }
    }

    /** {@code range(n)}: numbers in steps. */
    record Range(Arg start, Arg stop, Arg step) implements CodeValue {}

    /**
     * What is not known.
     *
     * @param line that of the statement that changes it
     * @param shared whether that is understood, and changes what shares its values
     */
    record Unknown(int line, boolean shared) implements CodeValue {
        /** Not known since a statement was not understood. */
        Unknown(int line) {
            this(line, false);
        }
    }
}
