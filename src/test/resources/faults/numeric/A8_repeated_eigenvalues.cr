# source: adtzlr/tensortrax#93, felupe#67
# expected: h = [[0, 2], [2, 0]] (J = sum of squares of entries); got zeros, no warning
# holds: h = [[0, 2], [2, 0]]
param A [2, 2] = [[3, 0], [0, 3]]
J = sum(eigvalsh(A)^2)
h = hvp(J, A, [[0, 1], [1, 0]])
