dims N=2, C=2, H=4, W=4, F=2
input dout [2, 2, 2, 2]
param x [2, 2, 4, 4], w [2, 2, 2, 2], b [2]

out = conv2d(x, w, stride=2) + reshape(b, [1, 2, 1, 1])
J = sum(dout * out)

derive J
def conv_backward_naive(dout, cache):
    x, w, b, conv_param = cache
    stride = 2
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    _, _, H_out, W_out = dout.shape
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            db[f] += np.sum(dout[n, f])  # right
            for i in range(H_out):
                for j in range(W_out):
                    hs, ws = i * stride, j * stride
                    dw[f] += x[n, :, hs:hs+HH, ws:ws+WW] * dout[n, f, i, j]  # right
                    dx[n, :, hs:hs+HH, ws:ws+WW] += w[f] * dout[n, f, i, j]  # right
    return dx, dw, db
