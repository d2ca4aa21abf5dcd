# Eigenvalues and singular values: every scale, equal ones, second derivatives.
# holds: h = [[0, 2], [2, 0]]
# holds: s = 2*eye(4)
# holds: e = [-1, 1]
# holds: v = [1e200, 1e-200]
# holds: p = [[1, 0, 0], [0, 0.5, 0]]
# holds: t = 6
# holds: n = 3
param A [2, 2] = [[3, 0], [0, 3]], X [2, 2] = [[1, 0], [0, 1]]
h = hvp(sum(eigvalsh(A)^2), A, [[0, 1], [1, 0]])
s = reshape(hessian(sum(svdvals(X)^2), X), [4, 4])
e = eigvalsh([[0, 1], [1, 0]])
v = svdvals([[1e200, 0], [0, 1e-200]])
p = pinv([[1, 0], [0, 2], [0, 0]])
t = trace([[1, 2, 3], [4, 5, 6]])
n = norm([[1, 0], [0, 2]], ord="nuc")
