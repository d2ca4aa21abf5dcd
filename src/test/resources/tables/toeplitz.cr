# Matrices whose entries are shared
dims n=3
input A [n, n], C [n, n] 
param t [5], c [n]
T = stack([t[2:5], t[1:4], t[0:3]], axis=0)
K = stack([concat([c[0:1], c[2:3], c[1:2]], axis=0), concat([c[1:2], c[0:1], c[2:3]], axis=0), concat([c[2:3], c[1:2], c[0:1]], axis=0)], axis=0)
check grad(trace(A @ T), t) == stack([A[0, 2], A[0, 1] + A[1, 2], trace(A), A[1, 0] + A[2, 1], A[2, 0]], axis=0)  #= right
check grad(trace(A @ T), t) == stack([A[0, 2], A.T[0, 1] + A[1, 2], trace(A), A[1, 0] + A[2, 1], A[2, 0]], axis=0)  #= wrong
check grad(trace(A @ K), c) == stack([trace(A), A[0, 1] + A[1, 2] + A[2, 0], A[0, 2] + A[1, 0] + A[2, 1]], axis=0)  #= right
check grad(sum(T), t) == stack([1, 2, 3, 2, 1], axis=0)  #= right
check grad(sum(T), t) == stack([1, 2, 3, 3, 1], axis=0)  #= wrong
check grad(sum(K), c) == 3*ones([n])  #= right
