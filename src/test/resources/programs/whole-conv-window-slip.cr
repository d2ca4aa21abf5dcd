dims N=2, C=2, F=2
input dout [2, 2, 3, 3]
param x [2, 2, 5, 5], w [2, 2, 3, 3], b [2]
out = conv2d(pad(x, [[0, 0], [0, 0], [1, 1], [1, 1]]), w, stride=2) + reshape(b, [1, 2, 1, 1])
J = sum(dout * out)

derive J
def conv_backward_naive(dout, cache):
    x, w, b, conv_param = cache
    pad = 1
    stride = 2
    F, C, HH, WW = w.shape
    N, C, H, W = x.shape
    H_new = 1 + (H + 2 * pad - HH) // stride
    W_new = 1 + (W + 2 * pad - WW) // stride
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    s = stride
    x_padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), 'constant')
    dx_padded = np.pad(dx, ((0, 0), (0, 0), (pad, pad), (pad, pad)), 'constant')
    for i in range(N):
        for f in range(F):
            for j in range(H_new):
                for k in range(W_new):
                    window = x_padded[i, :, j:HH+j, k:WW+k] # wrong
                    db[f] += dout[i, f, j, k]
                    dw[f] += window * dout[i, f, j, k] # follows
                    dx_padded[i, :, j*s:HH+j*s, k*s:WW+k*s] += w[f] * dout[i, f, j, k]
    dx = dx_padded[:, :, pad:pad+H, pad:pad+W]
    return dx, dw, db
