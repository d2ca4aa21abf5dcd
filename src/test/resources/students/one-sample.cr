# per-sample column derivation with vectors
dims n, h
input x [n], y []
param W1 [h, n], b1 [h], w2 [h], b2 []
z1 = W1 @ x + b1
a1 = sigmoid(z1)
z2 = dot(w2, a1) + b2
a2 = sigmoid(z2)
L = -(y*log(a2) + (1-y)*log(1-a2))
derive L
dz2 = a2 - y  #= right
dw2 = dz2 * a1  #= right
db2 = dz2  #= right
da1 = w2 * dz2  #= right
dz1 = da1 * a1 * (1 - a1)  #= right
dW1 = outer(dz1, x)  #= right
db1 = dz1  #= right
dx = W1.T @ dz1  #= right
check dL/dW1 == outer(x, dz1)  #= missing_transpose
check dL/dW1 == dz1 @ x  #= elementwise_vs_matmul
check dL/dW1 == dz1 * x  #= elementwise_vs_matmul
check dL/dx == W1 @ dz1  #= missing_transpose
check dL/dw2 == dz2  #= missing_chain_factor
check dL/da1 == w2  #= missing_chain_factor
check da2/dz2 == a2*(1-a2)  #= right
check dL/da2 == -(y/a2 - (1-y)/(1-a2))  #= right
check dL/dz1 == dL/da2 * da2/dz2 * dz2/da1 * da1/dz1  #= right
check dL/dz2 == dL/da2 * da2/dz2  #= right
check dz2/da1 == w2  #= right
check dz2/dw2 == a1  #= right
check dz1/dx == W1  #= right
