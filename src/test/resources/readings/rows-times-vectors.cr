# A row of a matrix by its letter times a vector is a number, and what a formula says of minus an entry
dims H, V
input v [V]
param W [H, V], b [V], c [H]
F = -b @ v - sum(softplus(W @ v + c))
loss F

derive F
\frac{\partial F(v)}{\partial c_i} = -\sigma(c_i + W_i v)    %= right
\frac{\partial F(v)}{\partial c_i} = \sigma(c_i + W_i v)    %= wrong
\frac{\partial F}{\partial W_{ij}} = -\sigma(c_i + W_i v) v_j    %= right
\frac{\partial F}{\partial W_{ij}} = -\sigma(c_i + W_i v) v_i    %= undecided
-\frac{\partial F}{\partial b_j} = v_j    %= right
-\frac{\partial F}{\partial b_j} = b_j    %= wrong
