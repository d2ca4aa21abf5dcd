dims N, D, M
input X [N, D], G [N, M]
param W [D, M], b [M]
Y = X @ W + b
L = sum(G * Y)
derive L
\frac{\partial L}{\partial W_{ij}} = \sum_{n} X_{ni} G_{nj}
\frac{\partial Y_{nk}}{\partial W_{ij}} = X_{ni}\delta_{jk}
\frac{\partial Y_{nm}}{\partial b_j} = \delta_{mj}
\frac{\partial L}{\partial X_{ni}} = \sum_j G_{nj} W_{ij}
\frac{\partial L}{\partial b_j} = \sum_{n=1}^N G_{nj}
\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}
