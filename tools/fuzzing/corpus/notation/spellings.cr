dims m=3, n = 2; input x [2, m] = arange, Y [1, m] probability = ones # comment
param W [1, 2] = [[0.5, -0.5]], k = 2, t [m] integer(0, 2)
A^{[1]} = \sigma(W \cdot x); z = x[0, 1:] + x.T[..., 0]
J = -\frac{1}{m} sum(Y .* \log(A^{[1]}))
B = {W} if
q = where(x >= 1, |x|, ‖x‖) ⊙ 2²; s = [1, 2; 3, 4]
assume sum(Y) == 1
loss J
