package org.chainrule.graph;

/** What nodes are called where an op writes about its inputs. */
@FunctionalInterface
public interface Names {
    /** A short name or expression for a node, never empty. */
    String of(Node node);

    /** The name, in brackets unless it is a single word or a call. */
    default String atom(Node node) {
        String name = of(node);
        return isAtom(name) ? name : "(" + name + ")";
    }

    private static boolean isAtom(String name) {
        int at = 0;
        while (at < name.length()
                && (Character.isLetterOrDigit(name.charAt(at)) || "_.".indexOf(name.charAt(at)) >= 0)) {
            at++;
        }
        // What opens after the word must close at the very end: f(a), but not f(a) + g(b).
        int depth = 0;
        for (int i = at; i < name.length(); i++) {
            depth += name.charAt(i) == '(' ? 1 : name.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && i < name.length() - 1) {
                return false;
            }
        }
        return at > 0 && depth == 0;
    }
}
