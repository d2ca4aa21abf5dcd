package org.chainrule.exec.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.chainrule.exec.compile.Layout.Role;
import org.chainrule.exec.kernel.EntryFunction;
import org.chainrule.exec.kernel.EntryFunction.Code;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Walk;

/**
 * In which order a program computes, and what it computes together: numbers with numbers, elementwise ops with others of the same
 * shape, each for as long as there is one whose inputs are there. One pass over the graph.
 */
final class Schedule {
    /** Ops in one group: what they keep for each other should fit into the cache. */
    private static final int LARGEST_GROUP = 64;

    /**
     * Nodes that are computed by one step.
     *
     * @param role {@code NUMBER}, {@code ENTRY} for a group with the sums of its values, or that of the only node
     * @param nodes positions in the walk, inputs first
     */
    record Unit(Role role, List<Integer> nodes) {}

    private final Layout layout;
    private final Walk walk;
    /** The users of node i are {@code users[starts[i]]} and so on. */
    private final int[] starts;

    private final int[] users;
    private final int[] waiting;
    private final int[] unitOf;
    private final List<Unit> units = new ArrayList<>();
    private final PriorityQueue<Integer> singles = new PriorityQueue<>();
    /** Products with vectors, which wait for others with the same matrix. */
    private final PriorityQueue<Integer> vectors = new PriorityQueue<>();

    private final PriorityQueue<Integer> numbers = new PriorityQueue<>();
    /** Numbers that take long. */
    private final List<Integer> functions = new ArrayList<>();

    private final Map<List<Integer>, PriorityQueue<Integer>> groups = new HashMap<>();

    /** Nodes whose users are looked at next. */
    private final Deque<Integer> finished = new ArrayDeque<>();

    /** The shape of the group that is being made. */
    private List<Integer> openShape = List.of();

    private boolean isOpen;

