/* The workloads in plain C, written by hand: cc -O3 -march=native -ffast-math -DREAL=double -DTYPE=\"f64\" peers.c -lm, and -DREAL=float -DSINGLE for float32.
   With -DUSE_CBLAS and a BLAS its products; without one those below. Answers as Peer.java does. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef USE_CBLAS
#include <cblas.h>
#endif

typedef REAL real;
#ifdef SINGLE
#define EXP expf
#define SIN sinf
#define COS cosf
#define TANH tanhf
#else
#define EXP exp
#define SIN sin
#define COS cos
#define TANH tanh
#endif

static uint64_t state;
static double next(double scale) {
  state = state * 6364136223846793005ULL + 1442695040888963407ULL;
  return ((state >> 33) / (double)(1ULL << 31) - 0.5) * scale;
}
static real *room(long n) { void *p; if (posix_memalign(&p, 64, sizeof(real) * (n + 64))) exit(1); memset(p, 0, sizeof(real) * (n + 64)); return p; }
static real *numbers(long n, double scale) { real *x = room(n); for (long i = 0; i < n; i++) x[i] = next(scale); return x; }
static real *labels(int rows, int classes) { real *y = room(rows * classes); for (int i = 0; i < rows; i++) y[i * classes + i * 7 % classes] = 1; return y; }
/* Beside other work (PEERS_BUSY set): the processor time of this thread, of the fastest of many runs. */
static int busy(void) { return getenv("PEERS_BUSY") != NULL; }
static double now(void) {
  struct timespec t;
  clock_gettime(busy() ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static int compare(const void *a, const void *b) { double x = *(double *)a, y = *(double *)b; return x < y ? -1 : x > y; }
static double median(void (*run)(void), double seconds) {
  double start = now(); long count = 0;
  do { run(); count++; } while (now() - start < seconds * 0.5);
  double each = (now() - start) / count;
  long batch = (long)(seconds * 0.5 / 21 / each); if (batch < 1) batch = 1;
  int samples = (int)(seconds * 2 / each); if (samples > 21) samples = 21; if (samples < 1) samples = 1;
  double times[21];
  for (int s = 0; s < samples; s++) { double from = now(); for (long i = 0; i < batch; i++) run(); times[s] = (now() - from) / batch; }
  qsort(times, samples, sizeof(double), compare);
  return times[busy() ? 0 : samples / 2];
}
/* What is computed, as in Marks.java. */
static char marks[512];
static void number(double x) { size_t n = strlen(marks); snprintf(marks + n, sizeof marks - n, " %.12g", x); }
static void gradient(long n, const real *g) {
  double sum = 0;
  for (long i = 0; i < n; i++) sum += fabs((double)g[i]) * (1 + i % 13 / 13.0) * (g[i] > 0 ? 2 : 1);
  number(sum);
}
static void step(long n, const real *before, const real *after) {
  real *g = room(n);
  for (long i = 0; i < n; i++) g[i] = ((double)before[i] - after[i]) / 0.1;
  gradient(n, g); free(g);
}
static real *copy(long n, const real *x) { real *y = room(n); memcpy(y, x, n * sizeof(real)); return y; }

/* C = A B; element (i, j) of A at a[i*ai + j*aj], and so on; rows of C side by side. */
#ifdef USE_CBLAS
static void product(int m, int n, int k, const real *a, int ai, int aj, const real *b, int bi, int bj, real *c) {
  int ta = aj != 1 ? CblasTrans : CblasNoTrans, tb = bj != 1 ? CblasTrans : CblasNoTrans, la = aj != 1 ? aj : ai, lb = bj != 1 ? bj : bi;
  if (sizeof(real) == 8) cblas_dgemm(CblasRowMajor, ta, tb, m, n, k, 1, (void *)a, la, (void *)b, lb, 0, (void *)c, n);
  else cblas_sgemm(CblasRowMajor, ta, tb, m, n, k, 1, (void *)a, la, (void *)b, lb, 0, (void *)c, n);
}
#else
#define MR 8
#define NV 2
#define VL (64 / (int)sizeof(real))
#define NR (NV * VL)
typedef real vec __attribute__((vector_size(64)));
typedef real loose __attribute__((vector_size(64), aligned(4)));
static real *packA, *packB;
static void product(int m, int n, int k, const real *a, int ai, int aj, const real *b, int bi, int bj, real *c) {
  if (!packA) { packA = room(1 << 17); packB = room(1 << 20); }
  if (m < 4) {
    for (int i = 0; i < m; i++) {
      real *z = c + i * n;
      if (bj == 1) { memset(z, 0, n * sizeof(real)); for (int p = 0; p < k; p++) { real f = a[i * ai + p * aj]; const real *r = b + p * bi; for (int j = 0; j < n; j++) z[j] += f * r[j]; } }
      else for (int j = 0; j < n; j++) { real s = 0; for (int p = 0; p < k; p++) s += a[i * ai + p * aj] * b[p * bi + j * bj]; z[j] = s; }
    }
    return;
  }
  if (n == 1 && aj == 1) { for (int i = 0; i < m; i++) { real s = 0; for (int p = 0; p < k; p++) s += a[i * ai + p] * b[p * bi]; c[i] = s; } return; }
  if (n == 1) { memset(c, 0, m * sizeof(real)); for (int p = 0; p < k; p++) { real f = b[p * bi]; for (int i = 0; i < m; i++) c[i] += f * a[i * ai + p * aj]; } return; }
  for (int k0 = 0; k0 < k; k0 += 256) {
    int kk = k - k0 < 256 ? k - k0 : 256;
    for (int j = 0; j < n; j += NR) for (int p = 0; p < kk; p++) for (int q = 0; q < NR; q++)
      packB[j * kk + p * NR + q] = j + q < n ? b[(k0 + p) * bi + (j + q) * bj] : 0;
    for (int i0 = 0; i0 < m; i0 += 96) {
      int mm = m - i0 < 96 ? m - i0 : 96;
      for (int i = 0; i < mm; i += MR) for (int p = 0; p < kk; p++) for (int q = 0; q < MR; q++)
        packA[i * kk + p * MR + q] = i + q < mm ? a[(i0 + i + q) * ai + (k0 + p) * aj] : 0;
      for (int j = 0; j < n; j += NR) for (int i = 0; i < mm; i += MR) {
        vec acc[MR][NV]; memset(acc, 0, sizeof acc);
        const real *pa = packA + i * kk, *pb = packB + j * kk;
        for (int p = 0; p < kk; p++, pa += MR, pb += NR)
          for (int r = 0; r < MR; r++) for (int v = 0; v < NV; v++) acc[r][v] += pa[r] * *(const vec *)(pb + v * VL);
        int high = mm - i < MR ? mm - i : MR, wide = n - j < NR ? n - j : NR;
        for (int r = 0; r < high; r++) {
          real *z = c + (long)(i0 + i + r) * n + j;
          if (wide == NR) for (int v = 0; v < NV; v++) { loose *t = (loose *)(z + v * VL); *t = k0 ? *t + acc[r][v] : acc[r][v]; }
          else for (int q = 0; q < wide; q++) { real x = ((real *)acc[r])[q]; z[q] = k0 ? z[q] + x : x; }
        }
      }
    }
  }
}
#endif

/* P1, P1b: networks of dense layers. */
static int batch, layers, relu, width[8];
static real *input, *target, *w[8], *bias[8], *act[8], *grad[8], *dw;
static double loss;
static double entropy(int rows, int n, const real *z, const real *y, real *dz) {
  double total = 0;
  for (int i = 0; i < rows; i++) {
    real top = z[i * n], sum = 0;
    for (int j = 1; j < n; j++) if (z[i * n + j] > top) top = z[i * n + j];
    for (int j = 0; j < n; j++) { dz[i * n + j] = EXP(z[i * n + j] - top); sum += dz[i * n + j]; }
    for (int j = 0; j < n; j++) {
      total -= y[i * n + j] * (z[i * n + j] - top - log(sum));
      dz[i * n + j] = (dz[i * n + j] / sum - y[i * n + j]) / rows;
    }
  }
  return total / rows;
}
static void network(void) {
  for (int l = 1; l <= layers; l++) {
    int n = width[l], last = l == layers;
    product(batch, n, width[l - 1], act[l - 1], width[l - 1], 1, w[l], n, 1, act[l]);
    for (int i = 0; i < batch; i++) for (int j = 0; j < n; j++) {
      real z = act[l][i * n + j] + bias[l][j];
      act[l][i * n + j] = last ? z : relu ? (z > 0 ? z : 0) : 1 / (1 + EXP(-z));
    }
  }
  loss = entropy(batch, width[layers], act[layers], target, grad[layers]);
  for (int l = layers; l > 0; l--) {
    int n = width[l], p = width[l - 1];
    product(p, n, batch, act[l - 1], 1, p, grad[l], n, 1, dw);
    if (l > 1) {
      product(batch, p, n, grad[l], n, 1, w[l], 1, n, grad[l - 1]);
      for (long i = 0; i < (long)batch * p; i++) { real a = act[l - 1][i]; grad[l - 1][i] *= relu ? a > 0 : a * (1 - a); }
    }
    for (long i = 0; i < (long)p * n; i++) w[l][i] -= (real)0.1 * dw[i];
    for (int i = 0; i < batch; i++) for (int j = 0; j < n; j++) bias[l][j] -= (real)0.1 * grad[l][i * n + j];
  }
}
static void networks(int b, int r, int n, const int *sizes) {
  real *w0[8], *b0[8];
  state = 1; batch = b; relu = r; layers = n - 1;
  memcpy(width, sizes, n * sizeof(int));
  act[0] = input = numbers((long)b * sizes[0], 1); target = labels(b, sizes[n - 1]); dw = room(784 * 512);
  for (int l = 1; l < n; l++) {
    w[l] = numbers((long)sizes[l - 1] * sizes[l], 0.1); bias[l] = numbers(sizes[l], 0.1);
    act[l] = room((long)b * sizes[l]); grad[l] = room((long)b * sizes[l]);
    w0[l] = copy((long)sizes[l - 1] * sizes[l], w[l]); b0[l] = copy(sizes[l], bias[l]);
  }
  network();
  number(loss);
  for (int l = 1; l < n; l++) { step((long)sizes[l - 1] * sizes[l], w0[l], w[l]); step(sizes[l], b0[l], bias[l]); }
  for (int i = 0; i < 4; i++) network();
  number(loss);
}

/* P2: a small net, one sample. */
static real v1[2][16], c1[16], v2[16][16], c2[16], v3[16], c3, x2[2], g1[2][16], e1[16], g2[16][16], e2[16], g3[16], e3;
static void scalars(void) {
  real a[16], b[16], out = c3, da[16], db[16];
  for (int j = 0; j < 16; j++) { real s = c1[j]; for (int i = 0; i < 2; i++) s += v1[i][j] * x2[i]; a[j] = s; }
  for (int j = 0; j < 16; j++) a[j] = TANH(a[j]);
  for (int j = 0; j < 16; j++) b[j] = c2[j];
  for (int i = 0; i < 16; i++) for (int j = 0; j < 16; j++) b[j] += v2[i][j] * a[i];
  for (int j = 0; j < 16; j++) b[j] = TANH(b[j]);
  for (int j = 0; j < 16; j++) out += v3[j] * b[j];
  loss = (out - 0.5) * (out - 0.5);
  e3 = 2 * (out - (real)0.5);
  for (int j = 0; j < 16; j++) { g3[j] = e3 * b[j]; db[j] = e2[j] = e3 * v3[j] * (1 - b[j] * b[j]); }
  for (int i = 0; i < 16; i++) { real s = 0; for (int j = 0; j < 16; j++) { g2[i][j] = db[j] * a[i]; s += v2[i][j] * db[j]; } da[i] = e1[i] = s * (1 - a[i] * a[i]); }
  for (int i = 0; i < 2; i++) for (int j = 0; j < 16; j++) g1[i][j] = da[j] * x2[i];
}

/* P3: a loop. */
static long count3; static real *a3, *b3, *c3s, *d3, *ga, *gb, *gc, *gd; static double sum3;
static void loop(void) {
  double total = 0;
  for (long i = 0; i < count3; i++) {
    real u = a3[i] * b3[i] + c3s[i];
    real s = 1 / (1 + EXP(-u));
    real q = EXP(-2 * d3[i]);
    real t = (1 - q) / (1 + q);
    total += s * t;
    real ds = s * (1 - s) * t;
    ga[i] = ds * b3[i]; gb[i] = ds * a3[i]; gc[i] = ds; gd[i] = s * (1 - t * t);
  }
  sum3 = total;
}
static void loops(long n) {
  state = 3; count3 = n;
  a3 = numbers(n, 4); b3 = numbers(n, 4); c3s = numbers(n, 4); d3 = numbers(n, 4);
  ga = room(n); gb = room(n); gc = room(n); gd = room(n);
  loop();
  number(sum3); gradient(n, ga); gradient(n, gb); gradient(n, gc); gradient(n, gd);
}

/* P4: a chain. */
static int steps4; static real *w4, *x4, *g4; static real x40, end4;
static void chain(void) {
  x4[0] = x40;
  for (int i = 0; i < steps4; i++) x4[i + 1] = SIN(x4[i]) * w4[i] + x4[i];
  real d = 1;
  for (int i = steps4 - 1; i >= 0; i--) { g4[i + 1] = d * SIN(x4[i]); d *= COS(x4[i]) * w4[i] + 1; }
  g4[0] = d;
  end4 = x4[steps4];
}

/* P5: convolution, relu, pool, dense. */
static real *img, *ker, *cb, *dense, *db5, *conv, *pool5, *dpool, *z5, *dz5, *dk, *dconv; static int *arg; static double dcb[8];
static void images(void) {
  int B = 32;
  for (int s = 0; s < B; s++) for (int o = 0; o < 8; o++) {
    real *y = conv + (s * 8 + o) * 576;
    for (int i = 0; i < 576; i++) y[i] = cb[o];
    for (int p = 0; p < 5; p++) for (int q = 0; q < 5; q++) {
      real f = ker[o * 25 + p * 5 + q];
      for (int i = 0; i < 24; i++) for (int j = 0; j < 24; j++) y[i * 24 + j] += f * img[s * 784 + (i + p) * 28 + j + q];
    }
    for (int i = 0; i < 12; i++) for (int j = 0; j < 12; j++) {
      int best = i * 48 + j * 2; real top = y[best];
      for (int t = 1; t < 4; t++) { int at = (i * 2 + t / 2) * 24 + j * 2 + t % 2; if (y[at] > top) { top = y[at]; best = at; } }
      pool5[s * 1152 + o * 144 + i * 12 + j] = top > 0 ? top : 0;
      arg[s * 1152 + o * 144 + i * 12 + j] = top > 0 ? best : -1;
    }
  }
  product(B, 10, 1152, pool5, 1152, 1, dense, 10, 1, z5);
  for (int i = 0; i < B; i++) for (int j = 0; j < 10; j++) z5[i * 10 + j] += db5[j];
  loss = entropy(B, 10, z5, target, dz5);
  product(B, 1152, 10, dz5, 10, 1, dense, 1, 10, dpool);
  product(1152, 10, B, pool5, 1, 1152, dz5, 10, 1, dw);
  memset(dk, 0, 200 * sizeof(real)); memset(dcb, 0, sizeof dcb);
  for (int s = 0; s < B; s++) for (int o = 0; o < 8; o++) {
    real *g = dconv; memset(g, 0, 576 * sizeof(real));
    for (int i = 0; i < 144; i++) { int at = arg[s * 1152 + o * 144 + i]; if (at >= 0) { g[at] = dpool[s * 1152 + o * 144 + i]; dcb[o] += g[at]; } }
    for (int p = 0; p < 5; p++) for (int q = 0; q < 5; q++) {
      real sum = 0;
      for (int i = 0; i < 24; i++) for (int j = 0; j < 24; j++) sum += g[i * 24 + j] * img[s * 784 + (i + p) * 28 + j + q];
      dk[o * 25 + p * 5 + q] += sum;
    }
  }
  for (int i = 0; i < 200; i++) ker[i] -= (real)0.1 * dk[i];
  for (int i = 0; i < 8; i++) cb[i] -= (real)0.1 * (real)dcb[i];
  for (int i = 0; i < 11520; i++) dense[i] -= (real)0.1 * dw[i];
  for (int i = 0; i < B; i++) for (int j = 0; j < 10; j++) db5[j] -= (real)0.1 * dz5[i * 10 + j];
}

/* P6: curvature of logistic regression. */
static real *X6, *w6, *v6, *z6, *t6, *h6, *H6, *S6;
static void hvp(void) {
  product(1000, 1, 50, X6, 50, 1, w6, 1, 1, z6);
  product(1000, 1, 50, X6, 50, 1, v6, 1, 1, t6);
  for (int i = 0; i < 1000; i++) { real s = 1 / (1 + EXP(-z6[i])); t6[i] *= s * (1 - s) / 1000; }
  product(50, 1, 1000, X6, 1, 50, t6, 1, 1, h6);
}
static void hessian(void) {
  product(1000, 1, 50, X6, 50, 1, w6, 1, 1, z6);
  for (int i = 0; i < 1000; i++) {
    real s = 1 / (1 + EXP(-z6[i])), d = s * (1 - s) / 1000;
    for (int j = 0; j < 50; j++) S6[i * 50 + j] = d * X6[i * 50 + j];
  }
  product(50, 50, 1000, X6, 1, 50, S6, 50, 1, H6);
}

/* Attention: 8 heads, 128 tokens, 256 features. */
enum { TOKENS = 128, HEADS = 8, WIDE = 256, HEAD = WIDE / HEADS };
static real *x8, *m8[4], *g8[4], *q8[3], *d8[3], *soft8, *part8, *mixed8, *dmixed8, *out8, *ds8;
static void place(const real *from, real *to) { for (int i = 0; i < TOKENS; i++) memcpy(to + i * WIDE, from + i * HEAD, HEAD * sizeof(real)); }
static void attention(void) {
  real scale = 1 / sqrt((double)HEAD);
  for (int i = 0; i < 3; i++) product(TOKENS, WIDE, WIDE, x8, WIDE, 1, m8[i], WIDE, 1, q8[i]);
  for (int h = 0; h < HEADS; h++) {
    real *s = soft8 + h * TOKENS * TOKENS;
    product(TOKENS, TOKENS, HEAD, q8[0] + h * HEAD, WIDE, 1, q8[1] + h * HEAD, 1, WIDE, s);
    for (int i = 0; i < TOKENS; i++) {
      real *r = s + i * TOKENS, top = r[0], sum = 0;
      for (int j = 1; j < TOKENS; j++) top = r[j] > top ? r[j] : top;
      for (int j = 0; j < TOKENS; j++) { r[j] = EXP((r[j] - top) * scale); sum += r[j]; }
      sum = 1 / sum;
      for (int j = 0; j < TOKENS; j++) r[j] *= sum;
    }
    product(TOKENS, HEAD, TOKENS, s, TOKENS, 1, q8[2] + h * HEAD, WIDE, 1, part8);
    place(part8, mixed8 + h * HEAD);
  }
  product(TOKENS, WIDE, WIDE, mixed8, WIDE, 1, m8[3], WIDE, 1, out8);
  double total = 0;
  for (int i = 0; i < TOKENS * WIDE; i++) { real z = out8[i] + x8[i]; total += z * z; out8[i] = z * (2 / (real)(TOKENS * WIDE)); }
  loss = total / (TOKENS * WIDE);
  product(WIDE, WIDE, TOKENS, mixed8, 1, WIDE, out8, WIDE, 1, g8[3]);
  product(TOKENS, WIDE, WIDE, out8, WIDE, 1, m8[3], 1, WIDE, dmixed8);
  for (int h = 0; h < HEADS; h++) {
    real *s = soft8 + h * TOKENS * TOKENS, *g = dmixed8 + h * HEAD;
    product(TOKENS, HEAD, TOKENS, s, 1, TOKENS, g, WIDE, 1, part8);
    place(part8, d8[2] + h * HEAD);
    product(TOKENS, TOKENS, HEAD, g, WIDE, 1, q8[2] + h * HEAD, 1, WIDE, ds8);
    for (int i = 0; i < TOKENS; i++) {
      real sum = 0;
      for (int j = 0; j < TOKENS; j++) sum += ds8[i * TOKENS + j] * s[i * TOKENS + j];
      for (int j = 0; j < TOKENS; j++) ds8[i * TOKENS + j] = (ds8[i * TOKENS + j] - sum) * s[i * TOKENS + j] * scale;
    }
    product(TOKENS, HEAD, TOKENS, ds8, TOKENS, 1, q8[1] + h * HEAD, WIDE, 1, part8);
    place(part8, d8[0] + h * HEAD);
    product(TOKENS, HEAD, TOKENS, ds8, 1, TOKENS, q8[0] + h * HEAD, WIDE, 1, part8);
    place(part8, d8[1] + h * HEAD);
  }
  for (int i = 0; i < 3; i++) product(WIDE, WIDE, TOKENS, x8, 1, WIDE, d8[i], WIDE, 1, g8[i]);
}

/* LSTM: a cell of 128, 50 steps, batch 32; gates in the order of input, forget, new, output. */
enum { STEPS = 50, ROWS = 32, CELL = 128, GATES = 4 * CELL };
static real *x9, *wx9, *wh9, *b9, *z9, *h9, *c9, *t9, *dz9, *dh9, *dc9, *more9, *gx9, *gh9, *gb9;
static void lstm(void) {
  const long n = ROWS * CELL;
  product(STEPS * ROWS, GATES, CELL, x9, CELL, 1, wx9, GATES, 1, z9);
  for (int t = 0; t < STEPS; t++) {
    real *h = h9 + (t + 1) * n, *c = c9 + (t + 1) * n, *tc = t9 + t * n;
    if (t) product(ROWS, GATES, CELL, h - n, CELL, 1, wh9, GATES, 1, more9);
    for (int i = 0; i < ROWS; i++) {
      real *z = z9 + ((long)t * ROWS + i) * GATES, *m = more9 + i * GATES;
      if (t) for (int j = 0; j < GATES; j++) z[j] += m[j] + b9[j]; else for (int j = 0; j < GATES; j++) z[j] += b9[j];
      for (int j = 0; j < 2 * CELL; j++) z[j] = 1 / (1 + EXP(-z[j]));
      for (int j = 2 * CELL; j < 3 * CELL; j++) z[j] = TANH(z[j]);
      for (int j = 3 * CELL; j < GATES; j++) z[j] = 1 / (1 + EXP(-z[j]));
      for (int j = 0; j < CELL; j++) c[i * CELL + j] = z[CELL + j] * c[i * CELL + j - n] + z[j] * z[2 * CELL + j];
      for (int j = 0; j < CELL; j++) { tc[i * CELL + j] = TANH(c[i * CELL + j]); h[i * CELL + j] = z[3 * CELL + j] * tc[i * CELL + j]; }
    }
  }
  double total = 0;
  for (int i = 0; i < n; i++) { real h = h9[STEPS * n + i]; total += h * h; dh9[i] = h * (2 / (real)ROWS); dc9[i] = 0; }
  loss = total / ROWS;
  memset(gb9, 0, GATES * sizeof(real));
  for (int t = STEPS - 1; t >= 0; t--) {
    for (int i = 0; i < ROWS; i++) {
      real *z = z9 + ((long)t * ROWS + i) * GATES, *d = dz9 + ((long)t * ROWS + i) * GATES;
      real *before = c9 + t * n + i * CELL, *tc = t9 + t * n + i * CELL, *dh = dh9 + i * CELL, *dc = dc9 + i * CELL;
      for (int j = 0; j < CELL; j++) {
        real in = z[j], keep = z[CELL + j], g = z[2 * CELL + j], o = z[3 * CELL + j];
        real e = dc[j] + dh[j] * o * (1 - tc[j] * tc[j]);
        d[j] = e * g * in * (1 - in);
        d[CELL + j] = e * before[j] * keep * (1 - keep);
        d[2 * CELL + j] = e * in * (1 - g * g);
        d[3 * CELL + j] = dh[j] * tc[j] * o * (1 - o);
        dc[j] = e * keep;
      }
      for (int j = 0; j < GATES; j++) gb9[j] += d[j];
    }
    if (t) product(ROWS, CELL, GATES, dz9 + (long)t * ROWS * GATES, GATES, 1, wh9, 1, GATES, dh9);
  }
  product(CELL, GATES, STEPS * ROWS, x9, 1, CELL, dz9, GATES, 1, gx9);
  product(CELL, GATES, STEPS * ROWS, h9, 1, CELL, dz9, GATES, 1, gh9);
}

/* Makes a workload ready and prints what it computes; its run, or NULL. */
static void (*prepare(const char *key))(void) {
  int small[] = {784, 100, 10}, large[] = {784, 512, 256, 10};
  if (!strncmp(key, "P1 b", 4)) { networks(atoi(key + 4), 0, 3, small); return network; }
  if (!strncmp(key, "P1b b", 5)) { networks(atoi(key + 5), 1, 4, large); return network; }
  if (!strcmp(key, "P2")) {
    real all[337]; int n = 0;
    state = 2;
    for (int i = 0; i < 2; i++) x2[i] = next(1);
    for (int j = 0; j < 16; j++) { for (int i = 0; i < 2; i++) v1[i][j] = next(1); c1[j] = next(1); }
    for (int j = 0; j < 16; j++) { for (int i = 0; i < 16; i++) v2[i][j] = next(1); c2[j] = next(1); }
    for (int i = 0; i < 16; i++) v3[i] = next(1);
    c3 = next(1);
    scalars();
    for (int j = 0; j < 16; j++) { for (int i = 0; i < 2; i++) all[n++] = g1[i][j]; all[n++] = e1[j]; }
    for (int j = 0; j < 16; j++) { for (int i = 0; i < 16; i++) all[n++] = g2[i][j]; all[n++] = e2[j]; }
    for (int i = 0; i < 16; i++) all[n++] = g3[i];
    all[n++] = e3;
    number(loss); gradient(n, all);
    return scalars;
  }
  if (!strncmp(key, "P3 ", 3)) { loops((long)atof(key + 3)); return loop; }
  if (!strncmp(key, "P4 ", 3) && !strstr(key, "total")) {
    state = 4; steps4 = (int)atof(key + 3); x40 = next(0.02); w4 = numbers(steps4, 0.02); x4 = room(steps4 + 1); g4 = room(steps4 + 1);
    chain();
    number(end4); gradient(steps4 + 1, g4);
    return chain;
  }
  if (!strcmp(key, "P5 b32")) {
    state = 5; img = numbers(32 * 784, 1); target = labels(32, 10);
    ker = numbers(200, 0.2); cb = numbers(8, 0.2); dense = numbers(11520, 0.2); db5 = numbers(10, 0.2);
    conv = room(32 * 8 * 576); pool5 = room(32 * 1152); dpool = room(32 * 1152); z5 = room(320); dz5 = room(320);
    dk = room(200); dconv = room(576); dw = room(784 * 512); arg = calloc(32 * 1152, sizeof(int));
    real *k0 = copy(200, ker), *c0 = copy(8, cb), *w0 = copy(11520, dense), *b0 = copy(10, db5);
    images();
    number(loss); step(200, k0, ker); step(8, c0, cb); step(11520, w0, dense); step(10, b0, db5);
    for (int i = 0; i < 4; i++) images();
    number(loss);
    return images;
  }
  if (!strncmp(key, "P6", 2)) {
    state = 6; X6 = numbers(50000, 1); w6 = numbers(50, 1); v6 = numbers(50, 1);
    z6 = room(1000); t6 = room(1000); h6 = room(50); H6 = room(2500); S6 = room(50000);
    if (strstr(key, "hvp")) { hvp(); gradient(50, h6); return hvp; }
    hessian(); gradient(2500, H6); return hessian;
  }
  if (!strcmp(key, "attention")) {
    const long n = TOKENS * WIDE;
    state = 8; x8 = numbers(n, 2);
    for (int i = 0; i < 4; i++) { m8[i] = numbers(WIDE * WIDE, 0.2); g8[i] = room(WIDE * WIDE); }
    for (int i = 0; i < 3; i++) { q8[i] = room(n); d8[i] = room(n); }
    soft8 = room(HEADS * TOKENS * TOKENS); ds8 = room(TOKENS * TOKENS); part8 = room(TOKENS * HEAD); mixed8 = room(n); dmixed8 = room(n); out8 = room(n);
    attention();
    number(loss); for (int i = 0; i < 4; i++) gradient(WIDE * WIDE, g8[i]);
    return attention;
  }
  if (!strcmp(key, "lstm")) {
    const long n = ROWS * CELL;
    state = 9; x9 = numbers(STEPS * n, 2);
    wx9 = numbers(CELL * GATES, 0.2); wh9 = numbers(CELL * GATES, 0.2); b9 = numbers(GATES, 0.2);
    z9 = room(STEPS * ROWS * GATES); dz9 = room(STEPS * ROWS * GATES); more9 = room(ROWS * GATES);
    h9 = room((STEPS + 1) * n); c9 = room((STEPS + 1) * n); t9 = room(STEPS * n); dh9 = room(n); dc9 = room(n);
    gx9 = room(CELL * GATES); gh9 = room(CELL * GATES); gb9 = room(GATES);
    lstm();
    number(loss); gradient(CELL * GATES, gx9); gradient(CELL * GATES, gh9); gradient(GATES, gb9);
    return lstm;
  }
  return NULL;
}

/* What a workload leaves in memory is small beside what is measured, but for P3: that is given back. */
static void end(void) { real **all[] = {&a3, &b3, &c3s, &d3, &ga, &gb, &gc, &gd}; for (int i = 0; i < 8; i++) { free(*all[i]); *all[i] = NULL; } }

int main(void) {
  char line[256];
  void (*run)(void) = NULL;
  printf("peer\tready\n"); fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    char *type = strrchr(line, ' ');
    if (!strncmp(line, "prepare ", 8)) {
      int ours = type && !strcmp(type + 1, TYPE);
      if (ours) *type = 0;
      marks[0] = 0;
      run = ours ? prepare(line + 8) : NULL;
      if (run) printf("peer\tmarks\t%s\n", marks + 1); else printf("peer\tnone\n");
    } else if (!strncmp(line, "time ", 5)) printf("peer\tseconds\t%.9g\n", median(run, atof(line + 5)));
    else { end(); printf("peer\tended\n"); }
    fflush(stdout);
  }
  return 0;
}
