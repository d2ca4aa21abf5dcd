dims n, h, m
input x [n], t [m]
param V [n, h], W [h, m]
alpha = x @ V
b = sigmoid(alpha)
beta = b @ W
yhat = sigmoid(beta)
E = 1/2 * sum((yhat - t)^2)
derive E
∂E/∂β_j = ∂E/∂ŷ_j ŷ_j(1 − ŷ_j) = (ŷ_j − t_j) ŷ_j(1 − ŷ_j)
# wrong
∂E/∂β_j = ∂E/∂ŷ_j ŷ_j(1 − ŷ_j) = (t_j − ŷ_j) ŷ_j(1 − ŷ_j)
