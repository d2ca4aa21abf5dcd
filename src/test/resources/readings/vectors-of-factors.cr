# An index below vectors: products of two of them
dims V, d
input X [V, V] positive, F [V, V] positive
param W [V, d], C [V, d], b [V], bt [V]
E = W @ C.T + expand_dims(b,1) + expand_dims(bt,0) - log(X)
J = sum(F * E^2)
loss J

derive J
\frac{\partial J}{\partial w_i} = 2 \sum_{j=1}^V F_{ij} (w_i^T c_j + b_i + bt_j - \log X_{ij}) c_j  %= right
\frac{\partial J}{\partial w_i} = 2 \sum_{j=1}^V F_{ij} E_{ij} c_j  %= right
\frac{\partial J}{\partial b_i} = 2 \sum_{j=1}^V F_{ij} E_{ij}  %= right
\frac{\partial J}{\partial b_i} = 2 \sum_{j=1}^V E_{ij}  %= wrong
dW = 2 * (F * E) @ C  #= right
dC = 2 * (F * E).T @ W  #= right
dC = 2 * (F * E) @ W  #= wrong
db = 2 * (F * E).sum(axis=1)  #= right
dbt = 2 * (F * E).sum(axis=1)  #= wrong
\frac{\partial J}{\partial W} = 2 (F \odot E) C  %= right
