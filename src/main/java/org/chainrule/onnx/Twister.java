package org.chainrule.onnx;

/**
 * The generator MT19937, seeded and read as numpy does. Source: M. Matsumoto and T. Nishimura, Mersenne Twister: a 623-dimensionally
 * equidistributed uniform pseudo-random number generator, 1998.
 */
final class Twister {
    private static final int SIZE = 624;
    private static final int MIDDLE = 397;

    private final int[] state = new int[SIZE];
    private int at = SIZE;

    Twister(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    private int next() {
        if (at == SIZE) {
            for (int i = 0; i < SIZE; i++) {
                int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7FFFFFFF);
                state[i] = state[(i + MIDDLE) % SIZE] ^ (y >>> 1) ^ ((y & 1) * 0x9908B0DF);
            }
            at = 0;
        }
        int y = state[at++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >>> 18);
    }

    /** A number from 0 to 1 with 53 bits. */
    double uniform() {
        double high = next() >>> 5;
        double low = next() >>> 6;
        return (high * 0x1p26 + low) * 0x1p-53;
    }

    /** A number from the standard normal distribution. */
    double normal() {
        return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    }
}
