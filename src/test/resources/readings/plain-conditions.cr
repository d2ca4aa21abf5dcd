# Conditions before and behind, several formulas in a line, remarks
dims k
input t [k] onehot
param a [k], g [k]
y = softmax(a)
E = -sum(t * log(y)) + sum(relu(g))
derive E
For i = j: ∂y_i/∂a_j = y_i(1 − y_i)  #= right
For i ≠ j: ∂y_i/∂a_j = −y_i y_j  #= right
For i ≠ j: ∂y_i/∂a_j = y_i y_j  #= wrong
Putting it together, ∂E/∂a_j = y_j − t_j  // as expected  #= right
∂E/∂g_j = 1 if g_j > 0 else 0  #= right
∂E/∂g_j = 1 if g_j < 0, 0 otherwise  #= wrong
