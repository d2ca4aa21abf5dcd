# Right equations and their wrong twins, plain and in LaTeX
dims n, m, h
input X [m, n], y [m], a [n], b [n], P [n, n] spd, D [n, n], g [m] positive
param w [n], c [], W [h, n], v [h], V [n, h], u [n], s [] positive, L [n, n] invertible, beta [m]
check grad(sum(g*(X @ w - y)^2), w) == 2*X.T @ (g*(X @ w - y))  #= right
check grad(sum(g*(X @ w - y)^2), w) == g*X.T @ (X @ w - y)  #= wrong
check \frac{\partial}{\partial w} (X w - y)^T \operatorname{diag}(g) (X w - y) == 2 X^T \operatorname{diag}(g) (X w - y)  #= right
check \frac{\partial}{\partial w} (X w - y)^T \operatorname{diag}(g) (X w - y) == X^T \operatorname{diag}(g) (X w - y)  #= wrong
check grad(sum((X @ w - y)^2)/(2*s^2) + m*log(s), s) == m/s - sum((X @ w - y)^2)/s^3  #= right
check grad(sum((X @ w - y)^2)/(2*s^2) + m*log(s), s) == m/s - sum((X @ w - y)^2)/(2*s^3)  #= wrong
check \frac{\partial}{\partial s} (\frac{\|X w - y\|^2}{2 s^2} + m \ln s) == \frac{m}{s} - \frac{\|X w - y\|^2}{s^3}  #= right
check \frac{\partial}{\partial s} (\frac{\|X w - y\|^2}{2 s^2} + m \ln s) == \frac{m}{s} + \frac{\|X w - y\|^2}{s^3}  #= wrong
check grad(dot(v, tanh(W @ a)), W) == outer(v*(1 - tanh(W @ a)^2), a)  #= right
check grad(dot(v, tanh(W @ a)), W) == outer(v*(1 - tanh(W @ a)), a)  #= wrong
check \frac{\partial}{\partial W} v^T \tanh(W a) == (v \odot (1 - \tanh^2(W a))) a^T  #= right
check \frac{\partial}{\partial W} v^T \tanh(W a) == a (v \odot (1 - \tanh^2(W a)))^T  #= wrong
check grad(sum((a - V @ W @ a)^2), V) == -2*outer(a - V @ W @ a, W @ a)  #= right
check grad(sum((a - V @ W @ a)^2), V) == -2*outer(a - V @ W @ a, a)  #= wrong
check \frac{\partial}{\partial V} \|a - V W a\|^2 == -2 (a - V W a) a^T W^T  #= right
check \frac{\partial}{\partial V} \|a - V W a\|^2 == 2 (a - V W a) a^T W^T  #= wrong
check grad(sum((a - V @ W @ a)^2), W) == -2*outer(V.T @ (a - V @ W @ a), a)  #= right
check grad(sum((a - V @ W @ a)^2), W) == -2*outer(V.T @ a, a - V @ W @ a)  #= wrong
check \frac{\partial}{\partial W} \|a - V W a\|^2 == -2 V^T (a - V W a) a^T  #= right
check \frac{\partial}{\partial W} \|a - V W a\|^2 == -2 V^T a (a - V W a)^T  #= wrong
check grad(dot(u, a)/(norm(u)*norm(a)), u) == a/(norm(u)*norm(a)) - dot(u, a)*u/(norm(u)^3*norm(a))  #= right
check grad(dot(u, a)/(norm(u)*norm(a)), u) == a/(norm(u)*norm(a)) - dot(u, a)*u/(norm(u)^2*norm(a))  #= wrong
check \frac{\partial}{\partial u} \frac{u^T a}{\|u\|} == \frac{a}{\|u\|} - \frac{(u^T a) u}{\|u\|^3}  #= right
check \frac{\partial}{\partial u} \frac{u^T a}{\|u\|} == \frac{a}{\|u\|} - \frac{(u^T a) u}{\|u\|}  #= wrong
check grad(exp(-s*sum((u - a)^2)), u) == -2*s*(u - a)*exp(-s*sum((u - a)^2))  #= right
check grad(exp(-s*sum((u - a)^2)), u) == -2*(u - a)*exp(-s*sum((u - a)^2))  #= wrong
check grad(logsumexp(X @ w), w) == X.T @ softmax(X @ w)  #= right
check grad(logsumexp(X @ w), w) == softmax(X @ w)*sum(X)  #= wrong
check hessian(sum(log(1 + exp(X @ w))), w) == X.T @ diag(sigmoid(X @ w)*(1 - sigmoid(X @ w))) @ X  #= right
check hessian(sum(log(1 + exp(X @ w))), w) == X.T @ diag(sigmoid(X @ w)) @ X  #= wrong
check \frac{\partial}{\partial w} \sum_i \log(1 + e^{-y_i (X w)_i}) == -X^T (y \odot \sigma(-y \odot (X w)))  #= right
check \frac{\partial}{\partial w} \sum_i \log(1 + e^{-y_i (X w)_i}) == -X^T (y \odot \sigma(y \odot (X w)))  #= wrong
check grad(sqrt(dot(u - a, P @ (u - a))), u) == P @ (u - a)/sqrt(dot(u - a, P @ (u - a)))  #= right
check grad(sqrt(dot(u - a, P @ (u - a))), u) == P @ (u - a)/(2*sqrt(dot(u - a, P @ (u - a))))  #= wrong
check \frac{\partial}{\partial u} \sqrt{(u - a)^T P (u - a)} == \frac{P (u - a)}{\sqrt{(u - a)^T P (u - a)}}  #= right
check \frac{\partial}{\partial u} \sqrt{(u - a)^T P (u - a)} == \frac{2 P (u - a)}{\sqrt{(u - a)^T P (u - a)}}  #= wrong
check grad(sum((L.T @ (u - a))^2), L) == 2*outer(u - a, u - a) @ L  #= right
check grad(sum((L.T @ (u - a))^2), L) == 2*L @ outer(u - a, u - a)  #= wrong
check \frac{\partial}{\partial L} \|L^T (u - a)\|^2 == 2 (u - a) (u - a)^T L  #= right
check \frac{\partial}{\partial L} \|L^T (u - a)\|^2 == 2 L (u - a) (u - a)^T  #= wrong
check grad(sum(relu(W @ a)*v), a) == W.T @ (v*(W @ a > 0))  #= right
check grad(sum(relu(W @ a)*v), a) == W.T @ (v*(W @ a))  #= wrong
check \frac{\partial}{\partial a} v^T \max(0, W a) == W^T (v \odot \mathbb{1}[W a > 0])  #= right
check \frac{\partial}{\partial a} v^T \max(0, W a) == W^T (v \odot \mathbb{1}[v > 0])  #= wrong
check grad(sum((X.T @ beta)^2)/2 - sum(beta*y), beta) == X @ X.T @ beta - y  #= right
check grad(sum((X.T @ beta)^2)/2 - sum(beta*y), beta) == X @ X.T @ beta + y  #= wrong
check \frac{\partial}{\partial \beta} (\frac{1}{2} \beta^T X X^T \beta - \beta^T y) == X X^T \beta - y  #= right
check \frac{\partial}{\partial \beta} (\frac{1}{2} \beta^T X X^T \beta - \beta^T y) == 2 X X^T \beta - y  #= wrong
check grad(trace(inv(L) @ D), L) == -(inv(L) @ D @ inv(L)).T  #= right
check grad(trace(inv(L) @ D), L) == -(inv(L) @ D.T @ inv(L)).T  #= wrong
check \frac{\partial}{\partial L} \operatorname{tr}(L^{-1} D) == -L^{-T} D^T L^{-T}  #= right
check \frac{\partial}{\partial L} \operatorname{tr}(L^{-1} D) == -L^{-T} D L^{-T}  #= wrong
check grad(sum(sigmoid(X @ w)*(1 - sigmoid(X @ w))), w) == X.T @ (sigmoid(X @ w)*(1 - sigmoid(X @ w))*(1 - 2*sigmoid(X @ w)))  #= right
check grad(sum(sigmoid(X @ w)*(1 - sigmoid(X @ w))), w) == X.T @ (sigmoid(X @ w)*(1 - sigmoid(X @ w))*(1 - sigmoid(X @ w)))  #= wrong
check \frac{\partial}{\partial u} a^T (u \odot \sigma(u)) == a \odot (\sigma(u) + u \odot \sigma(u) \odot (1 - \sigma(u)))  #= right
check \frac{\partial}{\partial u} a^T (u \odot \sigma(u)) == a \odot (\sigma(u) + \sigma(u) \odot (1 - \sigma(u)))  #= wrong
check grad(mean(log(cosh(X @ w - y))), w) == X.T @ tanh(X @ w - y)/m  #= right
check grad(mean(log(cosh(X @ w - y))), w) == X.T @ tanh(X @ w - y)/n  #= wrong
check \frac{\partial}{\partial w} \frac{1}{m} \sum_i \log \cosh((X w)_i - y_i) == \frac{1}{m} X^T \tanh(X w - y)  #= right
check \frac{\partial}{\partial w} \frac{1}{m} \sum_i \log \cosh((X w)_i - y_i) == \frac{1}{n} X^T \tanh(X w - y)  #= wrong
