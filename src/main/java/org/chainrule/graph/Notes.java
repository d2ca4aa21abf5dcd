package org.chainrule.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered beside a node and never part of its identity: its label, the layer it belongs to, and the place
 * where the user created it. A new label replaces the old one, of layers and places the first wins, and notes go when the
 * node goes.
 *
 * <p>Places in Java code are found by walking the stack, which costs more than to build the node. So a graph has places for its
 * first {@value #PLACES} nodes, and some more for each input or parameter that its thread creates: for the first as many again, for the second half as
 * many, and so on, until a graph is walked, which is when it is used. {@code
 * -Dchainrule.places=all} asks for all. A sweep of the library over a graph looks once, see {@link #together}.
 */
public final class Notes {
    private static final int PLACES = 5_000;

    private static final WeakNotes<String> LABELS = new WeakNotes<>();
    private static final WeakNotes<List<Kink>> KINKS = new WeakNotes<>();
    private static final WeakNotes<String> SCOPES = new WeakNotes<>();

    private static final boolean ALL_PLACES = "all".equals(System.getProperty("chainrule.places"));
    private static final Supplier<String> NOWHERE = String::new;
    private static final ThreadLocal<Context> CONTEXT = ThreadLocal.withInitial(Context::new);
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** What the nodes that a thread creates are said to be. */
    private static final class Context {
        private String scope = "";
        private @Nullable Supplier<String> place;
        /** How many leaves there are since a graph was walked. */
        private int leaves;
        /** How many more stacks are walked. */
        private int left;
    }

    private Notes() {}

    /** Whether a class is the library's own: its frames are not the user's. */
    private static final ClassValue<Boolean> LIBRARY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            String name = type.getName();
            return name.startsWith("java.")
                    || name.startsWith("jdk.")
                    || (name.startsWith("org.chainrule.")
                            && type.getProtectionDomain().getCodeSource()
                                    == Node.class.getProtectionDomain().getCodeSource());
        }
    };

    static void created(Node node) {
        Context context = CONTEXT.get();
        if (!context.scope.isEmpty()) {
            note(SCOPES, node, context.scope);
        }
        if (node.isLeaf()) {
            context.left = Math.max(context.left, PLACES / ++context.leaves);
        }
        Supplier<String> place = context.place;
        if (place == null && (ALL_PLACES || context.left > 0)) {
            context.left--;
            place = caller();
        }
        if (place != null && place != NOWHERE) {
            node.block().setOrigin(node, place);
        }
    }

    /** A graph is looked at, so that the next leaf begins another one. */
    static void walked() {
        CONTEXT.get().leaves = 0;
    }

    private static Supplier<String> caller() {
        String caller = callerOfLibrary();
        return caller.isEmpty() ? NOWHERE : () -> caller;
    }

    /** The first stack frame outside the library, as {@code Model.java:12}; empty when there is none. */
    static String callerOfLibrary() {
        return WALKER.walk(frames -> frames.filter(frame -> !LIBRARY.get(frame.getDeclaringClass()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse(""));
    }

    private static <T> void note(WeakNotes<T> notes, Node node, T text) {
        notes.putIfAbsent(node, text);
        node.block().noted = true;
    }

    static void label(Node node, String label) {
        // A constant expression is the same node in every graph, and would carry the name into all of them.
        if (node.isVariable()) {
            LABELS.put(node, label);
            node.block().noted = true;
        }
    }

    /** Names a node as {@link Node#named} does, unless it has a name, and returns it. */
    public static Node labelIfNone(Node node, String label) {
        if (node.isVariable()) {
            note(LABELS, node, label);
        }
        return node;
    }

    static Optional<String> label(Node node) {
        return node.block().noted ? Optional.ofNullable(LABELS.get(node)) : Optional.empty();
    }

    /** The layer a node was built in, such as {@code encoder/layer1}; empty for none. */
    public static String scope(Node node) {
        String scope = node.block().noted ? SCOPES.get(node) : null;
        return scope == null ? "" : scope;
    }

    /** Remembers that a node is a derivative, and the kinks it was taken across. */
    public static void derivative(Node derivative, List<Kink> kinks) {
        note(KINKS, derivative, List.copyOf(kinks));
    }

    /** Whether a node is a derivative that was asked for. */
    public static boolean isDerivative(Node node) {
        return node.block().noted && KINKS.get(node) != null;
    }

    /** The kinks a derivative was taken across, with zero for the slope of what jumps there. */
    public static List<Kink> kinks(Node derivative) {
        List<Kink> kinks = derivative.block().noted ? KINKS.get(derivative) : null;
        return kinks == null ? List.of() : kinks;
    }

    /** Where the user created a node: {@code Model.java:12} or {@code model.cr:4:8}; empty when not recorded. */
    public static String place(Node node) {
        return origin(node).map(Supplier::get).orElse("");
    }

    /** What {@link #at} was given when a node was created; empty when nothing was recorded. */
    public static Optional<Supplier<String>> origin(Node node) {
        return Optional.ofNullable(node.block().origin(node));
    }

    /** A place in a text. */
    public interface Written extends Supplier<String> {
        /** The text, the same object for each of its places. */
        Object text();
    }

    /** A constant is the same node in all texts: its place is the first one in the text that asks for it last. */
    static void found(Node node) {
        if (!node.isVariable()
                && CONTEXT.get().place instanceof Written place
                && !(node.block().origin(node) instanceof Written known && known.text() == place.text())) {
            node.block().moveOrigin(node, place);
        }
    }

    /** Runs {@code body}; nodes it creates belong to the layer {@code name}, inside the current one. */
    public static <T> T inScope(String name, Supplier<T> body) {
        Context context = CONTEXT.get();
        String outer = context.scope;
        context.scope = outer.isEmpty() ? name : outer + "/" + name;
        try {
            return body.get();
        } finally {
            context.scope = outer;
        }
    }

    /**
     * Runs {@code body}; nodes it creates are said to come from {@code place}.
     *
     * @param place asked only when somebody wants to know, since finding a line in a long text takes time
     */
    public static <T> T at(Supplier<String> place, Supplier<T> body) {
        Context context = CONTEXT.get();
        Supplier<String> outer = context.place;
        context.place = place;
        try {
            return body.get();
        } finally {
            context.place = outer;
        }
    }

    /** Runs {@code body}; nodes it creates are said to come from {@code place}. */
    public static <T> T at(String place, Supplier<T> body) {
        return at(() -> place, body);
    }

    /** Runs {@code body}, which builds many nodes for one call: they are said to come from that call, looked up once. */
    public static <T> T together(Supplier<T> body) {
        return CONTEXT.get().place != null ? body.get() : at(caller(), body);
    }

    /** Runs {@code body}; nodes it creates have no place, unless it gives one: there is no caller to be told of. */
    public static <T> T nowhere(Supplier<T> body) {
        return at(NOWHERE, body);
    }

    /** The place in force: that of {@link #at}, else the caller of the library; may be empty. */
    static String here() {
        Supplier<String> place = CONTEXT.get().place;
        return place == null ? callerOfLibrary() : place.get();
    }
}
