dims N=2, C=2, H=4, W=4
input dout [2, 2, 2, 2]
param x [2, 2, 4, 4]
out = max_pool2d(x, 2)
J = sum(dout * out)
derive J
def max_pool_backward_naive(dout, cache):
    x, pool_param = cache
    N, C, H, W = x.shape
    HH = 2; WW = 2; stride = 2
    H_out = (H - HH) // stride + 1
    W_out = (W - WW) // stride + 1
    dx = np.zeros_like(x)
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    window = x[n, c, i*stride:i*stride+HH, j*stride:j*stride+WW]
                    m = np.max(window)
                    dx[n, c, i*stride:i*stride+HH, j*stride:j*stride+WW] += (window == m) * dout[n, c, i, j] # right
    return dx