    private Schedule(Layout layout) {
        this.layout = layout;
        this.walk = layout.walk();
        int size = walk.size();
        starts = new int[size + 2];
        waiting = new int[size];
        unitOf = new int[size];
        Arrays.fill(unitOf, -1);
        for (int i = 0; i < size; i++) {
            waiting[i] = walk.node(i).inputs().size();
            for (int k = 0; k < waiting[i]; k++) {
                starts[walk.input(i, k) + 2]++;
            }
        }
        for (int i = 2; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        users = new int[starts[size + 1]];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < waiting[i]; k++) {
                users[starts[walk.input(i, k) + 1]++] = i;
            }
        }
    }

    /** The units in the order in which they run. */
    static List<Unit> of(Layout layout) {
        Schedule schedule = new Schedule(layout);
        for (int i = 0; i < schedule.walk.size(); i++) {
            if (schedule.walk.node(i).inputs().isEmpty()) {
                schedule.ready(i);
            }
        }
        schedule.run();
        return schedule.units;
    }

    private void run() {
        while (true) {
            if (!singles.isEmpty()) {
                int i = singles.remove();
                emit(new Unit(layout.roleAt(i), List.of(i)));
                done(i);
            } else if (!numbers.isEmpty() || !functions.isEmpty()) {
                emit(new Unit(Role.NUMBER, tape()));
            } else {
                List<Integer> shape = nextShape();
                PriorityQueue<Integer> queue = groups.get(shape);
                if (queue == null && vectors.isEmpty()) {
                    return;
                }
                if (queue == null) {
                    vectors();
                    continue;
                }
                group(queue, shape);
                if (queue.isEmpty()) {
                    groups.remove(shape);
                }
            }
        }
    }

    /** A matrix times a vector, and whatever else the same matrix is multiplied with: it is read once for all. */
    private void vectors() {
        int i = vectors.remove();
        List<Integer> nodes = new ArrayList<>(List.of(i));
        vectors.removeIf(other -> isSameMatrix(i, other) && nodes.add(other));
        Collections.sort(nodes);
        emit(new Unit(layout.roleAt(i), nodes));
        nodes.forEach(this::done);
    }

    /**
     * Numbers, for as long as there are any. Exponentials and the like wait until nothing else can be done: by then all of a layer are
     * there, and one after the other they drive fewer other numbers out of their registers.
     */
    private List<Integer> tape() {
        List<Integer> tape = new ArrayList<>();
        while (!numbers.isEmpty() || !functions.isEmpty()) {
            if (!numbers.isEmpty()) {
                Integer next = numbers.remove();
                tape.add(next);
                done(next);
                continue;
            }
            List<Integer> next = new ArrayList<>(functions);
            next.sort(Comparator.comparing(this::code).thenComparing(i -> walk.input(i, 0)));
            functions.clear();
            tape.addAll(next);
            next.forEach(this::done);
        }
        return tape;
    }

    private Code code(int i) {
        EntryFunction function = Layout.entryFunction(walk.node(i));
        return function == null ? Code.ANY : function.code();
    }

    private void group(PriorityQueue<Integer> queue, List<Integer> shape) {
        openShape = shape;
        isOpen = true;
        List<Integer> nodes = new ArrayList<>();
        List<Integer> sums = new ArrayList<>();
        List<Integer> later = new ArrayList<>();
        while (!queue.isEmpty() && nodes.size() < LARGEST_GROUP) {
            int i = queue.remove();
            if (readsOtherwise(i)) {
                later.add(i);
            } else if (layout.roleAt(i) == Role.SUM) {
                sums.add(i);
            } else {
                nodes.add(i);
                unitOf[i] = units.size();
                done(i);
            }
        }
        isOpen = false;
        later.addAll(queue);
        queue.clear();
        for (int i : later) {
            (layout.roleAt(i) == Role.SUM ? singles : queue).add(i);
        }
        nodes.addAll(sums);
        emit(new Unit(Role.ENTRY, nodes));
        sums.forEach(this::done);
    }

    /** Whether a node is a matrix times a vector, which may be written as a matrix of one column. */
    private boolean isMatrixTimesVector(int i) {
        if (layout.roleAt(i) != Role.PRODUCT || layout.viewAt(walk.input(i, 0)).rank() != 2) {
            return false;
        }
        View right = layout.viewAt(walk.input(i, 1));
        return right.rank() == 1 || (right.rank() == 2 && right.extent(1) == 1);
    }

    /** Whether two nodes are products of one matrix with vectors: together they are a product of matrices. */
    private boolean isSameMatrix(int i, int other) {
        return layout.viewAt(walk.input(i, 0)).isSame(layout.viewAt(walk.input(other, 0)));
    }

    /** The shape of the first node, in the order of the walk, that can go into a group. */
    private List<Integer> nextShape() {
        List<Integer> next = List.of(-1);
        int first = Integer.MAX_VALUE;
        for (Map.Entry<List<Integer>, PriorityQueue<Integer>> group : groups.entrySet()) {
            Integer head = group.getValue().peek();
            if (head != null && head < first) {
                first = head;
                next = group.getKey();
            }
        }
        return next;
    }

    private void emit(Unit unit) {
        unit.nodes().forEach(i -> unitOf[i] = units.size());
        units.add(unit);
    }

    private PriorityQueue<Integer> queue(List<Integer> shape) {
        return groups.computeIfAbsent(shape, s -> new PriorityQueue<>());
    }

    private List<Integer> shape(int i) {
        List<Integer> shape = new ArrayList<>();
        for (int extent : layout.extentsAt(i)) {
            shape.add(extent);
        }
        return Collections.unmodifiableList(shape);
    }

    /** Whether a node reads a value of the open group in another way than entry by entry. */
    private boolean readsOtherwise(int i) {
        for (int k = 0; k < walk.node(i).inputs().size(); k++) {
            int input = walk.input(i, k);
            View view = layout.viewAt(input);
            boolean entryByEntry = view.isDense()
                    && view.count() == View.count(extents())
                    && !(walk.node(i).op() instanceof Transpose);
            if (isOfOpenGroup(input) && !entryByEntry) {
                return true;
            }
        }
        return false;
    }

    private int[] extents() {
        return openShape.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether the value behind a node, which may be a view, is made by the open group. */
    private boolean isOfOpenGroup(int i) {
        int at = i;
        while (layout.roleAt(at) == Role.VIEW) {
            at = walk.input(at, 0);
        }
        return isOpen && unitOf[at] == units.size();
    }

    private void done(int i) {
        finished.add(i);
        while (!finished.isEmpty()) {
            int at = finished.remove();
            int end = starts[at + 1];
            for (int u = starts[at]; u < end; u++) {
                if (--waiting[users[u]] == 0) {
                    int user = users[u];
                    if (isFree(user)) {
                        finished.add(user);
                    } else {
                        queueUp(user);
                    }
                }
            }
        }
    }

    private void ready(int i) {
        if (isFree(i)) {
            done(i);
        } else {
            queueUp(i);
        }
    }

    private boolean isFree(int i) {
        Role role = layout.roleAt(i);
        return role == Role.LEAF
                || role == Role.CONSTANT
                || role == Role.VIEW
                || (role == Role.NUMBER && layout.viewAt(i).store().isConstant());
    }

    private void queueUp(int i) {
        Role role = layout.roleAt(i);
        if (role == Role.NUMBER && code(i).isSlow()) {
            functions.add(i);
        } else if (role == Role.NUMBER) {
            numbers.add(i);
        } else if (role == Role.ENTRY) {
            queue(shape(i)).add(i);
        } else if (role == Role.SUM && isOpen && isOfOpenGroup(walk.input(i, 0))) {
            queue(openShape).add(i);
        } else {
            (isMatrixTimesVector(i) ? vectors : singles).add(i);
        }
    }
}
