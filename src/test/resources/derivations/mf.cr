dims n, k, d
input R [n, k]
param U [n, d], V [k, d], lam []
E = R - U @ V.T
L = sum(E^2) + lam*(sum(U^2) + sum(V^2))
derive L
$$\frac{\partial L}{\partial U} = -2 (R - UV^T) V + 2\lambda U$$
$$\frac{\partial L}{\partial V} = -2 (R - UV^T)^T U + 2\lambda V$$
dU = -2*E@V + 2*lam*U
dV = -2*E.T@U + 2*lam*V
$$L = \|R - UV^T\|_F^2 + \lambda(\|U\|_F^2 + \|V\|_F^2)$$
$$L = \operatorname{tr}((R-UV^T)^T(R-UV^T)) + \lambda \operatorname{tr}(U^TU) + \lambda\operatorname{tr}(V^TV)$$
$$\frac{\partial L}{\partial U} = 2(UV^T - R)V + 2\lambda U$$
