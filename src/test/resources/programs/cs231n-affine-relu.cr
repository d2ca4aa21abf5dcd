dims N, D, H, C
input X [N, D], y [N, C] onehot(axis=1)
param W1 [D, H], b1 [H], W2 [H, C], b2 [C]
a = X @ W1 + b1
h = relu(a)
s = h @ W2 + b2
p = softmax(s, axis=1)
loss_ = -sum(y*log(p))/N
derive loss_
def affine_backward(dout, x, w):
    dx = dout.dot(w.T).reshape(x.shape)
    dw = x.reshape(x.shape[0], -1).T.dot(dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db

def relu_backward(dout, x):
    dx = dout * (x > 0)
    return dx

ds = (p - y) / N # right
dh, dW2, db2 = affine_backward(ds, h, W2) # right
da = relu_backward(dh, a) # right
_, dW1, db1 = affine_backward(da, X, W1) # right
