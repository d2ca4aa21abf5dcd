# A chain in a line about entries is judged to its end; a derivative with its sign may have a name.
dims n, h, m
input x [n], t [m]
param V [n, h], W [h, m]
alpha = x @ V
b = sigmoid(alpha)
beta = b @ W
yhat = sigmoid(beta)
E = 1/2 * sum((yhat - t)^2)
loss E

derive E
∂E/∂β_j = ∂E/∂ŷ_j ŷ_j(1 − ŷ_j) = (ŷ_j − t_j) ŷ_j(1 − ŷ_j)  #= right
∂E/∂w_hj = ∂E/∂ŷ_j · ∂ŷ_j/∂β_j · ∂β_j/∂w_hj  #= right
g_j = −∂E/∂β_j = ŷ_j(1 − ŷ_j)(t_j − ŷ_j)  #= right
u_h = −∂E/∂α_h = b_h(1 − b_h) Σ_j w_hj g_j  #= right
∂E/∂v_ih = −u_h x_i  #= right
