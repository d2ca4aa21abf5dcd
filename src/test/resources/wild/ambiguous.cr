# Not understood is not wrong
dims m, n
input G [m, n]
param b [n], x [n]
s = sigmoid(x)
J = sum(G * b) + sum(s)
derive J
db = G.sum(0, foo=3)  #= undecided
ds = ones(n) + nothing  #= undecided
dx = ds * s * (1 - s)  #= undecided
\frac{\partial J}{\partial x} = \frobnicate(x)  #= undecided
check grad(J, b) == unheard(G)  #= undecided
check grad(J, b) == G  #= missing_broadcast_reduction
∂J/∂q_{ij} = G  #= undecided
