# Two layers of threshold units with weights set by hand, inputs -1 and 1. The lecture draws it as a solution of exclusive
# or; it computes the opposite, 1 where both inputs have the same sign. Negating the last unit gives exclusive or.
dims   m=4
input  X [2, m] = [[1, 1, -1, -1], [1, -1, 1, -1]]
param  W1 [2, 2] = [[1, 1], [1, 1]], b1 [2, 1] = [[-1], [1]]
param  W2 [1, 2] = [[2, -2]], b2 [1, 1] = [[1]]

G1   = W1 @ X + b1
H    = step(G1)
G2   = W2 @ H + b2
xnor = step(G2)                               # 1 0 0 1
xor  = step(-G2)                              # 0 1 1 0
