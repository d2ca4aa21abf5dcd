# Right equations and their wrong twins, plain and in LaTeX
dims n, m, p
input A [n, n], B [n, n], C [n, n], a [n], b [n], c [n], H [n, n] symmetric, P [n, n] spd, K [n, n]
param X [m, n], u [n], v [n], U [n, n] invertible, Y [m, n], S [n, n] invertible, t [] positive
check trace(A @ B - B @ A) == 0  #= right
check trace(A @ B - A @ B.T) == 0  #= wrong
check \operatorname{tr}(A B C - B C A) == 0  #= right
check \operatorname{tr}(A B C - B A C) == 0  #= wrong
check diag(u) @ A @ diag(v) == A * outer(u, v)  #= right
check diag(u) @ A @ diag(v) == A * outer(v, u)  #= wrong
check \operatorname{diag}(u) A \operatorname{diag}(v) == A \odot (u v^T)  #= right
check \operatorname{diag}(u) A \operatorname{diag}(v) == A \odot (v u^T)  #= wrong
check trace(A.T @ (B * C)) == trace((A * B).T @ C)  #= right
check trace(A @ (B * C)) == trace((A * B) @ C)  #= wrong
check \operatorname{tr}(A^T (B \odot C)) == \operatorname{tr}((A \odot B)^T C)  #= right
check \operatorname{tr}(A^T (B \odot C)) == \operatorname{tr}((A \odot B) C)  #= wrong
check sum((u + v)^2) + sum((u - v)^2) == 2*sum(u^2) + 2*sum(v^2)  #= right
check sum((u + v)^2) + sum((u - v)^2) == sum(u^2) + sum(v^2)  #= wrong
check \|u + v\|^2 + \|u - v\|^2 == 2 \|u\|^2 + 2 \|v\|^2  #= right
check \|u + v\|^2 - \|u - v\|^2 == 2 \|u\|^2 + 2 \|v\|^2  #= wrong
check dot(u, v) == (sum((u + v)^2) - sum((u - v)^2))/4  #= right
check dot(u, v) == (sum((u + v)^2) - sum((u - v)^2))/2  #= wrong
check u^T v == \frac{1}{4} (\|u + v\|^2 - \|u - v\|^2)  #= right
check u^T v == \frac{1}{4} (\|u + v\|^2 + \|u - v\|^2)  #= wrong
check (eye(n) - 2*outer(u, u)/dot(u, u)) @ (eye(n) - 2*outer(u, u)/dot(u, u)) == eye(n)  #= right
check (eye(n) - outer(u, u)/dot(u, u)) @ (eye(n) - outer(u, u)/dot(u, u)) == eye(n)  #= wrong
check (I - \frac{2 u u^T}{u^T u}) u == -u  #= right
check (I - \frac{2 u u^T}{u^T u}) u == u  #= wrong
check det(U + outer(u, v)) == det(U)*(1 + dot(v, inv(U) @ u))  #= right
check det(U + outer(u, v)) == det(U)*(1 + dot(u, inv(U) @ v))  #= wrong
check \det(U + u v^T) == \det(U) (1 + v^T U^{-1} u)  #= right
check \det(U + u v^T) == \det(U) (1 - v^T U^{-1} u)  #= wrong
check inv(U @ S) @ (U @ S) @ u == u  #= right
check inv(S @ U) @ (U @ S) @ u == u  #= wrong
check (U S)^{-1} == S^{-1} U^{-1}  #= right
check (U S)^{-1} == U^{-1} S^{-1}  #= wrong
check trace(kron(A, B)) == trace(A)*trace(B)  #= right
check trace(kron(A, B)) == trace(A @ B)  #= wrong
check \operatorname{tr}(u v^T A) == v^T A u  #= right
check \operatorname{tr}(u v^T A) == u^T A v  #= wrong
check sum(X @ A * X) == trace(X @ A.T @ X.T)  #= right
check sum(X @ A * X) == trace(X.T @ X @ A @ A)  #= wrong
check \operatorname{tr}(X A X^T) == \operatorname{tr}(X^T X A)  #= right
check \operatorname{tr}(X A X^T) == \operatorname{tr}(X^T X A^2)  #= wrong
check (X - Y).T @ (X - Y) == X.T @ X - X.T @ Y - Y.T @ X + Y.T @ Y  #= right
check (X - Y).T @ (X - Y) == X.T @ X - 2*X.T @ Y + Y.T @ Y  #= wrong
check (X - Y)^T (X - Y) == X^T X - X^T Y - Y^T X + Y^T Y  #= right
check (X - Y)^T (X - Y) == X^T X - 2 X^T Y + Y^T Y  #= wrong
check logdet(t*P) == n*log(t) + logdet(P)  #= right
check logdet(t*P) == log(t) + logdet(P)  #= wrong
check \log \det(t P) == n \log t + \log \det P  #= right
check \log \det(t P) == t \log \det P  #= wrong
check inv(P + outer(u, u)) @ u == inv(P) @ u/(1 + dot(u, inv(P) @ u))  #= right
check inv(P + outer(u, u)) @ u == inv(P) @ u/(1 - dot(u, inv(P) @ u))  #= wrong
check (P + u u^T)^{-1} u == \frac{P^{-1} u}{1 + u^T P^{-1} u}  #= right
check (P + u u^T)^{-1} u == \frac{P^{-1} u}{1 + u^T P u}  #= wrong
check dot(u - inv(P) @ a, P @ (u - inv(P) @ a)) == dot(u, P @ u) - 2*dot(a, u) + dot(a, inv(P) @ a)  #= right
check dot(u - inv(P) @ a, P @ (u - inv(P) @ a)) == dot(u, P @ u) - 2*dot(a, u) + dot(a, a)  #= wrong
check (u - P^{-1} a)^T P (u - P^{-1} a) == u^T P u - 2 a^T u + a^T P^{-1} a  #= right
check (u - P^{-1} a)^T P (u - P^{-1} a) == u^T P u - 2 a^T u - a^T P^{-1} a  #= wrong
check (A + A.T)/2 + (A - A.T)/2 == A  #= right
check (A + A.T)/2 - (A - A.T)/2 == A  #= wrong
check u^T A u == \frac{1}{2} u^T (A + A^T) u  #= right
check u^T A u == u^T (A + A^T) u  #= wrong
check dot(u, (A - A.T) @ u) == 0  #= right
check dot(u, (A - A.T) @ v) == 0  #= wrong
check u^T (A - A^T) u == 0  #= right
check u^T (A - A^T) v == 0  #= wrong
