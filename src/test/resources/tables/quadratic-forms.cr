# Linear and quadratic forms and norms, after The Matrix Cookbook, sections 2.4 and 2.6
dims n, m
input A [n, n], B [n, n], M [m, n], a [n], b [n], c [m], S [n, n] symmetric, W [m, m] symmetric, P [n, n] spd
param x [n], X [n, n], s [n]
check grad(dot(a, x), x) == a  #= right
check grad(dot(a, x), x) == -(a)  #= wrong
check \frac{\partial \mathbf{a}^T \mathbf{x}}{\partial \mathbf{x}} == \mathbf{a}  #= right
check grad(dot(x, a), x) == a  #= right
check \frac{\partial x^{T} a}{\partial x} == a  #= right
check \frac{\partial x^{T} a}{\partial x} == -a  #= wrong
check grad(dot(x, x), x) == 2*x  #= right
check grad(dot(x, x), x) == 2*(2*x)  #= wrong
check \frac{\partial}{\partial x} x^\top x == 2 x  #= right
check grad(dot(x, A @ x), x) == (A + A.T) @ x  #= right
check \frac{\partial \mathbf{x}^T \mathbf{A} \mathbf{x}}{\partial \mathbf{x}} == (\mathbf{A} + \mathbf{A}^T) \mathbf{x}  #= right
check grad(dot(x, S @ x), x) == 2*S @ x  #= right
check grad(dot(x, S @ x), x) == S @ x  #= wrong
check \frac{\partial x^{T} S x}{\partial x} == 2 S x  #= right
check grad(dot(x, A @ x), x) == A @ x + A.T @ x  #= right
check \frac{\partial}{\partial x} x^\top A x == A x + A^\top x  #= right
check \frac{\partial}{\partial x} x^\top A x == 2 \left(\left(A + A^\top\right) x\right)  #= wrong
check grad(dot(a, X @ b), X) == outer(a, b)  #= right
check grad(dot(a, X @ b), X) == -(outer(a, b))  #= wrong
check \frac{\partial \mathbf{a}^T \mathbf{X} \mathbf{b}}{\partial \mathbf{X}} == \mathbf{a} \mathbf{b}^T  #= right
check grad(dot(a, X.T @ b), X) == outer(b, a)  #= right
check \frac{\partial a^{T} X^{T} b}{\partial X} == b a^{T}  #= right
check grad(dot(a, X @ a), X) == outer(a, a)  #= right
check grad(dot(a, X @ a), X) == -(outer(a, a))  #= wrong
check \frac{\partial}{\partial X} a^\top X a == a a^\top  #= right
check grad(dot(a, X.T @ a), X) == outer(a, a)  #= right
check \frac{\partial \mathbf{a}^T \mathbf{X}^T \mathbf{a}}{\partial \mathbf{X}} == \mathbf{a} \mathbf{a}^T  #= right
check \frac{\partial \mathbf{a}^T \mathbf{X}^T \mathbf{a}}{\partial \mathbf{X}} == 2 (\mathbf{a} \mathbf{a}^T)  #= wrong
check grad(dot(b, X.T @ X @ a), X) == X @ (outer(b, a) + outer(a, b))  #= right
check grad(dot(b, X.T @ X @ a), X) == X  #= wrong
check \frac{\partial b^{T} X^{T} X a}{\partial X} == X (b a^{T} + a b^{T})  #= right
check grad(dot(A @ x + a, B @ x + b), x) == A.T @ (B @ x + b) + B.T @ (A @ x + a)  #= right
check \frac{\partial}{\partial x} \left(A x + a\right)^\top \left(B x + b\right) == A^\top \left(B x + b\right) + B^\top \left(A x + a\right)  #= right
check grad(dot(M @ x + c, W @ (M @ x + c)), x) == 2*M.T @ W @ (M @ x + c)  #= right
check grad(dot(M @ x + c, W @ (M @ x + c)), x) == M @ x + c  #= wrong
check \frac{\partial (\mathbf{M} \mathbf{x} + \mathbf{c})^T \mathbf{W} (\mathbf{M} \mathbf{x} + \mathbf{c})}{\partial \mathbf{x}} == 2 \mathbf{M}^T \mathbf{W} (\mathbf{M} \mathbf{x} + \mathbf{c})  #= right
check grad(dot(b, X.T @ A @ X @ a), X) == A.T @ X @ outer(b, a) + A @ X @ outer(a, b)  #= right
check \frac{\partial b^{T} X^{T} A X a}{\partial X} == A^{T} X b a^{T} + A X a b^{T}  #= right
check \frac{\partial b^{T} X^{T} A X a}{\partial X} == b a^{T} + A X a b^{T}  #= wrong
check grad(dot(X @ b + a, A @ (X @ b + a)), X) == (A + A.T) @ outer(X @ b + a, b)  #= right
check grad(dot(X @ b + a, A @ (X @ b + a)), X) == (A + A.T) @ outer(b + a, b)  #= wrong
check \frac{\partial}{\partial X} \left(X b + a\right)^\top A \left(X b + a\right) == \left(A + A^\top\right) \left(X b + a\right) b^\top  #= right
check grad(dot(x - a, S @ (x - a)), x) == 2*S @ (x - a)  #= right
check \frac{\partial (\mathbf{x} - \mathbf{a})^T \mathbf{S} (\mathbf{x} - \mathbf{a})}{\partial \mathbf{x}} == 2 \mathbf{S} (\mathbf{x} - \mathbf{a})  #= right
check grad(dot(x - A @ s, S @ (x - A @ s)), s) == -2*A.T @ S @ (x - A @ s)  #= right
check grad(dot(x - A @ s, S @ (x - A @ s)), s) == -2 * A.T @ S @ (A @ s)  #= wrong
check \frac{\partial (x - A s)^{T} S (x - A s)}{\partial s} == -2 A^{T} S (x - A s)  #= right
check grad(dot(x - A @ s, S @ (x - A @ s)), x) == 2*S @ (x - A @ s)  #= right
check \frac{\partial}{\partial x} \left(x - A s\right)^\top S \left(x - A s\right) == 2 S \left(x - A s\right)  #= right
check \frac{\partial}{\partial x} \left(x - A s\right)^\top S \left(x - A s\right) == 2 \left(x - A s\right)  #= wrong
check grad(dot(x - A @ s, S @ (x - A @ s)), A) == -2*S @ outer(x - A @ s, s)  #= right
check grad(dot(x - A @ s, S @ (x - A @ s)), A) == -2 * S @ outer(x + A @ s, s)  #= wrong
check \frac{\partial (\mathbf{x} - \mathbf{A} \mathbf{s})^T \mathbf{S} (\mathbf{x} - \mathbf{A} \mathbf{s})}{\partial \mathbf{A}} == -2 \mathbf{S} (\mathbf{x} - \mathbf{A} \mathbf{s}) \mathbf{s}^T  #= right
check grad(dot(x, A @ x)/2 - dot(b, x), x) == (A + A.T) @ x/2 - b  #= right
check \frac{\partial (\frac{x^{T} A x}{2} - b^{T} x)}{\partial x} == \frac{(A + A^{T}) x}{2} - b  #= right
check grad(dot(x, P @ x)/2 - dot(b, x), x) == P @ x - b  #= right
check grad(dot(x, P @ x)/2 - dot(b, x), x) == P @ x  #= wrong
check \frac{\partial}{\partial x} \left(\frac{x^\top P x}{2} - b^\top x\right) == P x - b  #= right
check grad(norm(M @ x - c)^2, x) == 2*M.T @ (M @ x - c)  #= right
check \frac{\partial \|\mathbf{M} \mathbf{x} - \mathbf{c}\|_2^{2}}{\partial \mathbf{x}} == 2 \mathbf{M}^T (\mathbf{M} \mathbf{x} - \mathbf{c})  #= right
check \frac{\partial \|\mathbf{M} \mathbf{x} - \mathbf{c}\|_2^{2}}{\partial \mathbf{x}} == \mathbf{M} \mathbf{x} - \mathbf{c}  #= wrong
check grad(sum((M @ x - c)^2)/2, x) == M.T @ (M @ x - c)  #= right
check grad(sum((M @ x - c)^2)/2, x) == M.T @ (M.T @ x - c)  #= wrong
check \frac{\partial \frac{\operatorname{sum}((M x - c)^{2})}{2}}{\partial x} == M^{T} (M x - c)  #= right
check grad(sum((M @ x - c)^2) + 3*dot(x, x), x) == 2*M.T @ (M @ x - c) + 6*x  #= right
check \frac{\partial}{\partial x} \left(\operatorname{sum}\left(\left(M x - c\right)^2\right) + 3 \left(x^\top x\right)\right) == 2 M^\top \left(M x - c\right) + 6 x  #= right
check grad(norm(x - a), x) == (x - a)/norm(x - a)  #= right
check grad(norm(x - a), x) == -((x - a)/norm(x - a))  #= wrong
check \frac{\partial \|\mathbf{x} - \mathbf{a}\|_2}{\partial \mathbf{x}} == \frac{\mathbf{x} - \mathbf{a}}{\|\mathbf{x} - \mathbf{a}\|_2}  #= right
check grad(norm(x)^2, x) == 2*x  #= right
check \frac{\partial \|x\|^{2}}{\partial x} == 2 x  #= right
check \frac{\partial \|x\|^{2}}{\partial x} == 2  #= wrong
check grad(norm(x)^3, x) == 3*norm(x)*x  #= right
check grad(norm(x)^3, x) == norm(x) * x  #= wrong
check \frac{\partial}{\partial x} \left\|x\right\|^{3} == 3 \left\|x\right\| x  #= right
check grad(norm(x)^4, x) == 4*norm(x)^2*x  #= right
check \frac{\partial \|\mathbf{x}\|_2^{4}}{\partial \mathbf{x}} == 4 \|\mathbf{x}\|_2^{2} \mathbf{x}  #= right
check grad(1/norm(x), x) == -x/norm(x)^3  #= right
check grad(1/norm(x), x) == -(-x/norm(x)^3)  #= wrong
check \frac{\partial \frac{1}{\|x\|}}{\partial x} == \frac{-x}{\|x\|^{3}}  #= right
check grad(log(norm(x)), x) == x/norm(x)^2  #= right
check \frac{\partial}{\partial x} \log\left(\left\|x\right\|\right) == \frac{x}{\left\|x\right\|^{2}}  #= right
check \frac{\partial}{\partial x} \log\left(\left\|x\right\|\right) == -\frac{x}{\left\|x\right\|^{2}}  #= wrong
check grad(log(dot(x, x)), x) == 2*x/dot(x, x)  #= right
check grad(log(dot(x, x)), x) == 2 / dot(x, x)  #= wrong
check \frac{\partial \ln(\mathbf{x}^T \mathbf{x})}{\partial \mathbf{x}} == \frac{2 \mathbf{x}}{\mathbf{x}^T \mathbf{x}}  #= right
check grad(exp(-dot(x, x)/2), x) == -exp(-dot(x, x)/2)*x  #= right
check \frac{\partial \exp(\frac{-x^{T} x}{2})}{\partial x} == -\exp(\frac{-x^{T} x}{2}) x  #= right
check grad(dot(a, x)*dot(b, x), x) == a*dot(b, x) + b*dot(a, x)  #= right
check grad(dot(a, x)*dot(b, x), x) == b * dot(a, x)  #= wrong
check \frac{\partial}{\partial x} a^\top x \left(b^\top x\right) == a \left(b^\top x\right) + b \left(a^\top x\right)  #= right
check grad(dot(a, x)^2, x) == 2*dot(a, x)*a  #= right
check \frac{\partial (\mathbf{a}^T \mathbf{x})^2}{\partial \mathbf{x}} == 2 (\mathbf{a}^T \mathbf{x}) \mathbf{a}  #= right
check \frac{\partial (\mathbf{a}^T \mathbf{x})^2}{\partial \mathbf{x}} == -2 (\mathbf{a}^T \mathbf{x}) \mathbf{a}  #= wrong
check grad(dot(a, x)/dot(b, x), x) == a/dot(b, x) - dot(a, x)*b/dot(b, x)^2  #= right
check grad(dot(a, x)/dot(b, x), x) == a - dot(a, x) * b / dot(b, x) ^ 2  #= wrong
check \frac{\partial \frac{a^{T} x}{b^{T} x}}{\partial x} == \frac{a}{b^{T} x} - \frac{a^{T} x b}{(b^{T} x)^{2}}  #= right
check grad(dot(x, P @ x)/dot(x, x), x) == 2*(P @ x)/dot(x, x) - 2*dot(x, P @ x)*x/dot(x, x)^2  #= right
check \frac{\partial}{\partial x} \frac{x^\top P x}{x^\top x} == \frac{2 \left(P x\right)}{x^\top x} - \frac{2 \left(x^\top P x\right) x}{\left(x^\top x\right)^2}  #= right
check grad(sqrt(dot(x, P @ x)), x) == P @ x/sqrt(dot(x, P @ x))  #= right
check grad(sqrt(dot(x, P @ x)), x) == P @ x / sqrt(dot(x, P))  #= wrong
check \frac{\partial \sqrt{\mathbf{x}^T \mathbf{P} \mathbf{x}}}{\partial \mathbf{x}} == \frac{\mathbf{P} \mathbf{x}}{\sqrt{\mathbf{x}^T \mathbf{P} \mathbf{x}}}  #= right
check grad(dot(a, sin(x)), x) == a*cos(x)  #= right
check \frac{\partial a^{T} \sin(x)}{\partial x} == a \odot \cos(x)  #= right
check \frac{\partial a^{T} \sin(x)}{\partial x} == a  #= wrong
check grad(dot(a, exp(X @ b)), X) == outer(a*exp(X @ b), b)  #= right
check grad(dot(a, exp(X @ b)), X) == outer(a * exp(b @ X), b)  #= wrong
check \frac{\partial}{\partial X} a^\top \exp\left(X b\right) == \left(a \odot \exp\left(X b\right)\right) b^\top  #= right
check grad(sum(exp(x)), x) == exp(x)  #= right
check \frac{\partial \operatorname{sum}(\exp(\mathbf{x}))}{\partial \mathbf{x}} == \exp(\mathbf{x})  #= right
check grad(log(sum(exp(x))), x) == exp(x)/sum(exp(x))  #= right
check grad(log(sum(exp(x))), x) == exp(x)  #= wrong
check \frac{\partial \log(\operatorname{sum}(\exp(x)))}{\partial x} == \frac{\exp(x)}{\operatorname{sum}(\exp(x))}  #= right
check grad(logsumexp(x), x) == softmax(x)  #= right
check grad(sum(x)^2, x) == 2*sum(x)*ones([n])  #= right
check grad(sum(x)^2, x) == 2*(2*sum(x)*ones([n]))  #= wrong
check grad(trace(outer(x, x) @ A), x) == (A + A.T) @ x  #= right
check \frac{\partial \operatorname{tr}(x x^{T} A)}{\partial x} == (A + A^{T}) x  #= right
check grad(dot(x, A @ x)*dot(b, x), x) == (A + A.T) @ x*dot(b, x) + dot(x, A @ x)*b  #= right
check grad(dot(x, A @ x)*dot(b, x), x) == (A.T + A.T) @ x * dot(b, x) + dot(x, A @ x) * b  #= wrong
check \frac{\partial}{\partial x} x^\top A x \left(b^\top x\right) == \left(A + A^\top\right) x \left(b^\top x\right) + x^\top A x b  #= right
check grad(norm(x - a)/norm(x - b), x) == (x - a)/(norm(x - a)*norm(x - b)) - norm(x - a)*(x - b)/norm(x - b)^3  #= right
check \frac{\partial \frac{\|\mathbf{x} - \mathbf{a}\|_2}{\|\mathbf{x} - \mathbf{b}\|_2}}{\partial \mathbf{x}} == \frac{\mathbf{x} - \mathbf{a}}{\|\mathbf{x} - \mathbf{a}\|_2 \|\mathbf{x} - \mathbf{b}\|_2} - \frac{\|\mathbf{x} - \mathbf{a}\|_2 (\mathbf{x} - \mathbf{b})}{\|\mathbf{x} - \mathbf{b}\|_2^{3}}  #= right
check \frac{\partial \frac{\|\mathbf{x} - \mathbf{a}\|_2}{\|\mathbf{x} - \mathbf{b}\|_2}}{\partial \mathbf{x}} == \frac{\|\mathbf{x} - \mathbf{a}\|_2 (\mathbf{x} - \mathbf{b})}{\|\mathbf{x} - \mathbf{b}\|_2^{3}}  #= wrong
check d(dot(x, S @ x)) == 2*dot(x, S @ dx) + dot(x, dS @ x)  #= right
check d(dot(x, S @ x)) == 2 * dot(x, S @ dx) + dot(x, x)  #= wrong
check d(norm(x)) == dot(x, dx)/norm(x)  #= right
check d\left(\left\|x\right\|\right) == \frac{x^\top dx}{\left\|x\right\|}  #= right
check d(outer(x, x)) == outer(dx, x) + outer(x, dx)  #= right
check d(outer(x, x)) == -(outer(dx, x) + outer(x, dx))  #= wrong
check \partial(\mathbf{x} \mathbf{x}^T) == \partial \mathbf{x} \mathbf{x}^T + \mathbf{x} (\partial \mathbf{x})^T  #= right
