package org.chainrule.bench;

/**
 * The same chain on a tape written by hand: arrays of numbers, no graph, no types, no names, one op after the other and
 * back again. What a JVM can do at best when nothing is to be kept but the gradient's value.
 */
final class Tape {
    private static final byte LEAF = 0;
    private static final byte SIN = 1;
    private static final byte MUL = 2;
    private static final byte ADD = 3;

    private final byte[] op;
    private final int[] left;
    private final int[] right;
    private final double[] value;
    private final double[] adjoint;
    private int size;

    private Tape(int capacity) {
        op = new byte[capacity];
        left = new int[capacity];
        right = new int[capacity];
        value = new double[capacity];
        adjoint = new double[capacity];
    }

    private int push(byte kind, int a, int b, double result) {
        op[size] = kind;
        left[size] = a;
        right[size] = b;
        value[size] = result;
        return size++;
    }

    /** Records the chain and its values; the start is entry 0, the weights are entries 1 to {@code steps}. */
    static Tape record(int steps) {
        Tape tape = new Tape(1 + 4 * steps);
        int x = tape.push(LEAF, 0, 0, Chain.START);
        for (int i = 0; i < steps; i++) {
            tape.push(LEAF, 0, 0, Chain.weight(i));
        }
        for (int i = 0; i < steps; i++) {
            int sin = tape.push(SIN, x, 0, Math.sin(tape.value[x]));
            int product = tape.push(MUL, sin, 1 + i, tape.value[sin] * tape.value[1 + i]);
            x = tape.push(ADD, product, x, tape.value[product] + tape.value[x]);
        }
        return tape;
    }

    /** The gradient of the last entry with respect to all entries. */
    double[] backward() {
        adjoint[size - 1] = 1;
        for (int i = size - 1; i >= 0; i--) {
            double dz = adjoint[i];
            int a = left[i];
            int b = right[i];
            switch (op[i]) {
                case SIN -> adjoint[a] += dz * Math.cos(value[a]);
                case MUL -> {
                    adjoint[a] += dz * value[b];
                    adjoint[b] += dz * value[a];
                }
                case ADD -> {
                    adjoint[a] += dz;
                    adjoint[b] += dz;
                }
                default -> {}
            }
        }
        return adjoint;
    }

    double result() {
        return value[size - 1];
    }
}
