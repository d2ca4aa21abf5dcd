# Jacobians and Hessians of vectors, as tables of matrix calculus have them
dims n=3, m=4
input A [m, n], B [n, n], a [n], b [m], S [n, n] symmetric
param x [n], t []
check jacobian(A @ x, x) == A  #= right
check jacobian(A @ x, x) == -(A)  #= wrong
check \frac{\partial \mathbf{A} \mathbf{x}}{\partial \mathbf{x}} == \mathbf{A}  #= right
check jacobian(dot(a, x), x) == a  #= right
check \frac{\partial a^{T} x}{\partial x} == a  #= right
check \frac{\partial a^{T} x}{\partial x} == -a  #= wrong
check jacobian(x, x) == eye(n)  #= right
check jacobian(x, x) == -(eye(n))  #= wrong
check jacobian(3*x, x) == 3*eye(n)  #= right
check jacobian(a, x) == zeros([n, n])  #= right
check jacobian(sin(x), x) == diag(cos(x))  #= right
check \frac{\partial}{\partial x} \sin\left(x\right) == \operatorname{diag}\left(\cos\left(x\right)\right)  #= right
check \frac{\partial}{\partial x} \sin\left(x\right) == -\operatorname{diag}\left(\cos\left(x\right)\right)  #= wrong
check jacobian(exp(x), x) == diag(exp(x))  #= right
check jacobian(exp(x), x) == 2*(diag(exp(x)))  #= wrong
check \frac{\partial \exp(\mathbf{x})}{\partial \mathbf{x}} == \operatorname{diag}(\exp(\mathbf{x}))  #= right
check jacobian(x*a, x) == diag(a)  #= right
check \frac{\partial x \odot a}{\partial x} == \operatorname{diag}(a)  #= right
check jacobian(x + B @ x, x) == eye(n) + B  #= right
check jacobian(x + B @ x, x) == eye(n) - B  #= wrong
check jacobian(dot(a, x)*x, x) == dot(a, x)*eye(n) + outer(x, a)  #= right
check \frac{\partial \mathbf{a}^T \mathbf{x} \mathbf{x}}{\partial \mathbf{x}} == \mathbf{x} \mathbf{a}^T  #= wrong
check jacobian(sin(t)*(A @ x), x) == sin(t)*A  #= right
check jacobian(sin(t)*(A @ x), x) == sin(t) * A.T  #= wrong
check \frac{\partial \sin(t) (A x)}{\partial x} == \sin(t) A  #= right
check jacobian(A @ sin(x), x) == A @ diag(cos(x))  #= right
check \frac{\partial}{\partial x} A \sin\left(x\right) == A \operatorname{diag}\left(\cos\left(x\right)\right)  #= right
check jacobian(sigmoid(A @ x), x) == diag(sigmoid(A @ x)*(1 - sigmoid(A @ x))) @ A  #= right
check jacobian(sigmoid(A @ x), x) == diag(tanh(A @ x) * (1 - sigmoid(A @ x))) @ A  #= wrong
check \frac{\partial \sigma(\mathbf{A} \mathbf{x})}{\partial \mathbf{x}} == \operatorname{diag}(\sigma(\mathbf{A} \mathbf{x}) \circ (1 - \sigma(\mathbf{A} \mathbf{x}))) \mathbf{A}  #= right
check jacobian(softmax(x), x) == diag(softmax(x)) - outer(softmax(x), softmax(x))  #= right
check \frac{\partial \operatorname{softmax}(x)}{\partial x} == \operatorname{diag}(\operatorname{softmax}(x)) - \operatorname{softmax}(x) (\operatorname{softmax}(x))^{T}  #= right
check \frac{\partial \operatorname{softmax}(x)}{\partial x} == \operatorname{softmax}(x) (\operatorname{softmax}(x))^{T}  #= wrong
check jacobian(x/norm(x), x) == eye(n)/norm(x) - outer(x, x)/norm(x)^3  #= right
check jacobian(x/norm(x), x) == outer(x, x) / norm(x) ^ 3  #= wrong
check jacobian(x/sum(x), x) == eye(n)/sum(x) - outer(x, ones([n]))/sum(x)^2  #= right
check jacobian(norm(x)*x, x) == norm(x)*eye(n) + outer(x, x)/norm(x)  #= right
check jacobian(norm(x)*x, x) == norm(x) + outer(x, x) / norm(x)  #= wrong
check jacobian(log_softmax(x), x) == eye(n) - outer(ones([n]), softmax(x))  #= right
check jacobian(dot(x, x)*x, x) == dot(x, x)*eye(n) + 2*outer(x, x)  #= right
check jacobian(dot(x, x)*x, x) == dot(x, x) + 2 * outer(x, x)  #= wrong
check jacobian((x - a)/norm(x - a), x) == eye(n)/norm(x - a) - outer(x - a, x - a)/norm(x - a)^3  #= right
check hessian(dot(x, B @ x), x) == B + B.T  #= right
check hessian(dot(x, B @ x), x) == B  #= wrong
check hessian(dot(x, S @ x), x) == 2*S  #= right
check hessian(sum(exp(x)), x) == diag(exp(x))  #= right
check hessian(sum(exp(x)), x) == 2*(diag(exp(x)))  #= wrong
check hessian(logsumexp(x), x) == diag(softmax(x)) - outer(softmax(x), softmax(x))  #= right
check hessian(norm(x), x) == eye(n)/norm(x) - outer(x, x)/norm(x)^3  #= right
check hessian(norm(x), x) == eye(n) - outer(x, x) / norm(x) ^ 3  #= wrong
check hessian(sum((A @ x - b)^2), x) == 2*A.T @ A  #= right
check hessian(exp(dot(a, x)), x) == exp(dot(a, x))*outer(a, a)  #= right
check hessian(exp(dot(a, x)), x) == exp(dot(a, x))  #= wrong
check hessian(dot(a, x)^2, x) == 2*outer(a, a)  #= right
check hessian(log(dot(x, x)), x) == 2*eye(n)/dot(x, x) - 4*outer(x, x)/dot(x, x)^2  #= right
check hessian(log(dot(x, x)), x) == 2 * eye(n) / dot(x, x) - 4 / dot(x, x) ^ 2  #= wrong
check jacobian(relu(x), x) == diag(step(x))  #= right
check jacobian(cumsum(x, axis=0), x) == tril(ones([n, n]))  #= right
check jacobian(cumsum(x, axis=0), x) == 2*(tril(ones([n, n])))  #= wrong
check jacobian(flip(x, axis=0), x) == flip(eye(n), axis=0)  #= right
