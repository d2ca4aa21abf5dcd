package org.chainrule.code;

/** The functions on whole arrays that C has not, and that a printed function brings along. A matrix lies row by row. */
final class CFunctions {
    static final String ELIMINATE =
            """
            /* Gaussian elimination in n rows: the first n columns become triangular; 1 or -1 by exchanges, 0 where they are singular. */
            static int eliminate(int n, int columns, double *a) {
                int sign = 1;
                for (int k = 0; k < n; k++) {
                    int pivot = k;
                    for (int i = k + 1; i < n; i++) {
                        if (fabs(a[i * columns + k]) > fabs(a[pivot * columns + k])) pivot = i;
                    }
                    if (a[pivot * columns + k] == 0) return 0;
                    for (int j = 0; pivot != k && j < columns; j++) {
                        double kept = a[k * columns + j];
                        a[k * columns + j] = a[pivot * columns + j];
                        a[pivot * columns + j] = kept;
                    }
                    sign = pivot == k ? sign : -sign;
                    for (int i = k + 1; i < n; i++) {
                        double factor = a[i * columns + k] / a[k * columns + k];
                        for (int j = k; j < columns; j++) a[i * columns + j] -= factor * a[k * columns + j];
                    }
                }
                return sign;
            }
            """;

    static final String DETERMINANT =
            """
            static double determinant(int n, const double *x) {
                double *a = array(n * n);
                for (int i = 0; i < n * n; i++) a[i] = x[i];
                double product = eliminate(n, n, a);
                for (int k = 0; product != 0 && k < n; k++) product *= a[k * n + k];
                free(a);
                return product;
            }
            """;

    static final String LOG_DETERMINANT =
            """
            /* The logarithm of the determinant, or of its magnitude; NAN where it has none. */
            static double log_determinant(int n, const double *x, int magnitude) {
                double *a = array(n * n);
                for (int i = 0; i < n * n; i++) a[i] = x[i];
                int sign = eliminate(n, n, a);
                double sum = sign == 0 ? -INFINITY : 0;
                for (int k = 0; sign != 0 && k < n; k++) {
                    sum += log(fabs(a[k * n + k]));
                    sign = a[k * n + k] < 0 ? -sign : sign;
                }
                free(a);
                return sign < 0 && !magnitude ? NAN : sum;
            }
            """;

    static final String INVERSE =
            """
            /* The inverse; NAN where there is none. */
            static void inverse(int n, const double *x, double *z) {
                double *a = array(2 * n * n);
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        a[i * 2 * n + j] = x[i * n + j];
                        a[i * 2 * n + n + j] = i == j;
                    }
                }
                int sign = eliminate(n, 2 * n, a);
                for (int i = n - 1; i >= 0; i--) {
                    for (int j = 0; j < n; j++) {
                        double rest = a[i * 2 * n + n + j];
                        for (int k = i + 1; k < n; k++) rest -= a[i * 2 * n + k] * z[k * n + j];
                        z[i * n + j] = sign == 0 ? NAN : rest / a[i * 2 * n + i];
                    }
                }
                free(a);
            }
            """;

    static final String COFACTORS =
            """
            /* The derivative of the determinant: with a sign, what is left of it without a row and a column. */
            static void cofactors(int n, const double *x, double *z) {
                double *minor = array((n - 1) * (n - 1));
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        for (int k = 0, place = 0; k < n * n; k++) {
                            if (k / n != i && k % n != j) minor[place++] = x[k];
                        }
                        z[i * n + j] = ((i + j) % 2 == 0 ? 1 : -1) * determinant(n - 1, minor);
                    }
                }
                free(minor);
            }
            """;

    static final String CHOLESKY =
            """
            /* The lower triangular L with L L^T = (X + X^T)/2; NAN where that is not positive definite. */
            static void cholesky(int n, const double *x, double *z) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        double rest = j > i ? 0 : (x[i * n + j] + x[j * n + i]) / 2;
                        for (int k = 0; j <= i && k < j; k++) rest -= z[i * n + k] * z[j * n + k];
                        z[i * n + j] = j > i ? 0 : j < i ? rest / z[j * n + j] : rest > 0 ? sqrt(rest) : NAN;
                    }
                }
            }
            """;

