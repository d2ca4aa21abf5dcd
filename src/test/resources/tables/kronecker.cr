# vec and the Kronecker product, after Magnus and Neudecker, chapters 2 and 3
dims n=2, m=3
input A [m, m], B [n, n], C [m, n], D [m, m], E [n, n], a [m], b [n]
param X [m, n], U [m, m] invertible, V [n, n] invertible
check vec(A @ X @ B) == kron(B.T, A) @ vec(X)  #= right
check vec(A @ X @ B) == kron(B.T.T, A) @ vec(X)  #= wrong
check \operatorname{vec}(\mathbf{A} \mathbf{X} \mathbf{B}) == (\mathbf{B}^T \otimes \mathbf{A}) \operatorname{vec}(\mathbf{X})  #= right
check vec(A @ X) == kron(eye(n), A) @ vec(X)  #= right
check vec(X @ B) == kron(B.T, eye(m)) @ vec(X)  #= right
check vec(X @ B) == kron(B.T.T, eye(m)) @ vec(X)  #= wrong
check kron(A, B) @ kron(D, E) == kron(A @ D, B @ E)  #= right
check (\mathbf{A} \otimes \mathbf{B}) (\mathbf{D} \otimes \mathbf{E}) == (\mathbf{A} \mathbf{D}) \otimes (\mathbf{B} \mathbf{E})  #= right
check kron(A, B).T == kron(A.T, B.T)  #= right
check kron(A, B).T == kron(A.T, B.T.T)  #= wrong
check (A \otimes B)^{T} == A^{T} \otimes B^{T}  #= right
check inv(kron(U, V)) == kron(inv(U), inv(V))  #= right
check \left(U \otimes V\right)^{-1} == U^{-1} \otimes V^{-1}  #= right
check \left(U \otimes V\right)^{-1} == -\left(U^{-1} \otimes V^{-1}\right)  #= wrong
check det(kron(U, V)) == det(U)^2*det(V)^3  #= right
check det(kron(U, V)) == det(U) ^ 3 * det(V) ^ 3  #= wrong
check \det(\mathbf{U} \otimes \mathbf{V}) == (\det(\mathbf{U}))^2 (\det(\mathbf{V}))^3  #= right
check trace(kron(A, B)) == trace(A)*trace(B)  #= right
check \operatorname{tr}(A \otimes B) == \operatorname{tr}(A) \operatorname{tr}(B)  #= right
check kron(A, B + E) == kron(A, B) + kron(A, E)  #= right
check kron(A, B + E) == kron(A, B) + kron(A.T, E)  #= wrong
check A \otimes \left(B + E\right) == A \otimes B + A \otimes E  #= right
check kron(2*A, 3*B) == 6*kron(A, B)  #= right
check (2 \mathbf{A}) \otimes (3 \mathbf{B}) == 6 (\mathbf{A} \otimes \mathbf{B})  #= right
check (2 \mathbf{A}) \otimes (3 \mathbf{B}) == -6 (\mathbf{A} \otimes \mathbf{B})  #= wrong
check trace(A.T @ D) == dot(vec(A), vec(D))  #= right
check trace(A.T @ D) == dot(vec(A.T), vec(D))  #= wrong
check \operatorname{tr}(A^{T} D) == (\operatorname{vec}(A))^{T} \operatorname{vec}(D)  #= right
check vec(X.T) == commutation(m, n) @ vec(X)  #= right
check vec(outer(a, b)) == kron(b, a)  #= right
check vec(outer(a, b)) == -(kron(b, a))  #= wrong
check \operatorname{vec}(\mathbf{a} \mathbf{b}^T) == \mathbf{b} \otimes \mathbf{a}  #= right
check trace(X.T @ A @ X @ B) == dot(vec(X), kron(B.T, A) @ vec(X))  #= right
check \operatorname{tr}(X^{T} A X B) == (\operatorname{vec}(X))^{T} (B^{T} \otimes A) \operatorname{vec}(X)  #= right
check \operatorname{tr}(X^{T} A X B) == (\operatorname{vec}(X^{T}))^{T} (B^{T} \otimes A) \operatorname{vec}(X)  #= wrong
check jacobian(vec(A @ X @ B), vec(X)) == kron(B.T, A)  #= right
check jacobian(vec(A @ X @ B), vec(X)) == kron(B.T.T, A)  #= wrong
check jacobian(vec(A @ X), vec(X)) == kron(eye(n), A)  #= right
check grad(trace(kron(X @ X.T, B)), X) == 2*trace(B)*X  #= right
check grad(trace(kron(X @ X.T, B)), X) == 2*(2*trace(B)*X)  #= wrong
check \frac{\partial \operatorname{tr}((X X^{T}) \otimes B)}{\partial X} == 2 \operatorname{tr}(B) X  #= right
check grad(sum(kron(U, B)), U) == sum(B)*ones([m, m])  #= right
check grad(sum(kron(U, B)^2), U) == 2*sum(B^2)*U  #= right
check grad(sum(kron(U, B)^2), U) == sum(B ^ 2) * U  #= wrong
check kron(A, B) + kron(D, B) == kron(A + D, B)  #= right
check A \otimes B + D \otimes B == (A + D) \otimes B  #= right
check (A * D).T == A.T * D.T  #= right
check (A * D).T == 2*(A.T * D.T)  #= wrong
check \left(A \odot D\right)^\top == A^\top \odot D^\top  #= right
check vec(A + D) == vec(A) + vec(D)  #= right
check \operatorname{vec}(\mathbf{A} + \mathbf{D}) == \operatorname{vec}(\mathbf{A}) + \operatorname{vec}(\mathbf{D})  #= right
check \operatorname{vec}(\mathbf{A} + \mathbf{D}) == \operatorname{vec}(\mathbf{A})  #= wrong
check commutation(m, n) @ commutation(n, m) == eye(m*n)  #= right
check commutation(m, n) @ commutation(n, m) == -(eye(m*n))  #= wrong
check commutation(n, m).T == commutation(m, n)  #= right
check dot(a, (X * C) @ b) == trace(diag(a) @ X @ diag(b) @ C.T)  #= right
check dot(a, (X * C) @ b) == trace(X @ diag(a) @ diag(b) @ C.T)  #= wrong
check \mathbf{a}^T (\mathbf{X} \circ \mathbf{C}) \mathbf{b} == \operatorname{Tr}(\operatorname{diag}(\mathbf{a}) \mathbf{X} \operatorname{diag}(\mathbf{b}) \mathbf{C}^T)  #= right
check diag(a) @ X == a[:, none] * X  #= right
check \operatorname{diag}(a) X == X  #= wrong
check X @ diag(b) == X * b  #= right
check X @ diag(b) == X  #= wrong
check X \operatorname{diag}\left(b\right) == X \odot b  #= right
check (A * D) @ ones([m]) == diag(A @ D.T)  #= right
