package org.chainrule.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.tensor.Dim;

/** The lines of a block of C, with names for the indices of its loops that nothing else in the statement has. */
final class LoopBody {
    private static final String INDENT = "    ";

    final List<String> lines = new ArrayList<>();
    private final Iterator<String> names;
    private final Map<String, Integer> numbers;

    /** @param names of indices, in order */
    LoopBody(Iterator<String> names) {
        this(names, new HashMap<>());
    }

    private LoopBody(Iterator<String> names, Map<String, Integer> numbers) {
        this.names = names;
        this.numbers = numbers;
    }

    /** The inside of a loop of this block. */
    LoopBody inner() {
        return new LoopBody(names, numbers);
    }

    /** Indices that run from 0 through ranges; along an axis of size 1 there is nothing to run through. */
    List<String> indices(List<Dim> ranges) {
        List<String> indices = new ArrayList<>();
        for (Dim range : ranges) {
            indices.add(range.isOne() ? "0" : names.next());
        }
        return indices;
    }

    /** A name for a number that a loop of this statement computes; a second one is told from the first. */
    String local(String name) {
        int n = numbers.merge(name, 1, Integer::sum);
        return n == 1 ? name : name + n;
    }

    void add(String line) {
        lines.add(line);
    }

    /** Loops from 0 through ranges, one in the other, round what is inside. */
    void loops(List<String> indices, List<String> counts, LoopBody inside) {
        List<Integer> running = IntStream.range(0, indices.size())
                .filter(i -> !indices.get(i).equals("0"))
                .boxed()
                .toList();
        String indent = "";
        for (int i : running) {
            String index = indices.get(i);
            boolean braces = i == running.get(running.size() - 1) && inside.lines.size() > 1;
            lines.add(indent + "for (int " + index + " = 0; " + index + " < " + counts.get(i) + "; " + index + "++)"
                    + (braces ? " {" : ""));
            indent += INDENT;
        }
        for (String line : inside.lines) {
            lines.add(indent + line);
        }
        if (!running.isEmpty() && inside.lines.size() > 1) {
            lines.add(indent.substring(INDENT.length()) + "}");
        }
    }
}
