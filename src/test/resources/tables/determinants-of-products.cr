# Determinants of X^T A X, after The Matrix Cookbook, section 2.1
dims n=3, m=5
input A [m, m] spd, Q [m, m]
param X [m, n]
check grad(det(X.T @ A @ X), X) == 2*det(X.T @ A @ X)*A @ X @ inv(X.T @ A @ X)  #= right
check grad(det(X.T @ A @ X), X) == 2 * det(X.T @ A @ X) * A @ inv(X.T @ A @ X)  #= wrong
check \frac{\partial \det(\mathbf{X}^T \mathbf{A} \mathbf{X})}{\partial \mathbf{X}} == 2 \det(\mathbf{X}^T \mathbf{A} \mathbf{X}) \mathbf{A} \mathbf{X} (\mathbf{X}^T \mathbf{A} \mathbf{X})^{-1}  #= right
check grad(det(X.T @ Q @ X), X) == det(X.T @ Q @ X)*(Q @ X @ inv(X.T @ Q @ X) + Q.T @ X @ inv(X.T @ Q.T @ X))  #= right
check \frac{\partial |X^{T} Q X|}{\partial X} == |X^{T} Q X| (Q X (X^{T} Q X)^{-1} + Q^{T} X (X^{T} Q^{T} X)^{-1})  #= right
check grad(det(X.T @ X), X) == 2*det(X.T @ X)*X @ inv(X.T @ X)  #= right
check grad(det(X.T @ X), X) == 2 * det(X.T @ X) * X @ inv(X @ X.T)  #= wrong
check \frac{\partial}{\partial X} \det\left(X^\top X\right) == 2 \det\left(X^\top X\right) X \left(X^\top X\right)^{-1}  #= right
check grad(logdet(X.T @ X), X) == 2*X @ inv(X.T @ X)  #= right
check \frac{\partial \log \det(\mathbf{X}^T \mathbf{X})}{\partial \mathbf{X}} == 2 \mathbf{X} (\mathbf{X}^T \mathbf{X})^{-1}  #= right
check grad(log(det(X.T @ X)), X) == 2*X @ inv(X.T @ X)  #= right
check grad(log(det(X.T @ X)), X) == 2 @ inv(X.T @ X)  #= wrong
check \frac{\partial \log(|X^{T} X|)}{\partial X} == 2 X (X^{T} X)^{-1}  #= right
check grad(logdet(X.T @ A @ X), X) == 2*A @ X @ inv(X.T @ A @ X)  #= right
check \frac{\partial}{\partial X} \log \det\left(X^\top A X\right) == 2 A X \left(X^\top A X\right)^{-1}  #= right
check \frac{\partial}{\partial X} \log \det\left(X^\top A X\right) == 2 A X \left(X^\top A X^\top\right)^{-1}  #= wrong
check d(logdet(X.T @ X)) == 2*trace(inv(X.T @ X) @ X.T @ dX)  #= right
check d(logdet(X.T @ X)) == 2 * trace(inv(X.T) @ X.T @ dX)  #= wrong
check \partial(\log \det(\mathbf{X}^T \mathbf{X})) == 2 \operatorname{Tr}((\mathbf{X}^T \mathbf{X})^{-1} \mathbf{X}^T \partial \mathbf{X})  #= right
check d(det(X.T @ X)) == 2*det(X.T @ X)*trace(inv(X.T @ X) @ X.T @ dX)  #= right
check d(|X^{T} X|) == 2 |X^{T} X| \operatorname{tr}((X^{T} X)^{-1} X^{T} dX)  #= right
check grad(trace(inv(X.T @ A @ X)), X) == -2*A @ X @ inv(X.T @ A @ X) @ inv(X.T @ A @ X)  #= right
check grad(trace(inv(X.T @ A @ X)), X) == -2 * A @ X @ inv(X.T @ X) @ inv(X.T @ A @ X)  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}\left(\left(X^\top A X\right)^{-1}\right) == -2 A X \left(X^\top A X\right)^{-1} \left(X^\top A X\right)^{-1}  #= right
check grad(trace(inv(X.T @ A @ X) @ (X.T @ X)), X) == -2*A @ X @ inv(X.T @ A @ X) @ X.T @ X @ inv(X.T @ A @ X) + 2*X @ inv(X.T @ A @ X)  #= right
check \frac{\partial \operatorname{Tr}((\mathbf{X}^T \mathbf{A} \mathbf{X})^{-1} \mathbf{X}^T \mathbf{X})}{\partial \mathbf{X}} == -2 \mathbf{A} \mathbf{X} (\mathbf{X}^T \mathbf{A} \mathbf{X})^{-1} \mathbf{X}^T \mathbf{X} (\mathbf{X}^T \mathbf{A} \mathbf{X})^{-1} + 2 \mathbf{X} (\mathbf{X}^T \mathbf{A} \mathbf{X})^{-1}  #= right
check \frac{\partial \operatorname{Tr}((\mathbf{X}^T \mathbf{A} \mathbf{X})^{-1} \mathbf{X}^T \mathbf{X})}{\partial \mathbf{X}} == -2 \mathbf{A} \mathbf{X} (\mathbf{X}^T \mathbf{A} \mathbf{X})^{-1} \mathbf{X}^T \mathbf{X} (\mathbf{X}^T \mathbf{A} \mathbf{X})^{-1} + 2 \mathbf{X} (\mathbf{X}^T \mathbf{A})^{-1}  #= wrong
