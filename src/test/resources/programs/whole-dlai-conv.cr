dims m=2, nH=3, nW=3, nC=2, nCp=2
input A_prev [2, 4, 4, 2], dZ [2, 3, 3, 2]
param W [2, 2, 2, 2], b [1, 1, 1, 2]
Z = transpose(conv2d(transpose(A_prev, [0, 3, 1, 2]), transpose(W, [3, 2, 0, 1])), [0, 2, 3, 1]) + b
J = sum(Z * dZ)
derive J
def conv_backward(dZ, cache):
    (A_prev, W, b, hparameters) = cache
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = 1
    pad = 0
    (m, n_H, n_W, n_C) = dZ.shape
    dA_prev = np.zeros(A_prev.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        a_prev = A_prev[i]
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    vert_start = h * stride
                    vert_end = vert_start + f
                    horiz_start = w * stride
                    horiz_end = horiz_start + f
                    a_slice = a_prev[vert_start:vert_end, horiz_start:horiz_end, :]
                    dA_prev[i, vert_start:vert_end, horiz_start:horiz_end, :] += W[:,:,:,c] * dZ[i, h, w, c] # right
                    dW[:,:,:,c] += a_slice * dZ[i, h, w, c] # right
                    db[:,:,:,c] += dZ[i, h, w, c] # right
    return dA_prev, dW, db
