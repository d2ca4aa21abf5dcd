# Powers, eigenvalues, exponentials and factors of matrices
dims n
input A [n, n], a [n], b [n]
param X [n, n], S [n, n] symmetric, P [n, n] spd, t []
check sum(eigvalsh(S)) == trace(S)  #= right
check sum(eigvalsh(S)) == 2*(trace(S))  #= wrong
check prod(eigvalsh(S)) == det(S)  #= right
check sum(eigvalsh(P)) == trace(P)  #= right
check sum(eigvalsh(P)) == -(trace(P))  #= wrong
check grad(sum(eigvalsh(X)), X) == eye(n)  #= right
check sum(svdvals(X)^2) == trace(X.T @ X)  #= right
check sum(svdvals(X)^2) == trace(X.T @ X.T)  #= wrong
check det(matrix_exp(X)) == exp(trace(X))  #= right
check grad(trace(matrix_exp(X)), X) == matrix_exp(X).T  #= right
check grad(trace(matrix_exp(X)), X) == matrix_exp(X)  #= wrong
check grad(trace(matrix_exp(t*A)), t) == trace(A @ matrix_exp(t*A))  #= right
check matrix_exp(X) @ matrix_exp(-X) == eye(n)  #= right
check matrix_exp(X) @ matrix_exp(-X) == 2*(eye(n))  #= wrong
check inv(matrix_exp(X)) == matrix_exp(-X)  #= right
check cholesky(P) @ cholesky(P).T == P  #= right
check cholesky(P) @ cholesky(P).T == 2*(P)  #= wrong
check logdet(P) == 2*sum(log(diag(cholesky(P))))  #= right
check grad(trace(X @ X @ A @ X), X) == (X @ A @ X).T + (A @ X @ X).T + (X @ X @ A).T  #= right
check grad(trace(X @ X @ A @ X), X) == (X @ A @ X).T + (A @ X @ X).T + X @ X @ A  #= wrong
check \frac{\partial \operatorname{Tr}(\mathbf{X} \mathbf{X} \mathbf{A} \mathbf{X})}{\partial \mathbf{X}} == (\mathbf{X} \mathbf{A} \mathbf{X})^T + (\mathbf{A} \mathbf{X} \mathbf{X})^T + (\mathbf{X} \mathbf{X} \mathbf{A})^T  #= right
check grad(dot(a, X @ X @ b), X) == outer(a, X @ b) + outer(X.T @ a, b)  #= right
check \frac{\partial a^{T} X X b}{\partial X} == a (X b)^{T} + (X^{T} a) b^{T}  #= right
check \frac{\partial a^{T} X X b}{\partial X} == (X b) a^{T} + (X^{T} a) b^{T}  #= wrong
check grad(dot(X @ a, X @ b), X) == X @ (outer(a, b) + outer(b, a))  #= right
check grad(dot(X @ a, X @ b), X) == X @ (outer(a, b) + outer(a, b))  #= wrong
check \frac{\partial}{\partial X} \left(X a\right)^\top X b == X \left(a b^\top + b a^\top\right)  #= right
check trace((X + A) @ (X + A)) == trace(X @ X) + 2*trace(X @ A) + trace(A @ A)  #= right
check \operatorname{Tr}((\mathbf{X} + \mathbf{A}) (\mathbf{X} + \mathbf{A})) == \operatorname{Tr}(\mathbf{X} \mathbf{X}) + 2 \operatorname{Tr}(\mathbf{X} \mathbf{A}) + \operatorname{Tr}(\mathbf{A} \mathbf{A})  #= right
check trace(X @ A) == sum(X.T * A)  #= right
check trace(X @ A) == sum(X * A)  #= wrong
check \operatorname{tr}(X A) == \operatorname{sum}(X^{T} \odot A)  #= right
check X @ (A + S) == X @ A + X @ S  #= right
check X \left(A + S\right) == X A + X S  #= right
check X \left(A + S\right) == X A  #= wrong
check (X @ A).T == A.T @ X.T  #= right
check (X @ A).T == 2*(A.T @ X.T)  #= wrong
check (\mathbf{X} \mathbf{A})^T == \mathbf{A}^T \mathbf{X}^T  #= right
check X @ outer(a, b) == outer(X @ a, b)  #= right
check outer(a, b).T == outer(b, a)  #= right
check outer(a, b).T == -(outer(b, a))  #= wrong
check \left(a b^\top\right)^\top == b a^\top  #= right
check outer(a, b) @ b == a*dot(b, b)  #= right
check \mathbf{a} \mathbf{b}^T \mathbf{b} == \mathbf{a} (\mathbf{b}^T \mathbf{b})  #= right
check \mathbf{a} \mathbf{b}^T \mathbf{b} == \mathbf{b}^T \mathbf{b}  #= wrong
check trace(outer(a, b)) == dot(a, b)  #= right
check trace(outer(a, b)) == -(dot(a, b))  #= wrong
check \operatorname{tr}(a b^{T}) == a^{T} b  #= right
check dot(a, X @ b) == trace(X @ outer(b, a))  #= right
check a^\top X b == \operatorname{tr}\left(X b a^\top\right)  #= right
check grad(trace(P @ X @ P @ X.T), X) == 2*P @ X @ P  #= right
check grad(trace(P @ X @ P @ X.T), X) == P @ (2 * P @ X)  #= wrong
check \frac{\partial \operatorname{Tr}(\mathbf{P} \mathbf{X} \mathbf{P} \mathbf{X}^T)}{\partial \mathbf{X}} == 2 \mathbf{P} \mathbf{X} \mathbf{P}  #= right
check grad(norm(X @ X.T - A)^2, X) == 2*(2*X @ X.T - A - A.T) @ X  #= right
check \frac{\partial \|X X^{T} - A\|_F^{2}}{\partial X} == 2 (2 X X^{T} - A - A^{T}) X  #= right
check \frac{\partial \|X X^{T} - A\|_F^{2}}{\partial X} == 2 (2 X X^{T} - A - (A^{T})^{T}) X  #= wrong
check grad(trace(X @ A @ X.T @ A.T), X) == A @ X @ A.T + A.T @ X @ A + 0*X  #= right
check grad(trace(X @ A @ X.T @ A.T), X) == X @ A.T + A.T @ X @ A + 0 * X  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}\left(X A X^\top A^\top\right) == A X A^\top + A^\top X A + 0 X  #= right
check grad(sum((X @ A)^2), X) == 2*X @ A @ A.T  #= right
check grad(sum(sigmoid(X @ A)), X) == (sigmoid(X @ A)*(1 - sigmoid(X @ A))) @ A.T  #= right
check grad(sum(sigmoid(X @ A)), X) == sigmoid(X @ A) * sigmoid(X @ A) @ A.T  #= wrong
check \frac{\partial \operatorname{sum}(\sigma(X A))}{\partial X} == (\sigma(X A) \odot (1 - \sigma(X A))) A^{T}  #= right
check grad(dot(a, tanh(X @ b)), b) == X.T @ (a*(1 - tanh(X @ b)^2))  #= right
check \frac{\partial}{\partial b} a^\top \tanh\left(X b\right) == X^\top \left(a \odot \left(1 - \tanh^{2}\left(X b\right)\right)\right)  #= right
check \frac{\partial}{\partial b} a^\top \tanh\left(X b\right) == X^\top \left(a \odot \tanh^{2}\left(X b\right)\right)  #= wrong
