dims N, T, V=6, D
input idx [N, T] integer(0, 5), dout [N, T, D]
param W [V, D]
out = take(W, idx, axis=0)
J = sum(out * dout)
derive J
def word_embedding_backward(dout, cache):
    x, W = cache
    dW = np.zeros_like(W)
    np.add.at(dW, idx, dout) # right
    return dW
