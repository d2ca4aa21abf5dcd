# Differentials, after Magnus and Neudecker, Matrix Differential Calculus, chapters 8 and 9
dims n, m, p
input A [m, n], B [p, m], C [n, n], a [n], b [n]
param X [n, p], V [n, n] invertible, U [n, n], W [n, n], Y [n, p], P [n, n] spd
check d(A @ X) == A @ dX + dA @ X  #= right
check d(A @ X) == A @ dX + X @ dA  #= wrong
check \partial(\mathbf{A} \mathbf{X}) == \mathbf{A} \partial \mathbf{X} + \partial \mathbf{A} \mathbf{X}  #= right
check d(X + Y) == dX + dY  #= right
check d(3*U) == 3*dU  #= right
check d(3*U) == dU  #= wrong
check d\left(3 U\right) == 3 dU  #= right
check d(U @ W) == dU @ W + U @ dW  #= right
check \partial(\mathbf{U} \mathbf{W}) == \partial \mathbf{U} \mathbf{W} + \mathbf{U} \partial \mathbf{W}  #= right
check d(U * W) == dU * W + U * dW  #= right
check d(U * W) == dU * W  #= wrong
check d(U \odot W) == dU \odot W + U \odot dW  #= right
check d(U.T) == dU.T  #= right
check d\left(U^\top\right) == dU^\top  #= right
check d\left(U^\top\right) == 2 dU^\top  #= wrong
check d(trace(U)) == trace(dU)  #= right
check d(trace(U)) == -(trace(dU))  #= wrong
check \partial(\operatorname{Tr}(\mathbf{U})) == \operatorname{Tr}(\partial \mathbf{U})  #= right
check d(inv(V)) == -inv(V) @ dV @ inv(V)  #= right
check d(det(V)) == det(V)*trace(inv(V) @ dV)  #= right
check d(det(V)) == -(det(V)*trace(inv(V) @ dV))  #= wrong
check d\left(\det\left(V\right)\right) == \det\left(V\right) \operatorname{tr}\left(V^{-1} dV\right)  #= right
check d(logabsdet(V)) == trace(inv(V) @ dV)  #= right
check \partial(\ln |\det(\mathbf{V})|) == \operatorname{Tr}(\mathbf{V}^{-1} \partial \mathbf{V})  #= right
check \partial(\ln |\det(\mathbf{V})|) == \operatorname{Tr}(\mathbf{V} \partial \mathbf{V})  #= wrong
check d(logdet(P)) == trace(inv(P) @ dP)  #= right
check d(logdet(P)) == -(trace(inv(P) @ dP))  #= wrong
check d(\ln |P|) == \operatorname{tr}(P^{-1} dP)  #= right
check d(kron(U, W)) == kron(dU, W) + kron(U, dW)  #= right
check d\left(U \otimes W\right) == dU \otimes W + U \otimes dW  #= right
check d(trace(U.T @ U)) == 2*trace(U.T @ dU)  #= right
check d(trace(U.T @ U)) == 2*(2*trace(U.T @ dU))  #= wrong
check \partial(\operatorname{Tr}(\mathbf{U}^T \mathbf{U})) == 2 \operatorname{Tr}(\mathbf{U}^T \partial \mathbf{U})  #= right
check d(trace(U @ U)) == 2*trace(U @ dU)  #= right
check d(\operatorname{tr}(U U)) == 2 \operatorname{tr}(U dU)  #= right
check d(\operatorname{tr}(U U)) == 2 \operatorname{tr}(U)  #= wrong
check d(trace(U @ U @ U)) == 3*trace(U @ U @ dU)  #= right
check d(trace(U @ U @ U)) == 3  #= wrong
check d\left(\operatorname{tr}\left(U U U\right)\right) == 3 \operatorname{tr}\left(U U dU\right)  #= right
check d(trace(X.T @ X)) == 2*trace(X.T @ dX)  #= right
check \partial(\operatorname{Tr}(\mathbf{X}^T \mathbf{X})) == 2 \operatorname{Tr}(\mathbf{X}^T \partial \mathbf{X})  #= right
check d(X.T @ X) == dX.T @ X + X.T @ dX  #= right
check d(X.T @ X) == dX.T @ X + dX  #= wrong
check d(X @ X.T) == dX @ X.T + X @ dX.T  #= right
check d\left(X X^\top\right) == dX X^\top + X dX^\top  #= right
check d\left(X X^\top\right) == dX X^\top + X^\top dX^\top  #= wrong
check d(U @ U) == dU @ U + U @ dU  #= right
check d(U @ U) == U + U @ dU  #= wrong
check \partial(\mathbf{U} \mathbf{U}) == \partial \mathbf{U} \mathbf{U} + \mathbf{U} \partial \mathbf{U}  #= right
check d(U @ U @ U) == dU @ U @ U + U @ dU @ U + U @ U @ dU  #= right
check d(trace(inv(V))) == -trace(inv(V) @ inv(V) @ dV)  #= right
check d(trace(inv(V))) == 2*(-trace(inv(V) @ inv(V) @ dV))  #= wrong
check d\left(\operatorname{tr}\left(V^{-1}\right)\right) == -\operatorname{tr}\left(V^{-1} V^{-1} dV\right)  #= right
check d(trace(inv(V) @ U)) == -trace(inv(V) @ U @ inv(V) @ dV) + trace(inv(V) @ dU)  #= right
check \partial(\operatorname{Tr}(\mathbf{V}^{-1} \mathbf{U})) == -\operatorname{Tr}(\mathbf{V}^{-1} \mathbf{U} \mathbf{V}^{-1} \partial \mathbf{V}) + \operatorname{Tr}(\mathbf{V}^{-1} \partial \mathbf{U})  #= right
check \partial(\operatorname{Tr}(\mathbf{V}^{-1} \mathbf{U})) == -\operatorname{Tr}(\mathbf{V}^{-1} \mathbf{U} \partial \mathbf{V}) + \operatorname{Tr}(\mathbf{V}^{-1} \partial \mathbf{U})  #= wrong
check d(vec(X)) == vec(dX)  #= right
check d(vec(X)) == -(vec(dX))  #= wrong
check d(\operatorname{vec}(X)) == \operatorname{vec}(dX)  #= right
check d(vec(U @ W)) == vec(dU @ W) + vec(U @ dW)  #= right
check d\left(\operatorname{vec}\left(U W\right)\right) == \operatorname{vec}\left(dU W\right) + \operatorname{vec}\left(U dW\right)  #= right
check d(det(V)^2) == 2*det(V)^2*trace(inv(V) @ dV)  #= right
check d(det(V)^2) == 2 * det(V) ^ 2 * trace(V @ dV)  #= wrong
check \partial((\det(\mathbf{V}))^2) == 2 (\det(\mathbf{V}))^2 \operatorname{Tr}(\mathbf{V}^{-1} \partial \mathbf{V})  #= right
check d(1/det(V)) == -trace(inv(V) @ dV)/det(V)  #= right
check d(\frac{1}{|V|}) == \frac{-\operatorname{tr}(V^{-1} dV)}{|V|}  #= right
check d(\frac{1}{|V|}) == 2 \frac{-\operatorname{tr}(V^{-1} dV)}{|V|}  #= wrong
check d(log(det(V)^2)) == 2*trace(inv(V) @ dV)  #= right
check d(log(det(V)^2)) == 2 * trace(inv(V))  #= wrong
check d\left(\log\left(\left(\det\left(V\right)\right)^2\right)\right) == 2 \operatorname{tr}\left(V^{-1} dV\right)  #= right
check d(dot(a, V @ b)) == dot(a, dV @ b) + dot(da, V @ b) + dot(a, V @ db)  #= right
check \partial(\mathbf{a}^T \mathbf{V} \mathbf{b}) == \mathbf{a}^T \partial \mathbf{V} \mathbf{b} + (\partial \mathbf{a})^T \mathbf{V} \mathbf{b} + \mathbf{a}^T \mathbf{V} \partial \mathbf{b}  #= right
check d(trace(V)^2) == 2*trace(V)*trace(dV)  #= right
check d(trace(V)^2) == 2 * trace(dV)  #= wrong
check d((\operatorname{tr}(V))^{2}) == 2 \operatorname{tr}(V) \operatorname{tr}(dV)  #= right
check d(inv(V) @ U) == -inv(V) @ dV @ inv(V) @ U + inv(V) @ dU  #= right
check d\left(V^{-1} U\right) == -V^{-1} dV V^{-1} U + V^{-1} dU  #= right
check d\left(V^{-1} U\right) == U + V^{-1} dU  #= wrong
check d(trace(U)*U) == trace(dU)*U + trace(U)*dU  #= right
check d(trace(U)*U) == trace(dU) + trace(U) * dU  #= wrong
check \partial(\operatorname{Tr}(\mathbf{U}) \mathbf{U}) == \operatorname{Tr}(\partial \mathbf{U}) \mathbf{U} + \operatorname{Tr}(\mathbf{U}) \partial \mathbf{U}  #= right
check d(inv(V).T) == -inv(V).T @ dV.T @ inv(V).T  #= right
check d(inv(V @ V.T)) == -inv(V @ V.T) @ (dV @ V.T + V @ dV.T) @ inv(V @ V.T)  #= right
check d(inv(V @ V.T)) == -inv(V @ V.T) @ (dV @ V.T + dV.T) @ inv(V @ V.T)  #= wrong
check d\left(\left(V V^\top\right)^{-1}\right) == -\left(V V^\top\right)^{-1} \left(dV V^\top + V dV^\top\right) \left(V V^\top\right)^{-1}  #= right
check d(U @ inv(V) @ W) == dU @ inv(V) @ W - U @ inv(V) @ dV @ inv(V) @ W + U @ inv(V) @ dW  #= right
check \partial(\mathbf{U} \mathbf{V}^{-1} \mathbf{W}) == \partial \mathbf{U} \mathbf{V}^{-1} \mathbf{W} - \mathbf{U} \mathbf{V}^{-1} \partial \mathbf{V} \mathbf{V}^{-1} \mathbf{W} + \mathbf{U} \mathbf{V}^{-1} \partial \mathbf{W}  #= right
check \partial(\mathbf{U} \mathbf{V}^{-1} \mathbf{W}) == \partial \mathbf{U} \mathbf{V}^{-1} \mathbf{W} - \mathbf{U} \mathbf{V}^{-1} \partial \mathbf{V} \mathbf{V}^{-1} \mathbf{W}  #= wrong
