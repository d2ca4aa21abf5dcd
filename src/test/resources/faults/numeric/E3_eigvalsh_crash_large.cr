# source: kind of jax#40185
# expected: s = [1.268e154, 3e154, 4.732e154]; internal error
# holds: s = [1.2679491924311227e154, 3e154, 4.7320508075688773e154]
param B [3, 3] = [[4e154, 1e154, 0], [1e154, 3e154, 1e154], [0, 1e154, 2e154]]
s = eigvalsh(B)
