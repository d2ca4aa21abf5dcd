dims n, m, p
input A [m, n], B [p, m], a [n], b [p]
param X [n, p], V [n, n] invertible
J = trace(A @ X @ B)
derive J
\frac{\partial \operatorname{tr}(AXB)}{\partial X} = A^T B^T
\frac{\partial}{\partial X} \text{Tr}(AXB) = A^T B^T
\frac{\partial a^T X b}{\partial X} = a b^T
\frac{\partial \det(V)}{\partial V} = \det(V) (V^{-1})^T
\frac{\partial \ln|\det(V)|}{\partial V} = V^{-T}
\nabla_X J = A^T B^T
\partial(\det(V)) = \det(V) \operatorname{tr}(V^{-1} \partial V)
\partial(\ln(\det(V))) = \operatorname{tr}(V^{-1} \partial V)
d(AXB) = A dX B
d\ln|V| = \operatorname{tr}(V^{-1} dV)
