package org.chainrule.bench.peers;

/** The inputs of all workloads: the same numbers in every language, from one generator. */
public final class Numbers {
    private long state;

    public Numbers(long seed) {
        state = seed;
    }

    /** The next number between -scale/2 and scale/2. */
    public double next(double scale) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return ((state >>> 33) / (double) (1L << 31) - 0.5) * scale;
    }

    /** The next numbers, in the order of rows. */
    public double[] array(int count, double scale) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = next(scale);
        }
        return values;
    }

    /** Rows with a single 1. */
    public static double[] labels(int rows, int classes) {
        double[] values = new double[rows * classes];
        for (int i = 0; i < rows; i++) {
            values[i * classes + i * 7 % classes] = 1;
        }
        return values;
    }

    /** Copies, for those who take float32 alone. */
    public static float[] floats(double[] values) {
        float[] copy = new float[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (float) values[i];
        }
        return copy;
    }

    /** Copies back. */
    public static double[] doubles(float[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        return copy;
    }
}
