# An optimum that comes out as a row or a column
dims N, D
input X [N, D]
param mu [D], Sigma [D, D] spd
ell = -N/2*logdet(Sigma) - 1/2*sum(((X - mu) @ inv(Sigma)) * (X - mu))
loss ell

derive ell
\hat\mu = \frac1N\sum_{n=1}^N x_n  %= right: optimum
\mu_{ML} = \frac1N X^T \mathbf{1}  %= right: optimum
