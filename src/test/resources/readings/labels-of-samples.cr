dims N, D, C=4
input X [N, D], y [N] integer(0, 3)
param W [D, C]
s = X @ W
p = softmax(s, axis=1)
L = -sum(one_hot(y, 4) * log(p)) / N
derive L
∂L/∂s_ij = (p_ij − 1(y_i = j))/N  #= right
∂L/∂s_ij = (p_ij − 1[j = y_i])/N  #= right
∂L/∂s_{ij} = (p_{ij} - δ_{j y_i})/N  #= right
∂L/∂s_ij = p_ij/N  for j ≠ y_i  #= right
∂L/∂s_ij = (p_ij − 1)/N  for j ≠ y_i  #= wrong
∂L/∂s_{i y_i} = (p_{i y_i} − 1)/N  #= right
∂L/∂s_{i y_i} = (p_{i y_i} + 1)/N  #= wrong
