# A letter with an index is no Greek letter that is called so: x_i is not xi, nor p_i pi_
dims n, d
input X [n, d], y [n]
param w [d], b [], C []
xi = maximum(0, 1 - y * (X @ w + b))
J = 1/2 * sum(w^2) + C * sum(xi)
derive J
\nabla_w J = w - C \sum_{i : y_i(w^T x_i + b) < 1} y_i x_i  #= right: index
\nabla_w J = w - C \sum_{i : \xi_i > 0} y_i x_i  #= right: index
\nabla_w J = w + C \sum_{i : \xi_i > 0} y_i x_i  #= wrong
\frac{\partial J}{\partial C} = \sum_i \xi_i  #= right
\frac{\partial J}{\partial b} = -C \sum_{i : \xi_i > 0} y_i  #= right
\frac{\partial J}{\partial b} = -C \sum_{i : \xi_i > 0} x_i  #= wrong
