# source: jax#40185
# expected: H finite, of size 1e170; got nan
# holds: sum(abs(H)) = 5.714285714285714e169
param B [2, 2] = [[4e-170, 1e-170], [1e-170, 3e-170]]
H = hessian(sum(svdvals(B)), B)
