package org.chainrule.graph;

/** What nodes are called where an op writes about its inputs. */
@FunctionalInterface
public interface Names {
    /** A short name or expression for a node, never empty. */
    String of(Node node);

    /** The name, in brackets unless it is a single word. */
    default String atom(Node node) {
        String name = of(node);
        boolean word = name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.');
        return word ? name : "(" + name + ")";
    }
}
