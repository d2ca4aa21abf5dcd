# Labels that are compared with a class
dims m, n, K
input X [m, n], Y [m, K] onehot(axis=1)
param Theta [n, K]
P = softmax(X @ Theta, axis=1)
J = -sum(Y*log(P))
loss J

derive J
\nabla_{\Theta_k} J = -\sum_{i=1}^m (1\{y^{(i)} = k\} - P_{ik}) x^{(i)}  %= right
dTheta = X.T @ (P - Y)  #= right
dTheta = np.dot(X.T, P - Y)  #= right
\frac{\partial J}{\partial \Theta_{jk}} = \sum_{i=1}^m X_{ij} (P_{ik} - Y_{ik})  %= right