    static final String EIGEN =
            """
            /* Eigenvalues of (X + X^T)/2, ascending, and eigenvectors as columns, by plane rotations. */
            static void eigen(int n, const double *x, double *values, double *vectors) {
                double *a = array(n * n);
                for (int i = 0; i < n * n; i++) {
                    a[i] = x[i] / 2 + x[i % n * n + i / n] / 2;
                    vectors[i] = i / n == i % n;
                }
                int turned = 1;
                for (int sweep = 0; turned && sweep < 60; sweep++) {
                    turned = 0;
                    for (int p = 0; p < n; p++) {
                        for (int q = p + 1; q < n; q++) {
                            double beside = a[p * n + q];
                            if (fabs(beside) <= 1e-17 * sqrt(fabs(a[p * n + p])) * sqrt(fabs(a[q * n + q]))
                                || fabs(beside) < 1e-300) continue;
                            double ratio = (a[q * n + q] - a[p * n + p]) / (2 * beside);
                            double t = (ratio < 0 ? -1 : 1) / (fabs(ratio) + hypot(ratio, 1));
                            double c = 1 / hypot(t, 1), s = t * c;
                            for (int k = 0; k < n; k++) {
                                double u = a[k * n + p], v = a[k * n + q];
                                a[k * n + p] = c * u - s * v;
                                a[k * n + q] = s * u + c * v;
                            }
                            for (int k = 0; k < n; k++) {
                                double u = a[p * n + k], v = a[q * n + k];
                                a[p * n + k] = c * u - s * v;
                                a[q * n + k] = s * u + c * v;
                                u = vectors[k * n + p], v = vectors[k * n + q];
                                vectors[k * n + p] = c * u - s * v;
                                vectors[k * n + q] = s * u + c * v;
                            }
                            a[p * n + q] = a[q * n + p] = 0;
                            turned = 1;
                        }
                    }
                }
                for (int j = 0; j < n; j++) values[j] = a[j * n + j];
                for (int j = 0; j < n; j++) {
                    int least = j;
                    for (int k = j + 1; k < n; k++) least = values[k] < values[least] ? k : least;
                    double value = values[least], largest = 0;
                    values[least] = values[j];
                    values[j] = value;
                    for (int i = 0; i < n; i++) {
                        double entry = vectors[i * n + least];
                        vectors[i * n + least] = vectors[i * n + j];
                        vectors[i * n + j] = entry;
                        largest = fabs(entry) > fabs(largest) ? entry : largest;
                    }
                    for (int i = 0; largest < 0 && i < n; i++) vectors[i * n + j] = -vectors[i * n + j];
                }
                free(a);
            }
            """;

    static final String EIGENVALUES =
            """
            static void eigenvalues(int n, const double *x, double *z) {
                double *vectors = array(n * n);
                eigen(n, x, z, vectors);
                free(vectors);
            }
            """;

    static final String EIGENVECTORS =
            """
            static void eigenvectors(int n, const double *x, double *z) {
                double *values = array(n);
                eigen(n, x, values, z);
                free(values);
            }
            """;

    static final String ORDER =
            """
            /* The places of n entries, step by step, in ascending order or descending; equal entries keep theirs, NAN is the largest. */
            static void order(int n, int step, int descending, const double *x, double *z) {
                for (int i = 0; i < n; i++) {
                    int place = i;
                    for (; place > 0; place--) {
                        double before = x[(int) z[(place - 1) * step] * step], here = x[i * step];
                        int stays = descending ? before >= here || isnan(before) : before <= here || isnan(here);
                        if (stays) break;
                        z[place * step] = z[(place - 1) * step];
                    }
                    z[place * step] = i;
                }
            }
            """;

    static final String SORTED =
            """
            static void sorted(int n, int step, int descending, const double *x, double *z) {
                order(n, step, descending, x, z);
                for (int i = 0; i < n; i++) z[i * step] = x[(int) z[i * step] * step];
            }
            """;

    static final String PRODUCTS =
            """
            /* Products of the first, the first two, and so on. */
            static void products(int n, int step, const double *x, double *z) {
                for (int i = 0; i < n; i++) z[i * step] = i == 0 ? x[0] : z[(i - 1) * step] * x[i * step];
            }
            """;

    static final String OTHERS =
            """
            /* At each place the product of the other entries. */
            static void others(int n, int step, const double *x, double *z) {
                for (int i = 0; i < n; i++) z[i * step] = i == 0 ? 1 : z[(i - 1) * step] * x[(i - 1) * step];
                double after = 1;
                for (int i = n - 1; i >= 0; i--) {
                    z[i * step] *= after;
                    after *= x[i * step];
                }
            }
            """;

    static final String RECURRENCE =
            """
            /* z[i] = b[i] + a[i] z[i - 1], or backwards z[i] = b[i] + a[i + 1] z[i + 1]. */
            static void recurrence(int n, int step, int backwards, const double *a, const double *b, double *z) {
                for (int k = 0; k < n; k++) {
                    int i = (backwards ? n - 1 - k : k) * step;
                    z[i] = k == 0 ? b[i] : b[i] + (backwards ? a[i + step] * z[i + step] : a[i] * z[i - step]);
                }
            }
            """;

    private CFunctions() {}
}
