dims m, n, k
input X [m, n], Y [m, k] onehot(axis=1)
param W [n, k], b [1, k]
Z = X @ W + b
P = softmax(Z, axis=1)
J = -sum(Y*log(P))/m
derive J
$$\frac{\partial J}{\partial Z} = \boxed{\frac{1}{m}(P - Y)}$$ % right
$$\therefore \quad \frac{\partial J}{\partial W} = X^T \frac{\partial J}{\partial Z}$$ % right
$$\because \frac{\partial J}{\partial Z} = \frac{1}{m}(P-Y)$$ % right
$\Rightarrow \frac{\partial J}{\partial W} = \frac{1}{m}X^T (P-Y)$ % right
