package org.chainrule.graph;

import com.google.common.collect.MapMaker;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What is remembered beside a node and never part of its identity: its label, the layer it belongs to, and the place
 * where the user created it. The first note wins, and notes go when the node goes.
 *
 * <p>Places in Java code are found by walking the stack, which costs about a microsecond; after the first
 * {@value #PLACES} nodes of a process it is no longer done, unless {@code -Dchainrule.places=all} asks for it.
 */
public final class Notes {
    private static final int PLACES = 20_000;

    private static final Map<Node, String> LABELS = new MapMaker().weakKeys().makeMap();
    private static final Map<Node, String> SCOPES = new MapMaker().weakKeys().makeMap();
    private static final Map<Node, Supplier<String>> PLACES_OF =
            new MapMaker().weakKeys().makeMap();

    private static final boolean ALL_PLACES = "all".equals(System.getProperty("chainrule.places"));
    private static final AtomicInteger placed = new AtomicInteger();
    private static final ThreadLocal<String> currentScope = ThreadLocal.withInitial(() -> "");
    private static final ThreadLocal<Optional<Supplier<String>>> currentPlace =
            ThreadLocal.withInitial(Optional::empty);
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

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
        String scope = currentScope.get();
        if (!scope.isEmpty()) {
            note(SCOPES, node, scope);
        }
        Optional<Supplier<String>> place = currentPlace.get();
        if (place.isPresent()) {
            note(PLACES_OF, node, place.get());
        } else if (ALL_PLACES || (placed.get() < PLACES && placed.incrementAndGet() <= PLACES)) {
            String caller = callerOfLibrary();
            if (!caller.isEmpty()) {
                note(PLACES_OF, node, () -> caller);
            }
        }
    }

    /** Counts from 0 again: a test that shows places must not depend on the tests before it. */
    static void recordAgain() {
        placed.set(0);
    }

    /** The first stack frame outside the library, as {@code Model.java:12}; empty when there is none. */
    static String callerOfLibrary() {
        return WALKER.walk(frames -> frames.filter(frame -> !LIBRARY.get(frame.getDeclaringClass()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse(""));
    }

    private static <T> void note(Map<Node, T> notes, Node node, T text) {
        notes.putIfAbsent(node, text);
        node.block().noted = true;
    }

    static void label(Node node, String label) {
        // A constant expression is the same node in every graph, and would carry the name into all of them.
        if (node.isVariable()) {
            note(LABELS, node, label);
        }
    }

    static Optional<String> label(Node node) {
        return node.block().noted ? Optional.ofNullable(LABELS.get(node)) : Optional.empty();
    }

    /** The layer a node was built in, such as {@code encoder/layer1}; empty for none. */
    public static String scope(Node node) {
        return node.block().noted ? SCOPES.getOrDefault(node, "") : "";
    }

    /** Where the user created a node: {@code Model.java:12} or {@code model.cr:4:8}; empty when not recorded. */
    public static String place(Node node) {
        return origin(node).map(Supplier::get).orElse("");
    }

    /** What {@link #at} was given when a node was created; empty when nothing was recorded. */
    public static Optional<Supplier<String>> origin(Node node) {
        return node.block().noted ? Optional.ofNullable(PLACES_OF.get(node)) : Optional.empty();
    }

    /** Runs {@code body}; nodes it creates belong to the layer {@code name}, inside the current one. */
    public static <T> T inScope(String name, Supplier<T> body) {
        String outer = currentScope.get();
        currentScope.set(outer.isEmpty() ? name : outer + "/" + name);
        try {
            return body.get();
        } finally {
            currentScope.set(outer);
        }
    }

    /**
     * Runs {@code body}; nodes it creates are said to come from {@code place}.
     *
     * @param place asked only when somebody wants to know, since finding a line in a long text takes time
     */
    public static <T> T at(Supplier<String> place, Supplier<T> body) {
        Optional<Supplier<String>> outer = currentPlace.get();
        currentPlace.set(Optional.of(place));
        try {
            return body.get();
        } finally {
            currentPlace.set(outer);
        }
    }

    /** Runs {@code body}; nodes it creates are said to come from {@code place}. */
    public static <T> T at(String place, Supplier<T> body) {
        return at(() -> place, body);
    }

    /** The place in force: that of {@link #at}, else the caller of the library; may be empty. */
    static String here() {
        return currentPlace.get().map(Supplier::get).orElseGet(Notes::callerOfLibrary);
    }
}
