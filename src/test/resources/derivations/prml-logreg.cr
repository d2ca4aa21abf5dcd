dims N, M
input Phi [N, M], t [N] binary
param w [M]
a = Phi @ w
y = sigmoid(a)
E = -sum(t*log(y) + (1-t)*log(1-y))
derive E
$$E(\mathbf{w}) = -\sum_{n=1}^N \{ t_n \ln y_n + (1-t_n)\ln(1-y_n) \}$$
$$\frac{\partial E}{\partial \mathbf{w}} = \sum_{n=1}^N (y_n - t_n) \boldsymbol{\phi}_n$$
$$\frac{\partial E}{\partial \mathbf{w}} = \Phi^T (\mathbf{y} - \mathbf{t})$$
$$\frac{\partial E}{\partial a} = y - t$$
