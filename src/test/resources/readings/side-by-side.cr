# Factors side by side without a sign of LaTeX, and sizes that are called T.
dims T, d, V
input X [T, d], G [T, d], U [V, d], y [V] onehot
param W [d, d], vc [d]
Y = X @ W
z = U @ vc
yhat = softmax(z)
L = sum(G*Y) - sum(y*log(yhat))
loss L

derive L
dY = G                                   #= right
dW = X^T dY                              #= right
dW = dY X^T                              #= wrong
dX = dY W^T                              #= right
dX = dY W                                #= wrong
dz = yhat - y                            #= right
dU = (yhat - y) vc^T                     #= right
dU = vc (yhat - y)^T                     #= wrong
dU = dz vc'                              #= right
dvc = U' (yhat - y)                      #= right
dvc = U' (y - yhat)                      #= wrong
\frac{\partial L}{\partial U} = (\hat y - y) v_c^\top    %= right
\frac{\partial L}{\partial U} = (y - \hat y) v_c^\top    %= wrong
