# Bars that are gradients, parts of the loss that a line names, a constant left out, what is set to zero among words
dims m, n
input X [m, n], y [m]
param w [n], b []
a = sigmoid(X @ w + b)
mse = 1/2 * sum((a - y)^2)
derive mse
Let z = X w + b.
∂L/∂z = (a − y) ⊙ a ⊙ (1 − a)    #= right
∂L/∂z = (a − y) ⊙ a    #= wrong
$\bar{a} = a - y$    %= right
$\bar{b} = \sum_i \bar{a}_i a_i (1 - a_i)$    %= right
$\bar{b} = \sum_i \bar{a}_i a_i$    %= wrong
$\frac{\partial \text{MSE}}{\partial w_j} = \sum_{i=1}^m (a_i - y_i) a_i (1 - a_i) x_{ij}$    %= right
$\frac{\partial \text{MSE}}{\partial w_j} = \sum_{i=1}^m (a_i - y_i) a_i x_{ij}$    %= wrong
∂_b L = Σ_i (a_i − y_i) a_i (1 − a_i) = 0, which fixes b.    #= right
∂_b L = Σ_i (a_i − y_i) a_i = 0, which fixes b.    #= wrong
mse = \frac{1}{2} \|a - y\|^2 + \log 2\pi    %= undecided
mse = \frac{1}{2} \|a - y\|^2 + b    %= wrong
With a = a it is (iv) ∂a/∂a = 1 so ∂mse/∂a = a − y    #= right
∂mse/∂a = a − y (elementwise).    #= right
Hence ∇_a L = a − y.    #= right
Hence ∇_a L = y − a.    #= wrong
∂L/∂a = a − y = 0 for a perfect fit.    #= right
\frac{\partial Y}{\partial w} = a    %= undecided
