# Sums, means, products, norms and what is made of them
dims n, m
input A [n, m], b [n]
param x [n], X [n, m], y [n] positive, Y [n, m] positive, t []
check grad(sum(x), x) == ones([n])  #= right
check grad(sum(x), x) == 2*(ones([n]))  #= wrong
check grad(mean(x), x) == ones([n])/n  #= right
check grad(prod(y), y) == prod(y)/y  #= right
check grad(prod(y), y) == 2*(prod(y)/y)  #= wrong
check grad(var(x), x) == 2*(x - mean(x))/n  #= right
check grad(var(x, ddof=1), x) == 2*(x - mean(x))/(n - 1)  #= right
check grad(var(x, ddof=1), x) == 2 * (x - mean(x)) / n  #= wrong
check grad(std(x), x) == (x - mean(x))/(n*std(x))  #= right
check grad(sum(mean(X, axis=0)^2), X) == 2*ones([n, 1])*mean(X, axis=0, keepdims=true)/n  #= right
check grad(sum(mean(X, axis=0)^2), X) == mean(X, axis=0, keepdims=true) / n  #= wrong
check grad(sum(sum(X, axis=1)^2), X) == 2*sum(X, axis=1, keepdims=true)*ones([1, m])  #= right
check grad(sum((x - mean(x))^2), x) == 2*(x - mean(x))  #= right
check grad(sum((x - mean(x))^2), x) == 2 * mean(x)  #= wrong
check grad(sum(x^3), x) == 3*x^2  #= right
check \frac{\partial \operatorname{sum}(\mathbf{x}^3)}{\partial \mathbf{x}} == 3 \mathbf{x}^2  #= right
check \frac{\partial \operatorname{sum}(\mathbf{x}^3)}{\partial \mathbf{x}} == -3 \mathbf{x}^2  #= wrong
check grad(sum(X^2), X) == 2*X  #= right
check grad(sum(X^2), X) == -(2*X)  #= wrong
check grad(norm(x, ord=1), x) == sign(x)  #= right
check grad(sum(A*X), X) == A  #= right
check grad(sum(A*X), X) == A.T  #= wrong
check \frac{\partial \operatorname{sum}(\mathbf{A} \circ \mathbf{X})}{\partial \mathbf{X}} == \mathbf{A}  #= right
check grad(sum(A*tanh(X)), X) == A*(1 - tanh(X)^2)  #= right
check \frac{\partial \operatorname{sum}(A \odot \tanh(X))}{\partial X} == A \cdot 1  #= wrong
check grad(sum(A*softmax(X, axis=0)), X) == softmax(X, axis=0)*(A - sum(A*softmax(X, axis=0), axis=0, keepdims=true))  #= right
check grad(sum(A*softmax(X, axis=0)), X) == softmax(X.T, axis=0) * (A - sum(A * softmax(X, axis=0), axis=0, keepdims=true))  #= wrong
check grad(sum(logsumexp(X, axis=0)), X) == softmax(X, axis=0)  #= right
check grad(sum(A*exp(X)), X) == A*exp(X)  #= right
check grad(sum(A*exp(X)), X) == A * exp(X.T)  #= wrong
check \frac{\partial \operatorname{sum}(A \odot \exp(X))}{\partial X} == A \odot \exp(X)  #= right
check grad(sum(log(Y)), Y) == 1/Y  #= right
check \frac{\partial}{\partial Y} \operatorname{sum}\left(\log\left(Y\right)\right) == \frac{1}{Y}  #= right
check \frac{\partial}{\partial Y} \operatorname{sum}\left(\log\left(Y\right)\right) == -\frac{1}{Y}  #= wrong
check grad(sum(A*sqrt(Y)), Y) == A/(2*sqrt(Y))  #= right
check grad(sum(A*sqrt(Y)), Y) == A / 2  #= wrong
check \frac{\partial \operatorname{sum}(\mathbf{A} \circ \sqrt{\mathbf{Y}})}{\partial \mathbf{Y}} == \frac{\mathbf{A}}{2 \sqrt{\mathbf{Y}}}  #= right
check grad(sum(A/Y), Y) == -A/Y^2  #= right
check grad(sum(Y^A), Y) == A*Y^(A - 1)  #= right
check grad(sum(Y^A), Y) == A * Y.T ^ (A - 1)  #= wrong
check grad(sum(Y^t), t) == sum(Y^t*log(Y))  #= right
check grad(sum(t*x), t) == sum(x)  #= right
check grad(sum(t*x), t) == -(sum(x))  #= wrong
check \frac{\partial \operatorname{sum}(t x)}{\partial t} == \operatorname{sum}(x)  #= right
check grad(sum((t - x)^2), t) == 2*n*t - 2*sum(x)  #= right
check \frac{\partial}{\partial t} \operatorname{sum}\left(\left(t - x\right)^2\right) == 2 n t - 2 \operatorname{sum}\left(x\right)  #= right
check grad(sum(b*cumsum(x, axis=0)), x) == flip(cumsum(flip(b, axis=0), axis=0), axis=0)  #= right
check grad(sum(b*cumsum(x, axis=0)), x) == -(flip(cumsum(flip(b, axis=0), axis=0), axis=0))  #= wrong
check grad(sum((x - b)^2)/sum(b^2), x) == 2*(x - b)/sum(b^2)  #= right
check \frac{\partial \frac{\operatorname{sum}((x - b)^{2})}{\operatorname{sum}(b^{2})}}{\partial x} == \frac{2 (x - b)}{\operatorname{sum}(b^{2})}  #= right
check \frac{\partial \frac{\operatorname{sum}((x - b)^{2})}{\operatorname{sum}(b^{2})}}{\partial x} == \frac{2}{\operatorname{sum}(b^{2})}  #= wrong
check grad(sum(maximum(X, A)), X) == (X > A)  #= right
check grad(sum(maximum(X, A)), X) == -((X > A))  #= wrong
check grad(sum(clamp(x, min=-1, max=1)), x) == (x > -1)*(x < 1)  #= right
check grad(sum(abs(X)), X) == sign(X)  #= right
check grad(sum(abs(X)), X) == -(sign(X))  #= wrong
check grad(sum(where(X > 0, X^2, -X)), X) == where(X > 0, 2*X, -1)  #= right
check grad(exp(mean(log(y))), y) == exp(mean(log(y)))/(n*y)  #= right
check grad(exp(mean(log(y))), y) == -(exp(mean(log(y)))/(n*y))  #= wrong
check grad(1/mean(1/y), y) == n/(y^2*sum(1/y)^2)  #= right
check grad(sum(y^3)^(1/3), y) == y^2/sum(y^3)^(2/3)  #= right
check grad(sum(y^3)^(1/3), y) == y ^ 2  #= wrong
check \frac{\partial}{\partial y} \left(\operatorname{sum}\left(y^3\right)\right)^{\frac{1}{3}} == \frac{y^2}{\left(\operatorname{sum}\left(y^3\right)\right)^{\frac{2}{3}}}  #= right
check grad(-sum(y*log(y)), y) == -log(y) - 1  #= right
check \frac{\partial -\operatorname{sum}(\mathbf{y} \circ \ln(\mathbf{y}))}{\partial \mathbf{y}} == -\ln(\mathbf{y}) - 1  #= right
check \frac{\partial -\operatorname{sum}(\mathbf{y} \circ \ln(\mathbf{y}))}{\partial \mathbf{y}} == -\ln(\mathbf{y}) + 1  #= wrong
check grad(sum(x*b)/norm(x), x) == b/norm(x) - sum(x*b)*x/norm(x)^3  #= right
check grad(sum(x*b)/norm(x), x) == sum(x * b) * x / norm(x) ^ 3  #= wrong
check \frac{\partial \frac{\operatorname{sum}(x \odot b)}{\|x\|}}{\partial x} == \frac{b}{\|x\|} - \frac{\operatorname{sum}(x \odot b) x}{\|x\|^{3}}  #= right
check sum(X) == sum(sum(X, axis=0))  #= right
check mean(X) == mean(mean(X, axis=1))  #= right
check mean(X) == 2*(mean(mean(X, axis=1)))  #= wrong
check sum(x + b) == sum(x) + sum(b)  #= right
check \operatorname{sum}(x + b) == \operatorname{sum}(x) + \operatorname{sum}(b)  #= right
check \operatorname{sum}(x + b) == \operatorname{sum}(x) - \operatorname{sum}(b)  #= wrong
check sum(3*x) == 3*sum(x)  #= right
check sum(3*x) == -(3*sum(x))  #= wrong
check \operatorname{sum}\left(3 x\right) == 3 \operatorname{sum}\left(x\right)  #= right
check var(x) == mean(x^2) - mean(x)^2  #= right
check var(3*x) == 9*var(x)  #= right
check var(3*x) == 2*(9*var(x))  #= wrong
check sum((x - mean(x))^2) == sum(x^2) - n*mean(x)^2  #= right
check sum(x - mean(x)) == 0  #= right
check logsumexp(x + t) == logsumexp(x) + t  #= right
check softmax(x + t) == softmax(x)  #= right
check softmax(x + t) == -(softmax(x))  #= wrong
check \operatorname{softmax}\left(x + t\right) == \operatorname{softmax}\left(x\right)  #= right
check sum(softmax(x)) == 1  #= right
check \operatorname{sum}(\operatorname{softmax}(\mathbf{x})) == 1  #= right
check \operatorname{sum}(\operatorname{softmax}(\mathbf{x})) == 2 \cdot 1  #= wrong
check log_softmax(x) == x - logsumexp(x)  #= right
check log_softmax(x) == x  #= wrong
check norm(3*x) == 3*norm(x)  #= right
check \left\|3 x\right\| == 3 \left\|x\right\|  #= right
check norm(x)^2 == dot(x, x)  #= right
check norm(x)^2 == -(dot(x, x))  #= wrong
check \|\mathbf{x}\|_2^{2} == \mathbf{x}^T \mathbf{x}  #= right
check norm(x - b)^2 == norm(x)^2 - 2*dot(x, b) + norm(b)^2  #= right
check \|x - b\|^{2} == \|x\|^{2} - 2 (x^{T} b) + \|b\|^{2}  #= right
check \|x - b\|^{2} == -(\|x\|^{2} - 2 (x^{T} b) + \|b\|^{2})  #= wrong
check norm(x + b)^2 + norm(x - b)^2 == 2*norm(x)^2 + 2*norm(b)^2  #= right
check norm(x + b)^2 + norm(x - b)^2 == 2 + 2 * norm(b) ^ 2  #= wrong
check \left\|x + b\right\|^{2} + \left\|x - b\right\|^{2} == 2 \left\|x\right\|^{2} + 2 \left\|b\right\|^{2}  #= right
check log(prod(y)) == sum(log(y))  #= right
check grad(log(prod(y)), y) == 1/y  #= right
check grad(log(prod(y)), y) == 1  #= wrong
