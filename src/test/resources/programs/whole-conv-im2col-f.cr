dims N=2, C=2, F=3
input x [2, 2, 4, 4], dout [2, 3, 4, 4]
param w [3, 2, 3, 3], b [3]
out = conv2d(x, w, padding=1) + reshape(b, [1, 3, 1, 1])
J = sum(out * dout)
derive J
def conv_backward_naive(dout, cache):
    x, w, b, conv_param = cache
    stride, pad = 1, 1
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    N, F, H_out, W_out = dout.shape
    x_pad = np.pad(x, ((0,0), (0,0), (pad,pad), (pad,pad)), mode='constant')
    dx_pad = np.zeros_like(x_pad)
    dw = np.zeros_like(w)
    db = np.sum(dout, axis=(0, 2, 3)) # right
    for i in range(H_out):
        for j in range(W_out):
            x_pad_masked = x_pad[:, :, i*stride:i*stride+HH, j*stride:j*stride+WW]
            for k in range(F):
                dw[k, :, :, :] += np.sum(x_pad_masked * (dout[:, k, i, j])[:, None, None, None], axis=0) # right
            for n in range(N):
                dx_pad[n, :, i*stride:i*stride+HH, j*stride:j*stride+WW] += np.sum((w[:, :, :, :] * (dout[n, :, i, j])[:, None, None, None]), axis=0)
    dx = dx_pad[:, :, pad:-pad, pad:-pad] # right
    return dx, dw, db
