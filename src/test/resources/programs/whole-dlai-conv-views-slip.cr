dims m=2, n_C_prev=2, n_C=2
input dZ [2, 2, 2, 2]
param A_prev [2, 4, 4, 2], W [2, 2, 2, 2], b [1, 1, 1, 2]

x = transpose(A_prev, [0, 3, 1, 2])
k = transpose(W, [3, 2, 0, 1])
Z = transpose(conv2d(x, k, stride=2), [0, 2, 3, 1]) + b
J = sum(dZ * Z)

derive J
def conv_backward(dZ, cache):
    (A_prev, W, b, hparameters) = cache
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = 2
    pad = 0
    (m, n_H, n_W, n_C) = dZ.shape
    dA_prev = np.zeros((m, n_H_prev, n_W_prev, n_C_prev))
    dW = np.zeros((f, f, n_C_prev, n_C))
    db = np.zeros((1, 1, 1, n_C))
    A_prev_pad = A_prev
    dA_prev_pad = dA_prev
    for i in range(m):
        a_prev_pad = A_prev_pad[i]
        da_prev_pad = dA_prev_pad[i]
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    vert_start = h * stride
                    vert_end = vert_start + f
                    horiz_start = w * stride
                    horiz_end = horiz_start + f
                    a_slice = a_prev_pad[vert_start:vert_end, horiz_start:horiz_end, :]
                    da_prev_pad[vert_start:vert_end, horiz_start:horiz_end, :] += W[:, :, :, c] * dZ[i, h, w, c]
                    dW[:, :, :, c] += a_slice * dZ[i, h, w, c]
                    db[:, :, :, c] -= dZ[i, h, w, c] # wrong
        dA_prev[i, :, :, :] = da_prev_pad
    return dA_prev, dW, db
