# Products, inverses, determinants and traces of matrices
dims n, m, p
input A [n, n], B [n, n], M [m, n], N [n, m], a [n], b [n], c [m], S [n, n] symmetric, P [n, n] spd, G [n, p]
param x [n], X [n, n], Y [m, n], s [n] positive, t [], u [] positive, V [n, p]
check grad(trace(X.T @ A @ X @ B), X) == A.T @ X @ B.T + A @ X @ B  #= right
check grad(trace(X.T @ A @ X @ B), X) == A.T @ X @ B + A @ X @ B  #= wrong
check \frac{\partial \operatorname{tr}(X^T A X B)}{\partial X} == A^T X B^T + A X B  #= right
check \frac{\partial \operatorname{tr}(X^T A X B)}{\partial X} == A^T X B^T + A^T X B  #= wrong
check grad(trace(A @ inv(X) @ B), X) == -(inv(X) @ B @ A @ inv(X)).T  #= right
check grad(trace(A @ inv(X) @ B), X) == -(inv(X) @ A @ B @ inv(X)).T  #= wrong
check \frac{\partial \operatorname{Tr}(\mathbf{A} \mathbf{X}^{-1} \mathbf{B})}{\partial \mathbf{X}} == -(\mathbf{X}^{-1} \mathbf{B} \mathbf{A} \mathbf{X}^{-1})^T  #= right
check \frac{\partial \operatorname{Tr}(\mathbf{A} \mathbf{X}^{-1} \mathbf{B})}{\partial \mathbf{X}} == (\mathbf{X}^{-1} \mathbf{B} \mathbf{A} \mathbf{X}^{-1})^T  #= wrong
check grad(dot(a, inv(X) @ b), X) == -inv(X).T @ outer(a, b) @ inv(X).T  #= right
check grad(dot(a, inv(X) @ b), X) == -inv(X).T @ outer(b, a) @ inv(X).T  #= wrong
check \frac{\partial a^\top X^{-1} b}{\partial X} == -X^{-\top} a b^\top X^{-\top}  #= right
check \frac{\partial a^\top X^{-1} b}{\partial X} == -X^{-1} a b^\top X^{-1}  #= wrong
check grad(det(A @ X @ B), X) == det(A @ X @ B)*inv(X).T  #= right
check grad(det(A @ X @ B), X) == det(A @ X @ B)*inv(X)  #= wrong
check \frac{\partial |A X B|}{\partial X} == |A X B| X^{-T}  #= right
check \frac{\partial |A X B|}{\partial X} == |X| X^{-T}  #= wrong
check grad(log(abs(det(X))), X) == inv(X).T  #= right
check grad(log(abs(det(X))), X) == abs(inv(X).T)  #= wrong
check grad(trace(X @ X @ X), X) == 3*(X @ X).T  #= right
check grad(trace(X @ X @ X), X) == 3*X @ X  #= wrong
check \frac{\partial \operatorname{tr}(X^{3})}{\partial X} == 3 (X^{2})^T  #= right
check \frac{\partial \operatorname{tr}(X^{3})}{\partial X} == 3 X^{2}  #= wrong
check grad(trace(A @ X.T @ B), X) == B @ A  #= right
check grad(trace(A @ X.T @ B), X) == A @ B  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}(A X^\top B) == B A  #= right
check \frac{\partial}{\partial X} \operatorname{tr}(A X^\top B) == (B A)^\top  #= wrong
check grad(sum((Y @ N - eye(m))^2), Y) == 2*(Y @ N - eye(m)) @ N.T  #= right
check grad(sum((Y @ N - eye(m))^2), Y) == 2*(Y @ N - eye(m)) @ N  #= wrong
check \frac{\partial \|Y N - I\|_F^2}{\partial Y} == 2 (Y N - I) N^T  #= right
check \frac{\partial \|Y N - I\|_F^2}{\partial Y} == (Y N - I) N^T  #= wrong
check grad(norm(x), x) == x/norm(x)  #= right
check grad(norm(x), x) == x/norm(x)^2  #= wrong
check \frac{\partial \|x - a\|_2}{\partial x} == \frac{x - a}{\|x - a\|_2}  #= right
check \frac{\partial \|x - a\|_2}{\partial x} == \frac{x - a}{\|x - a\|_2^2}  #= wrong
check jacobian((x - a)/norm(x - a), x) == eye(n)/norm(x - a) - outer(x - a, x - a)/norm(x - a)^3  #= right
check jacobian((x - a)/norm(x - a), x) == eye(n)/norm(x - a) - outer(x - a, x - a)/norm(x - a)^2  #= wrong
check grad(dot(x, P @ x), x) == 2*P @ x  #= right
check grad(dot(x, P @ x), x) == P @ x  #= wrong
check grad(exp(-dot(x - a, P @ (x - a))/2), x) == -exp(-dot(x - a, P @ (x - a))/2)*(P @ (x - a))  #= right
check grad(exp(-dot(x - a, P @ (x - a))/2), x) == -2*exp(-dot(x - a, P @ (x - a))/2)*(P @ (x - a))  #= wrong
check grad(dot(x, A @ x)/dot(x, x), x) == ((A + A.T) @ x)/dot(x, x) - 2*dot(x, A @ x)*x/dot(x, x)^2  #= right
check grad(dot(x, A @ x)/dot(x, x), x) == ((A + A.T) @ x)/dot(x, x) - dot(x, A @ x)*x/dot(x, x)^2  #= wrong
check \frac{\partial}{\partial x} \frac{x^T S x}{x^T x} == \frac{2}{x^T x} (S x - \frac{x^T S x}{x^T x} x)  #= right
check \frac{\partial}{\partial x} \frac{x^T S x}{x^T x} == \frac{1}{x^T x} (S x - \frac{x^T S x}{x^T x} x)  #= wrong
check inv(A @ B) == inv(B) @ inv(A)  #= right
check inv(A @ B) == inv(A) @ inv(B)  #= wrong
check (A B)^{-1} == B^{-1} A^{-1}  #= right
check (A B)^{-1} == A^{-1} B^{-1}  #= wrong
check inv(inv(A) + inv(B)) == A @ inv(A + B) @ B  #= right
check inv(inv(A) + inv(B)) == B @ inv(A + B) @ B  #= wrong
check \left(A^{-1} + B^{-1}\right)^{-1} == A \left(A + B\right)^{-1} B  #= right
check \left(A^{-1} + B^{-1}\right)^{-1} == A + B  #= wrong
check inv(eye(n) + A @ B) @ A == A @ inv(eye(n) + B @ A)  #= right
check inv(eye(n) + A @ B) @ A == A @ inv(eye(n) + A @ B)  #= wrong
check inv(A + outer(a, b)) == inv(A) - outer(inv(A) @ a, inv(A).T @ b)/(1 + dot(b, inv(A) @ a))  #= right
check inv(A + outer(a, b)) == inv(A) - outer(inv(A) @ a, inv(A).T @ b)/(1 + dot(a, inv(A) @ b))  #= wrong
check det(A + outer(a, b)) == det(A)*(1 + dot(b, inv(A) @ a))  #= right
check det(A + outer(a, b)) == det(A)*(1 + dot(a, inv(A) @ b))  #= wrong
check det(eye(n) + N @ M) == det(eye(m) + M @ N)  #= right
check det(eye(n) + N @ M) == det(eye(m) - M @ N)  #= wrong
check trace(N @ M) == trace(M @ N)  #= right
check trace(N @ M) == trace(N.T @ M.T)/2  #= wrong
check \operatorname{tr}(A B) == \sum_{i} \sum_{j} A_{ij} B_{ji}  #= right
check \operatorname{tr}(A B) == \sum_{i} \sum_{j} A_{ij} B_{ij}  #= wrong
check x^T A x == \sum_{i} \sum_{j} A_{ij} x_i x_j  #= right
check x^T A x == \sum_{i} A_{ii} x_i^2  #= wrong
check \|A\|_F^2 == \sum_{i} \sum_{j} A_{ij}^2  #= right
check \|A\|_F^2 == \sum_{i} A_{ii}^2  #= wrong
check \frac{\partial}{\partial x} \sum_{i} (x_i - a_i)^2 == 2 (x - a)  #= right
check \frac{\partial}{\partial x} \sum_{i} (x_i - a_i)^2 == 2 (x + a)  #= wrong
check grad(sum(log(1 + exp(-b*x))), x) == -b*sigmoid(-b*x)  #= right
check grad(sum(log(1 + exp(-b*x))), x) == -b*sigmoid(b*x)  #= wrong
check \frac{\partial}{\partial x} \sum_{i} \log(1 + e^{-b_i x_i}) == -b \odot \sigma(-b \odot x)  #= right
check \frac{\partial}{\partial x} \sum_{i} \log(1 + e^{-b_i x_i}) == b \odot \sigma(-b \odot x)  #= wrong
check grad(logsumexp(x), x) == softmax(x)  #= right
check grad(logsumexp(x), x) == log(softmax(x))  #= wrong
check jacobian(softmax(x), x) == diag(softmax(x)) - outer(softmax(x), softmax(x))  #= right
check jacobian(softmax(x), x) == diag(softmax(x)) + outer(softmax(x), softmax(x))  #= wrong
check grad(-dot(a, log_softmax(x)), x) == sum(a)*softmax(x) - a  #= right
check grad(-dot(a, log_softmax(x)), x) == softmax(x) - a  #= wrong
check grad(sum(s*log(s)), s) == log(s) + 1  #= right
check grad(sum(s*log(s)), s) == log(s) + s  #= wrong
check grad(prod(s), s) == prod(s)/s  #= right
check grad(prod(s), s) == prod(s)*s  #= wrong
check jacobian(vec(A @ X @ B), vec(X)) == kron(B.T, A)  #= right
check jacobian(vec(A @ X @ B), vec(X)) == kron(B, A)  #= wrong
check vec(A @ X @ B) == kron(B.T, A) @ vec(X)  #= right
check vec(A @ X @ B) == kron(A, B.T) @ vec(X)  #= wrong
check trace(kron(A, B)) == trace(A)*trace(B)  #= right
check trace(kron(A, B)) == trace(A @ B)  #= wrong
check det(kron(A, B)) == det(A)^n*det(B)^n  #= right
check det(kron(A, B)) == det(A)*det(B)  #= wrong
check dot(vec(A), vec(B)) == trace(A.T @ B)  #= right
check dot(vec(A), vec(B)) == trace(A @ B)  #= wrong
check kron(A, B) @ kron(X, S) == kron(A @ X, B @ S)  #= right
check kron(A, B) @ kron(X, S) == kron(A @ S, B @ X)  #= wrong
check grad(trace(V.T @ A @ V), V) == (A + A.T) @ V  #= right
check grad(trace(V.T @ A @ V), V) == 2*A @ V  #= wrong
check grad(logdet(V.T @ V), V) == 2*V @ inv(V.T @ V)  #= right
check grad(logdet(V.T @ V), V) == 2*V @ inv(V @ V.T)  #= wrong
check grad(sum((V @ V.T - S)^2), V) == 4*(V @ V.T - S) @ V  #= right
check grad(sum((V @ V.T - S)^2), V) == 2*(V @ V.T - S) @ V  #= wrong
check \frac{\partial \|V V^T - S\|_F^2}{\partial V} == 4 (V V^T - S) V  #= right
check \frac{\partial \|V V^T - S\|_F^2}{\partial V} == 4 (V V^T - S) V^T V  #= wrong
check grad(logdet(A.T @ A + t*eye(n)), t) == trace(inv(A.T @ A + t*eye(n)))  #= right
check grad(logdet(A.T @ A + t*eye(n)), t) == trace(inv(A.T @ A))  #= wrong
check grad(dot(a, inv(P + u*eye(n)) @ a), u) == -dot(a, inv(P + u*eye(n)) @ inv(P + u*eye(n)) @ a)  #= right
check grad(dot(a, inv(P + u*eye(n)) @ a), u) == -dot(a, inv(P + u*eye(n)) @ a)^2  #= wrong
check (A + B) (A - B) == A^{2} - A B + B A - B^{2}  #= right
check (A + B) (A - B) == A^{2} - B^{2}  #= wrong
