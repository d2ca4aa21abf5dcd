dims n
input x [n]
param w [n], s [] = 2
k = n * s
J = sum(w * x) + k
