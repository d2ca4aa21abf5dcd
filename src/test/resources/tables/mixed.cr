# Equations of all kinds, plain, each with a wrong twin
dims n
input A [n, n], B [n, n], C [n, n], a [n], b [n], y [n]
param x [n], X [n, n], U [n, n] invertible, S [n, n] spd, t [] positive, p [n] positive, q [n] positive
check grad(sum(log(1 + x^2)), x) == 2*x/(1 + x^2)  #= right
check grad(sum(log(1 + x^2)), x) == x/(1 + x^2)  #= wrong
check grad(sum(x*log(1 + exp(x))), x) == softplus(x) + x*sigmoid(x)  #= right
check grad(sum(x*log(1 + exp(x))), x) == softplus(x) + sigmoid(x)  #= wrong
check grad(dot(x, A @ x)/dot(x, x), x) == ((A + A.T) @ x*dot(x, x) - 2*dot(x, A @ x)*x)/dot(x, x)^2  #= right
check grad(dot(x, A @ x)/dot(x, x), x) == ((A + A.T) @ x*dot(x, x) - dot(x, A @ x)*x)/dot(x, x)^2  #= wrong
check grad(sqrt(dot(x, x) + 1), x) == x/sqrt(dot(x, x) + 1)  #= right
check grad(sqrt(dot(x, x) + 1), x) == x/(2*sqrt(dot(x, x) + 1))  #= wrong
check grad(exp(-dot(x - a, x - a)/2), x) == (a - x)*exp(-dot(x - a, x - a)/2)  #= right
check grad(exp(-dot(x - a, x - a)/2), x) == (x - a)*exp(-dot(x - a, x - a)/2)  #= wrong
check grad(log(sum(exp(A @ x))), x) == A.T @ softmax(A @ x)  #= right
check grad(log(sum(exp(A @ x))), x) == A @ softmax(A @ x)  #= wrong
check grad(sum((A @ x - b)^4), x) == 4*A.T @ (A @ x - b)^3  #= right
check grad(sum((A @ x - b)^4), x) == 4*A.T @ (A @ x - b)^2  #= wrong
check grad(norm(A @ x - b), x) == A.T @ (A @ x - b)/norm(A @ x - b)  #= right
check grad(norm(A @ x - b), x) == 2*A.T @ (A @ x - b)/norm(A @ x - b)  #= wrong
check grad(dot(a, x)*dot(b, x), x) == a*dot(b, x) + b*dot(a, x)  #= right
check grad(dot(a, x)*dot(b, x), x) == a*dot(b, x) - b*dot(a, x)  #= wrong
check grad(dot(a, x)^3, x) == 3*dot(a, x)^2*a  #= right
check grad(dot(a, x)^3, x) == 3*dot(a, x)*a  #= wrong
check grad(trace(X.T @ A @ X @ B), X) == A @ X @ B + A.T @ X @ B.T  #= right
check grad(trace(X.T @ A @ X @ B), X) == A @ X @ B + A @ X @ B.T  #= wrong
check grad(trace(A @ X @ X @ B), X) == (X @ B @ A).T + (B @ A @ X).T  #= right
check grad(trace(A @ X @ X @ B), X) == (X @ B @ A).T + (A @ B @ X).T  #= wrong
check grad(trace(X @ X @ X), X) == 3*(X @ X).T  #= right
check grad(trace(X @ X @ X), X) == 3*X @ X  #= wrong
check grad(sum(X @ X), X) == outer(ones([n]), X @ ones([n])) + outer(X.T @ ones([n]), ones([n]))  #= right
check grad(sum(X @ X), X) == 2*outer(ones([n]), X @ ones([n]))  #= wrong
check grad(dot(a, X @ X.T @ b), X) == (outer(a, b) + outer(b, a)) @ X  #= right
check grad(dot(a, X @ X.T @ b), X) == 2*outer(a, b) @ X  #= wrong
check grad(dot(a, X.T @ X @ b), X) == X @ (outer(a, b) + outer(b, a))  #= right
check grad(dot(a, X.T @ X @ b), X) == (outer(a, b) + outer(b, a)) @ X  #= wrong
check grad(sum((X - outer(a, b))^2), X) == 2*(X - outer(a, b))  #= right
check grad(sum((X - outer(a, b))^2), X) == 2*(X + outer(a, b))  #= wrong
check grad(sum((X - outer(x, b))^2), x) == -2*(X - outer(x, b)) @ b  #= right
check grad(sum((X - outer(x, b))^2), x) == -2*(X - outer(x, b)).T @ b  #= wrong
check grad(sum((A @ X @ B - C)^2), X) == 2*A.T @ (A @ X @ B - C) @ B.T  #= right
check grad(sum((A @ X @ B - C)^2), X) == 2*A.T @ (A @ X @ B - C) @ B  #= wrong
check grad(logdet(S + outer(x, x)), x) == 2*inv(S + outer(x, x)) @ x  #= right
check grad(logdet(S + outer(x, x)), x) == inv(S + outer(x, x)) @ x  #= wrong
check grad(dot(a, inv(S) @ a), S) == -outer(inv(S) @ a, inv(S) @ a)  #= right
check grad(dot(a, inv(S) @ a), S) == outer(inv(S) @ a, inv(S) @ a)  #= wrong
check grad(logdet(S) + dot(a, inv(S) @ a), S) == inv(S) - inv(S) @ outer(a, a) @ inv(S)  #= right
check grad(logdet(S) + dot(a, inv(S) @ a), S) == inv(S) - inv(S) @ outer(a, a)  #= wrong
check grad(trace(inv(U) @ A), U) == -(inv(U) @ A @ inv(U)).T  #= right
check grad(trace(inv(U) @ A), U) == -(inv(U) @ A @ inv(U))  #= wrong
check grad(det(U), U) == det(U)*inv(U).T  #= right
check grad(det(U), U) == det(U)*inv(U)  #= wrong
check grad(log(abs(det(U))), U) == inv(U).T  #= right
check grad(log(abs(det(U))), U) == inv(U)  #= wrong
check grad(det(U)^2, U) == 2*det(U)^2*inv(U).T  #= right
check grad(det(U)^2, U) == 2*det(U)*inv(U).T  #= wrong
check grad(det(inv(U)), U) == -inv(U).T/det(U)  #= right
check grad(det(inv(U)), U) == inv(U).T/det(U)  #= wrong
check grad(trace(U @ inv(U + eye(n))), U) == (inv(U + eye(n)) @ inv(U + eye(n))).T  #= right
check grad(trace(U @ inv(U + eye(n))), U) == -(inv(U + eye(n)) @ inv(U + eye(n))).T  #= wrong
check inv(S + outer(a, a)) == inv(S) - outer(inv(S) @ a, inv(S) @ a)/(1 + dot(a, inv(S) @ a))  #= right
check inv(S + outer(a, a)) == inv(S) - outer(inv(S) @ a, inv(S) @ a)/(1 - dot(a, inv(S) @ a))  #= wrong
check eye(n) - inv(eye(n) + S) == S @ inv(eye(n) + S)  #= right
check eye(n) - inv(eye(n) + S) == inv(eye(n) + S) - eye(n)  #= wrong
check inv(eye(n) + inv(S)) == S @ inv(S + eye(n))  #= right
check inv(eye(n) + inv(S)) == S @ inv(S - eye(n))  #= wrong
check det(eye(n) + outer(a, b)) == 1 + dot(a, b)  #= right
check det(eye(n) + outer(a, b)) == 1 - dot(a, b)  #= wrong
check logdet(t*S) == n*log(t) + logdet(S)  #= right
check logdet(t*S) == log(t) + logdet(S)  #= wrong
check trace(outer(a, b) @ A) == dot(b, A @ a)  #= right
check trace(outer(a, b) @ A) == dot(a, A @ b)  #= wrong
check sum(A*outer(a, b)) == dot(a, A @ b)  #= right
check sum(A*outer(a, b)) == dot(b, A @ a)  #= wrong
check sum((A @ x)^2) == dot(x, A.T @ A @ x)  #= right
check sum((A @ x)^2) == dot(x, A @ A.T @ x)  #= wrong
check kron(a, b) == vec(outer(b, a))  #= right
check kron(a, b) == vec(outer(a, b))  #= wrong
check kron(A, B) @ kron(U, S) == kron(A @ U, B @ S)  #= right
check kron(A, B) @ kron(U, S) == kron(A @ U, S @ B)  #= wrong
check kron(B.T, A) @ vec(X) == vec(A @ X @ B)  #= right
check kron(B.T, A) @ vec(X) == vec(B @ X @ A)  #= wrong
check d(trace(A @ X)) == trace(A @ dX)  #= right
check d(trace(A @ X)) == trace(A.T @ dX)  #= wrong
check d(X.T @ X) == dX.T @ X + X.T @ dX  #= right
check d(X.T @ X) == dX.T @ X + X @ dX  #= wrong
check d(inv(U)) == -inv(U) @ dU @ inv(U)  #= right
check d(inv(U)) == -dU @ inv(U) @ inv(U)  #= wrong
check d(norm(x)) == dot(x, dx)/norm(x)  #= right
check d(norm(x)) == dot(x, dx)  #= wrong
check d(x*sin(x)) == (sin(x) + x*cos(x))*dx  #= right
check d(x*sin(x)) == (sin(x) - x*cos(x))*dx  #= wrong
check jacobian(softmax(x), x) == diag(softmax(x)) - outer(softmax(x), softmax(x))  #= right
check jacobian(softmax(x), x) == diag(softmax(x)) + outer(softmax(x), softmax(x))  #= wrong
check jacobian(x/norm(x), x) == (eye(n) - outer(x, x)/dot(x, x))/norm(x)  #= right
check jacobian(x/norm(x), x) == (eye(n) - outer(x, x))/norm(x)  #= wrong
check jacobian(A @ tanh(x), x) == A @ diag(1 - tanh(x)^2)  #= right
check jacobian(A @ tanh(x), x) == diag(1 - tanh(x)^2) @ A  #= wrong
check jacobian(x*dot(a, x), x) == dot(a, x)*eye(n) + outer(x, a)  #= right
check jacobian(x*dot(a, x), x) == dot(a, x)*eye(n) + outer(a, x)  #= wrong
check jacobian(log(p), p) == diag(1/p)  #= right
check jacobian(log(p), p) == diag(p)  #= wrong
check hessian(log(sum(exp(x))), x) == diag(softmax(x)) - outer(softmax(x), softmax(x))  #= right
check hessian(log(sum(exp(x))), x) == diag(softmax(x))  #= wrong
check hessian(dot(x, x)^2, x) == 4*dot(x, x)*eye(n) + 8*outer(x, x)  #= right
check hessian(dot(x, x)^2, x) == 4*dot(x, x)*eye(n) + 4*outer(x, x)  #= wrong
check hessian(sum(x^3), x) == 6*diag(x)  #= right
check hessian(sum(x^3), x) == 3*diag(x)  #= wrong
check hessian(dot(a, x)^2, x) == 2*outer(a, a)  #= right
check hessian(dot(a, x)^2, x) == outer(a, a)  #= wrong
check grad(sum(p*log(p)), p) == log(p) + 1  #= right
check grad(sum(p*log(p)), p) == log(p)  #= wrong
check grad(sum(p*log(p/q)), q) == -p/q  #= right
check grad(sum(p*log(p/q)), q) == p/q  #= wrong
check grad(sum((p - q)^2/q), q) == 1 - p^2/q^2  #= right
check grad(sum((p - q)^2/q), q) == 1 + p^2/q^2  #= wrong
check grad(-sum(y*log(sigmoid(x)) + (1 - y)*log(1 - sigmoid(x))), x) == sigmoid(x) - y  #= right
check grad(-sum(y*log(sigmoid(x)) + (1 - y)*log(1 - sigmoid(x))), x) == y - sigmoid(x)  #= wrong
check grad(sum(exp(x) - y*x), x) == exp(x) - y  #= right
check grad(sum(exp(x) - y*x), x) == exp(x) - y*x  #= wrong
check grad(n/2*log(t) + dot(a, a)/(2*t), t) == n/(2*t) - dot(a, a)/(2*t^2)  #= right
check grad(n/2*log(t) + dot(a, a)/(2*t), t) == n/(2*t) + dot(a, a)/(2*t^2)  #= wrong
check grad(gammaln(t), t) == digamma(t)  #= right
check grad(gammaln(t), t) == 1/digamma(t)  #= wrong
check grad(mean((x - mean(x))^2), x) == 2*(x - mean(x))/n  #= right
check grad(mean((x - mean(x))^2), x) == 2*(x - mean(x))  #= wrong
check grad(sqrt(mean(x^2)), x) == x/(n*sqrt(mean(x^2)))  #= right
check grad(sqrt(mean(x^2)), x) == x/sqrt(mean(x^2))  #= wrong
check grad(sum(relu(x)^2), x) == 2*relu(x)  #= right
check grad(sum(relu(x)^2), x) == 2*x  #= wrong
check grad(sum(abs(x)*x), x) == 2*abs(x)  #= right
check grad(sum(abs(x)*x), x) == 2*x  #= wrong
check grad(sum(atan(x)), x) == 1/(1 + x^2)  #= right
check grad(sum(atan(x)), x) == 1/(1 - x^2)  #= wrong
check grad(sum(erf(x)), x) == 2/sqrt(pi)*exp(-x^2)  #= right
check grad(sum(erf(x)), x) == 1/sqrt(pi)*exp(-x^2)  #= wrong
check grad(dot(x, a)/norm(x), x) == a/norm(x) - dot(x, a)*x/norm(x)^3  #= right
check grad(dot(x, a)/norm(x), x) == a/norm(x) - dot(x, a)*x/norm(x)^2  #= wrong
check grad(prod(p), p) == prod(p)/p  #= right
check grad(prod(p), p) == prod(p)*p  #= wrong
check grad(sum(cumsum(x)*a), x) == flip(cumsum(flip(a)))  #= right
check grad(sum(cumsum(x)*a), x) == cumsum(a)  #= wrong
check grad(trace(expm(X)), X) == expm(X).T  #= right
check grad(trace(expm(X)), X) == expm(X)  #= wrong
