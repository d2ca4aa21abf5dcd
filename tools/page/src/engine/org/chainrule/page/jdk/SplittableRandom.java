package org.chainrule.page.jdk;

/** The numbers of the JDK's class of this name, one by one. */
public final class SplittableRandom {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long step;
    private long seed;

    /** Starts at a seed. */
    public SplittableRandom(long seed) {
        this(seed, GOLDEN);
    }

    private SplittableRandom(long seed, long step) {
        this.seed = seed;
        this.step = step;
    }

    private long next() {
        seed += step;
        return seed;
    }

    private static long mixed(long start, int first, long a, int second, long b) {
        long z = (start ^ start >>> first) * a;
        return (z ^ z >>> second) * b;
    }

    /** Another generator, independent of this. */
    public SplittableRandom split() {
        long other = nextLong();
        long z = mixed(next(), 33, 0xff51afd7ed558ccdL, 33, 0xc4ceb9fe1a85ec53L);
        z = (z ^ z >>> 33) | 1;
        return new SplittableRandom(other, Long.bitCount(z ^ z >>> 1) < 24 ? z ^ 0xaaaaaaaaaaaaaaaaL : z);
    }

    /** Any number. */
    public long nextLong() {
        long z = mixed(next(), 30, 0xbf58476d1ce4e5b9L, 27, 0x94d049bb133111ebL);
        return z ^ z >>> 31;
    }

    /** Any number. */
    public int nextInt() {
        return (int) (mixed(next(), 33, 0x62a9d9ed799705f5L, 28, 0xcb24d0a5c88c35b3L) >>> 32);
    }

    /** A number from 0 on, below the bound. */
    public int nextInt(int bound) {
        int most = bound - 1;
        int number = nextInt();
        if ((bound & most) == 0) {
            return number & most;
        }
        int half = number >>> 1;
        number = half % bound;
        while (half + most - number < 0) {
            half = nextInt() >>> 1;
            number = half % bound;
        }
        return number;
    }

    /** A number from 0 on, below the bound. */
    public long nextLong(long bound) {
        long most = bound - 1;
        long number = nextLong();
        if ((bound & most) == 0) {
            return number & most;
        }
        long half = number >>> 1;
        number = half % bound;
        while (half + most - number < 0) {
            half = nextLong() >>> 1;
            number = half % bound;
        }
        return number;
    }

    /** A number from one on, below another; they are not further apart than the largest number. */
    public long nextLong(long from, long bound) {
        return from + nextLong(bound - from);
    }

    /** A number between 0 and 1. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** A number from one on, below another. */
    public double nextDouble(double from, double bound) {
        double number = nextDouble() * (bound - from) + from;
        return number >= bound ? Math.nextDown(bound) : number;
    }

    /** A number from 0 on, below the bound. */
    public double nextDouble(double bound) {
        double number = nextDouble() * bound;
        return number >= bound ? Math.nextDown(bound) : number;
    }

    /** A number from one on, below another. */
    public int nextInt(int from, int bound) {
        return from + nextInt(bound - from);
    }

    /** One of two. */
    public boolean nextBoolean() {
        return nextInt() < 0;
    }
}
