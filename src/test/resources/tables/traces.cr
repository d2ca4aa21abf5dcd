# Traces of first, second and higher order, after Petersen and Pedersen, The Matrix Cookbook, section 2.5
dims n, m, p
input A [m, n], B [p, m], C [n, p], D [p, n], Q [n, n], R [p, p], W [n, n]
param X [n, p], U [n, n]
check grad(trace(U), U) == eye(n)  #= right
check grad(trace(U), U) == 2*(eye(n))  #= wrong
check grad(trace(X @ D), X) == D.T  #= right
check \frac{\partial \operatorname{tr}(X D)}{\partial X} == D^{T}  #= right
check \frac{\partial \operatorname{tr}(X D)}{\partial X} == 2 D^{T}  #= wrong
check grad(trace(A @ X @ B), X) == A.T @ B.T  #= right
check grad(trace(A @ X @ B), X) == A.T.T @ B.T  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}\left(A X B\right) == A^\top B^\top  #= right
check grad(trace(A @ X @ B), X) == (B @ A).T  #= right
check \frac{\partial \operatorname{Tr}(\mathbf{A} \mathbf{X} \mathbf{B})}{\partial \mathbf{X}} == (\mathbf{B} \mathbf{A})^T  #= right
check grad(trace(Q @ U.T), U) == Q  #= right
check grad(trace(Q @ U.T), U) == -(Q)  #= wrong
check \frac{\partial \operatorname{tr}(Q U^{T})}{\partial U} == Q  #= right
check grad(trace(D.T @ X.T), X) == D.T  #= right
check \frac{\partial}{\partial X} \operatorname{tr}\left(D^\top X^\top\right) == D^\top  #= right
check \frac{\partial}{\partial X} \operatorname{tr}\left(D^\top X^\top\right) == \left(D^\top\right)^\top  #= wrong
check grad(trace(X.T @ C), X) == C  #= right
check grad(trace(X.T @ C), X) == 2*(C)  #= wrong
check \frac{\partial \operatorname{Tr}(\mathbf{X}^T \mathbf{C})}{\partial \mathbf{X}} == \mathbf{C}  #= right
check grad(trace(C @ X.T), X) == C  #= right
check \frac{\partial \operatorname{tr}(C X^{T})}{\partial X} == C  #= right
check grad(trace(B.T @ X.T @ A.T), X) == A.T @ B.T  #= right
check grad(trace(B.T @ X.T @ A.T), X) == B.T  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}\left(B^\top X^\top A^\top\right) == A^\top B^\top  #= right
check grad(trace(kron(Q, U)), U) == trace(Q)*eye(n)  #= right
check grad(trace(kron(U, U)), U) == 2*trace(U)*eye(n)  #= right
check grad(trace(kron(U, U)), U) == -(2*trace(U)*eye(n))  #= wrong
check grad(trace(U @ U), U) == 2*U.T  #= right
check \frac{\partial}{\partial U} \operatorname{tr}\left(U U\right) == 2 U^\top  #= right
check grad(trace(U @ U @ Q), U) == (U @ Q + Q @ U).T  #= right
check grad(trace(U @ U @ Q), U) == (U @ Q + U).T  #= wrong
check \frac{\partial \operatorname{Tr}(\mathbf{U} \mathbf{U} \mathbf{Q})}{\partial \mathbf{U}} == (\mathbf{U} \mathbf{Q} + \mathbf{Q} \mathbf{U})^T  #= right
check grad(trace(X.T @ Q @ X), X) == Q @ X + Q.T @ X  #= right
check \frac{\partial \operatorname{tr}(X^{T} Q X)}{\partial X} == Q X + Q^{T} X  #= right
check \frac{\partial \operatorname{tr}(X^{T} Q X)}{\partial X} == Q X + X Q^{T}  #= wrong
check grad(trace(X.T @ Q @ X), X) == (Q + Q.T) @ X  #= right
check grad(trace(X.T @ Q @ X), X) == 2*((Q + Q.T) @ X)  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}\left(X^\top Q X\right) == \left(Q + Q^\top\right) X  #= right
check grad(trace(Q @ X @ X.T), X) == Q @ X + Q.T @ X  #= right
check \frac{\partial \operatorname{Tr}(\mathbf{Q} \mathbf{X} \mathbf{X}^T)}{\partial \mathbf{X}} == \mathbf{Q} \mathbf{X} + \mathbf{Q}^T \mathbf{X}  #= right
check grad(trace(X @ X.T @ Q), X) == Q @ X + Q.T @ X  #= right
check grad(trace(X @ X.T @ Q), X) == X @ Q + Q.T @ X  #= wrong
check \frac{\partial \operatorname{tr}(X X^{T} Q)}{\partial X} == Q X + Q^{T} X  #= right
check grad(trace(R @ X.T @ X), X) == X @ R.T + X @ R  #= right
check \frac{\partial}{\partial X} \operatorname{tr}\left(R X^\top X\right) == X R^\top + X R  #= right
check \frac{\partial}{\partial X} \operatorname{tr}\left(R X^\top X\right) == X R^\top + X  #= wrong
check grad(trace(X @ R @ X.T), X) == X @ R.T + X @ R  #= right
check grad(trace(X @ R @ X.T), X) == X @ R.T + X  #= wrong
check \frac{\partial \operatorname{Tr}(\mathbf{X} \mathbf{R} \mathbf{X}^T)}{\partial \mathbf{X}} == \mathbf{X} \mathbf{R}^T + \mathbf{X} \mathbf{R}  #= right
check grad(trace(X.T @ X @ R), X) == X @ R.T + X @ R  #= right
check \frac{\partial \operatorname{tr}(X^{T} X R)}{\partial X} == X R^{T} + X R  #= right
check grad(trace(Q @ U @ W @ U), U) == Q.T @ U.T @ W.T + W.T @ U.T @ Q.T  #= right
check grad(trace(Q @ U @ W @ U), U) == Q.T @ U.T @ W.T + Q.T  #= wrong
check \frac{\partial}{\partial U} \operatorname{tr}\left(Q U W U\right) == Q^\top U^\top W^\top + W^\top U^\top Q^\top  #= right
check grad(trace(X.T @ X), X) == 2*X  #= right
check \frac{\partial \operatorname{Tr}(\mathbf{X}^T \mathbf{X})}{\partial \mathbf{X}} == 2 \mathbf{X}  #= right
check \frac{\partial \operatorname{Tr}(\mathbf{X}^T \mathbf{X})}{\partial \mathbf{X}} == 2 \mathbf{X}^T  #= wrong
check grad(trace(X @ X.T), X) == 2*X  #= right
check grad(trace(X @ X.T), X) == -(2*X)  #= wrong
check \frac{\partial \operatorname{tr}(X X^{T})}{\partial X} == 2 X  #= right
check grad(trace(R.T @ X.T @ Q @ X @ R), X) == Q.T @ X @ R @ R.T + Q @ X @ R @ R.T  #= right
check \frac{\partial}{\partial X} \operatorname{tr}\left(R^\top X^\top Q X R\right) == Q^\top X R R^\top + Q X R R^\top  #= right
check grad(trace(X.T @ Q @ X @ R), X) == Q @ X @ R + Q.T @ X @ R.T  #= right
check grad(trace(X.T @ Q @ X @ R), X) == Q @ X @ R + Q.T.T @ X @ R.T  #= wrong
check \frac{\partial \operatorname{Tr}(\mathbf{X}^T \mathbf{Q} \mathbf{X} \mathbf{R})}{\partial \mathbf{X}} == \mathbf{Q} \mathbf{X} \mathbf{R} + \mathbf{Q}^T \mathbf{X} \mathbf{R}^T  #= right
check grad(trace(Q @ X @ R @ X.T), X) == Q.T @ X @ R.T + Q @ X @ R  #= right
check \frac{\partial \operatorname{tr}(Q X R X^{T})}{\partial X} == Q^{T} X R^{T} + Q X R  #= right
check \frac{\partial \operatorname{tr}(Q X R X^{T})}{\partial X} == Q^{T} X + Q X R  #= wrong
check grad(trace((Q @ X @ R + C) @ (Q @ X @ R + C).T), X) == 2*Q.T @ (Q @ X @ R + C) @ R.T  #= right
check grad(trace((Q @ X @ R + C) @ (Q @ X @ R + C).T), X) == 2 * Q.T @ (R @ (Q @ X) + C) @ R.T  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}\left(\left(Q X R + C\right) \left(Q X R + C\right)^\top\right) == 2 Q^\top \left(Q X R + C\right) R^\top  #= right
check grad(trace(U @ U @ U), U) == 3*(U @ U).T  #= right
check \frac{\partial \operatorname{Tr}(\mathbf{U} \mathbf{U} \mathbf{U})}{\partial \mathbf{U}} == 3 (\mathbf{U} \mathbf{U})^T  #= right
check grad(trace(U @ U @ U @ U), U) == 4*(U @ U @ U).T  #= right
check grad(trace(U @ U @ U @ U), U) == 4 * U.T  #= wrong
check \frac{\partial \operatorname{tr}(U U U U)}{\partial U} == 4 (U U U)^{T}  #= right
check grad(trace(Q @ U @ U @ U), U) == (Q @ U @ U).T + (U @ Q @ U).T + (U @ U @ Q).T  #= right
check \frac{\partial}{\partial U} \operatorname{tr}\left(Q U U U\right) == \left(Q U U\right)^\top + \left(U Q U\right)^\top + \left(U U Q\right)^\top  #= right
check \frac{\partial}{\partial U} \operatorname{tr}\left(Q U U U\right) == Q U U + \left(U Q U\right)^\top + \left(U U Q\right)^\top  #= wrong
check grad(trace(R.T @ X.T @ Q @ X @ X.T @ Q @ X @ R), X) == Q @ X @ X.T @ Q @ X @ R @ R.T + Q.T @ X @ R @ R.T @ X.T @ Q.T @ X + Q @ X @ R @ R.T @ X.T @ Q @ X + Q.T @ X @ X.T @ Q.T @ X @ R @ R.T  #= right
check grad(trace(R.T @ X.T @ Q @ X @ X.T @ Q @ X @ R), X) == Q @ X @ X.T @ Q @ X @ R @ R.T + Q.T @ X @ R @ R.T @ X.T @ Q.T @ X + Q @ X @ R @ X.T @ Q @ X + Q.T @ X @ X.T @ Q.T @ X @ R @ R.T  #= wrong
check \frac{\partial \operatorname{Tr}(\mathbf{R}^T \mathbf{X}^T \mathbf{Q} \mathbf{X} \mathbf{X}^T \mathbf{Q} \mathbf{X} \mathbf{R})}{\partial \mathbf{X}} == \mathbf{Q} \mathbf{X} \mathbf{X}^T \mathbf{Q} \mathbf{X} \mathbf{R} \mathbf{R}^T + \mathbf{Q}^T \mathbf{X} \mathbf{R} \mathbf{R}^T \mathbf{X}^T \mathbf{Q}^T \mathbf{X} + \mathbf{Q} \mathbf{X} \mathbf{R} \mathbf{R}^T \mathbf{X}^T \mathbf{Q} \mathbf{X} + \mathbf{Q}^T \mathbf{X} \mathbf{X}^T \mathbf{Q}^T \mathbf{X} \mathbf{R} \mathbf{R}^T  #= right
check grad(trace(U)^2, U) == 2*trace(U)*eye(n)  #= right
check grad(trace(trace(U)*U), U) == 2*trace(U)*eye(n)  #= right
check grad(trace(trace(U)*U), U) == eye(n)  #= wrong
check grad(sum(X), X) == ones([n, p])  #= right
check grad(sum(X * C), X) == C  #= right
check grad(sum(X * C), X) == 2*(C)  #= wrong
check \frac{\partial \operatorname{sum}(X \odot C)}{\partial X} == C  #= right
check grad(sum(X * X), X) == 2*X  #= right
check \frac{\partial}{\partial X} \operatorname{sum}\left(X \odot X\right) == 2 X  #= right
check grad(norm(X)^2, X) == 2*X  #= right
check grad(norm(X)^2, X) == 2*(2*X)  #= wrong
check \frac{\partial \|\mathbf{X}\|_F^{2}}{\partial \mathbf{X}} == 2 \mathbf{X}  #= right
check grad(norm(X), X) == X/norm(X)  #= right
check \frac{\partial \|X\|_F}{\partial X} == \frac{X}{\|X\|_F}  #= right
check \frac{\partial \|X\|_F}{\partial X} == -\frac{X}{\|X\|_F}  #= wrong
check grad(norm(X - C)^2, X) == 2*(X - C)  #= right
check grad(norm(X - C)^2, X) == 2 * (X + C)  #= wrong
check \frac{\partial}{\partial X} \left\|X - C\right\|_F^{2} == 2 \left(X - C\right)  #= right
check grad(norm(Q @ X - C)^2, X) == 2*Q.T @ (Q @ X - C)  #= right
check \frac{\partial \|\mathbf{Q} \mathbf{X} - \mathbf{C}\|_F^{2}}{\partial \mathbf{X}} == 2 \mathbf{Q}^T (\mathbf{Q} \mathbf{X} - \mathbf{C})  #= right
check grad(trace((X - C).T @ (X - C)), X) == 2*(X - C)  #= right
check grad(trace((X - C).T @ (X - C)), X) == 2  #= wrong
check \frac{\partial \operatorname{tr}((X - C)^{T} (X - C))}{\partial X} == 2 (X - C)  #= right
check grad(trace(X @ D)^2, X) == 2*trace(X @ D)*D.T  #= right
check \frac{\partial}{\partial X} \left(\operatorname{tr}\left(X D\right)\right)^2 == 2 \operatorname{tr}\left(X D\right) D^\top  #= right
check \frac{\partial}{\partial X} \left(\operatorname{tr}\left(X D\right)\right)^2 == 3 \operatorname{tr}\left(X D\right) D^\top  #= wrong
check grad(exp(trace(X @ D)), X) == exp(trace(X @ D))*D.T  #= right
check grad(exp(trace(X @ D)), X) == D.T  #= wrong
check \frac{\partial \exp(\operatorname{Tr}(\mathbf{X} \mathbf{D}))}{\partial \mathbf{X}} == \exp(\operatorname{Tr}(\mathbf{X} \mathbf{D})) \mathbf{D}^T  #= right
check grad(log(trace(X.T @ X)), X) == 2*X/trace(X.T @ X)  #= right
check \frac{\partial \log(\operatorname{tr}(X^{T} X))}{\partial X} == \frac{2 X}{\operatorname{tr}(X^{T} X)}  #= right
check trace(X @ D) == trace(D @ X)  #= right
check trace(X @ D) == 2*(trace(D @ X))  #= wrong
check \operatorname{tr}\left(X D\right) == \operatorname{tr}\left(D X\right)  #= right
check trace(Q) == trace(Q.T)  #= right
check \operatorname{Tr}(\mathbf{Q}) == \operatorname{Tr}(\mathbf{Q}^T)  #= right
check \operatorname{Tr}(\mathbf{Q}) == -\operatorname{Tr}(\mathbf{Q}^T)  #= wrong
check trace(X.T @ C) == sum(X * C)  #= right
check trace(X.T @ C) == -(sum(X * C))  #= wrong
check \operatorname{tr}(X^{T} C) == \operatorname{sum}(X \odot C)  #= right
check trace(kron(Q, R)) == trace(Q)*trace(R)  #= right
check \operatorname{tr}\left(Q \otimes R\right) == \operatorname{tr}\left(Q\right) \operatorname{tr}\left(R\right)  #= right
check grad(trace(Q @ (X * C) @ D), X) == (Q.T @ D.T) * C  #= right
check grad(trace(Q @ (X * C) @ D), X) == C  #= wrong
check \frac{\partial \operatorname{Tr}(\mathbf{Q} (\mathbf{X} \circ \mathbf{C}) \mathbf{D})}{\partial \mathbf{X}} == (\mathbf{Q}^T \mathbf{D}^T) \circ \mathbf{C}  #= right
check grad(trace((X * C).T @ (X * C)), X) == 2*X * C * C  #= right
check \frac{\partial \operatorname{tr}((X \odot C)^{T} (X \odot C))}{\partial X} == 2 X \odot C \odot C  #= right
check \frac{\partial \operatorname{tr}((X \odot C)^{T} (X \odot C))}{\partial X} == 2 X \odot C \odot C^{T}  #= wrong
check grad(trace(sin(U)), U) == diag(cos(diag(U)))  #= right
check grad(trace(sin(U)), U) == diag(sin(diag(U)))  #= wrong
check \frac{\partial}{\partial U} \operatorname{tr}\left(\sin\left(U\right)\right) == \operatorname{diag}\left(\cos\left(\operatorname{diag}\left(U\right)\right)\right)  #= right
