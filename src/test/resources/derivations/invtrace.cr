dims n
input A [n,n], B [n,n]
param X [n,n]
f = trace(A@inv(X)@B)
g = logdet(X)
derive f
$$\frac{\partial f}{\partial X} = -(X^{-1} B A X^{-1})^T$$
$$\frac{\partial f}{\partial X} = -X^{-T} A^T B^T X^{-T}$$
dX = -inv(X).T@A.T@B.T@inv(X).T
$$df = -tr(A X^{-1} dX X^{-1} B)$$
$$df = -tr(X^{-1}BAX^{-1} dX)$$
