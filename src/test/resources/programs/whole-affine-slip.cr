dims N, D, H, C
input X [N, D], dscores [N, C]
param W1 [D, H], b1 [H], W2 [H, C], b2 [C]
a1 = X @ W1 + b1
h1 = relu(a1)
scores = h1 @ W2 + b2
J = sum(scores * dscores)
derive J
def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w.T).reshape(x.shape)
    dw = x.reshape(x.shape[0], -1).T.dot(dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db

def relu_backward(dout, cache):
    x = cache
    dx = dout * (x < 0) # wrong
    return dx

dh1, dW2, db2 = affine_backward(dscores, (h1, W2, b2))
da1 = relu_backward(dh1, a1) # follows
dX, dW1, db1 = affine_backward(da1, (X, W1, b1)) # follows
