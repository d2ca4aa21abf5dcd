# Logarithms of likelihoods
dims n, k
input x [n], y [n] positive, b [n] binary, c [n] integer(0, 6), g [k] positive, X [n, k], v [k]
param mu [], s [] positive, p [] probability, r [] positive, a [] positive, q [k] positive, m [k], S [k, k] spd, L [k, k] spd, w [k], t [k]
check grad(-n/2*log(2*pi*s^2) - sum((x - mu)^2)/(2*s^2), mu) == sum(x - mu)/s^2  #= right
check grad(-n/2*log(2*pi*s^2) - sum((x - mu)^2)/(2*s^2), mu) == sum(x - mu)  #= wrong
check \frac{\partial (\frac{-n}{2} \ln(2 \pi s^2) - \frac{\operatorname{sum}((\mathbf{x} - \mu)^2)}{2 s^2})}{\partial \mu} == \frac{\operatorname{sum}(\mathbf{x} - \mu)}{s^2}  #= right
check grad(-n/2*log(2*pi*s^2) - sum((x - mu)^2)/(2*s^2), s) == -n/s + sum((x - mu)^2)/s^3  #= right
check \frac{\partial (\frac{-n}{2} \log(2 \pi s^{2}) - \frac{\operatorname{sum}((x - \mu)^{2})}{2 s^{2}})}{\partial s} == \frac{-n}{s} + \frac{\operatorname{sum}((x - \mu)^{2})}{s^{3}}  #= right
check \frac{\partial (\frac{-n}{2} \log(2 \pi s^{2}) - \frac{\operatorname{sum}((x - \mu)^{2})}{2 s^{2}})}{\partial s} == \frac{-n}{s} - \frac{\operatorname{sum}((x - \mu)^{2})}{s^{3}}  #= wrong
check grad(-n/2*log(2*pi*s) - sum((x - mu)^2)/(2*s), s) == -n/(2*s) + sum((x - mu)^2)/(2*s^2)  #= right
check grad(-n/2*log(2*pi*s) - sum((x - mu)^2)/(2*s), s) == -n / (2 * s) + sum((x - mu) ^ 2) / 2  #= wrong
check \frac{\partial}{\partial s} \left(\frac{-n}{2} \log\left(2 \pi s\right) - \frac{\operatorname{sum}\left(\left(x - \mu\right)^2\right)}{2 s}\right) == \frac{-n}{2 s} + \frac{\operatorname{sum}\left(\left(x - \mu\right)^2\right)}{2 s^2}  #= right
check grad(-n/2*log(2*pi*s^2) - sum((x - mu)^2)/(2*s^2), mu) == n*(mean(x) - mu)/s^2  #= right
check grad(sum(b*log(p) + (1 - b)*log(1 - p)), p) == sum(b)/p - (n - sum(b))/(1 - p)  #= right
check grad(sum(b*log(p) + (1 - b)*log(1 - p)), p) == sum(b) / p - (n - sum(b)) / (1 + p)  #= wrong
check \frac{\partial \operatorname{sum}(b \log(p) + (1 - b) \log(1 - p))}{\partial p} == \frac{\operatorname{sum}(b)}{p} - \frac{n - \operatorname{sum}(b)}{1 - p}  #= right
check grad(sum(b*log(p) + (1 - b)*log(1 - p)), p) == (sum(b) - n*p)/(p*(1 - p))  #= right
check \frac{\partial}{\partial p} \operatorname{sum}\left(b \log\left(p\right) + \left(1 - b\right) \log\left(1 - p\right)\right) == \frac{\operatorname{sum}\left(b\right) - n p}{p \left(1 - p\right)}  #= right
check \frac{\partial}{\partial p} \operatorname{sum}\left(b \log\left(p\right) + \left(1 - b\right) \log\left(1 - p\right)\right) == \frac{\operatorname{sum}\left(b\right)}{p} - \frac{n - \operatorname{sum}\left(b\right)}{1 + p}  #= wrong
check grad(sum(c*log(r) - r), r) == sum(c)/r - n  #= right
check grad(sum(c*log(r) - r), r) == sum(c) - n  #= wrong
check \frac{\partial \operatorname{sum}(\mathbf{c} \ln(r) - r)}{\partial r} == \frac{\operatorname{sum}(\mathbf{c})}{r} - n  #= right
check grad(sum(log(r) - r*y), r) == n/r - sum(y)  #= right
check \frac{\partial \operatorname{sum}(\log(r) - r y)}{\partial r} == \frac{n}{r} - \operatorname{sum}(y)  #= right
check grad(n*log(r) - r*sum(y), r) == n/r - sum(y)  #= right
check grad(n*log(r) - r*sum(y), r) == sum(y)  #= wrong
check \frac{\partial}{\partial r} \left(n \log\left(r\right) - r \operatorname{sum}\left(y\right)\right) == \frac{n}{r} - \operatorname{sum}\left(y\right)  #= right
check grad(sum(a*log(r) + (a - 1)*log(y) - r*y), r) == n*a/r - sum(y)  #= right
check \frac{\partial \operatorname{sum}(a \ln(r) + (a - 1) \ln(\mathbf{y}) - r \mathbf{y})}{\partial r} == \frac{n a}{r} - \operatorname{sum}(\mathbf{y})  #= right
check \frac{\partial \operatorname{sum}(a \ln(r) + (a - 1) \ln(\mathbf{y}) - r \mathbf{y})}{\partial r} == n a - \operatorname{sum}(\mathbf{y})  #= wrong
check grad(sum((a - 1)*log(y)), a) == sum(log(y))  #= right
check grad(sum((a - 1)*log(y)), a) == sum(exp(y))  #= wrong
check \frac{\partial \operatorname{sum}((a - 1) \log(y))}{\partial a} == \operatorname{sum}(\log(y))  #= right
check grad(sum(log(a) + (a - 1)*log(y)), a) == n/a + sum(log(y))  #= right
check \frac{\partial}{\partial a} \operatorname{sum}\left(\log\left(a\right) + \left(a - 1\right) \log\left(y\right)\right) == \frac{n}{a} + \operatorname{sum}\left(\log\left(y\right)\right)  #= right
check grad(sum((q - 1)*log(g)), g) == (q - 1)/g  #= right
check grad(sum((q - 1)*log(g)), g) == q - 1  #= wrong
check \frac{\partial \operatorname{sum}((\mathbf{q} - 1) \circ \ln(\mathbf{g}))}{\partial \mathbf{g}} == \frac{\mathbf{q} - 1}{\mathbf{g}}  #= right
check grad(sum(g*log(q)) - sum(g)*log(sum(q)), q) == g/q - sum(g)/sum(q)  #= right
check \frac{\partial (\operatorname{sum}(g \odot \log(q)) - \operatorname{sum}(g) \log(\operatorname{sum}(q)))}{\partial q} == \frac{g}{q} - \frac{\operatorname{sum}(g)}{\operatorname{sum}(q)}  #= right
check \frac{\partial (\operatorname{sum}(g \odot \log(q)) - \operatorname{sum}(g) \log(\operatorname{sum}(q)))}{\partial q} == g - \frac{\operatorname{sum}(g)}{\operatorname{sum}(q)}  #= wrong
check grad(-sum(abs(x - mu))/s - n*log(2*s), mu) == sum(sign(x - mu))/s  #= right
check grad(-sum(abs(x - mu))/s - n*log(2*s), mu) == sum(abs(x - mu)) / s  #= wrong
check grad(-sum(abs(x - mu))/s - n*log(2*s), s) == sum(abs(x - mu))/s^2 - n/s  #= right
check \frac{\partial (\frac{-\operatorname{sum}(|\mathbf{x} - \mu|)}{s} - n \ln(2 s))}{\partial s} == \frac{\operatorname{sum}(|\mathbf{x} - \mu|)}{s^2} - \frac{n}{s}  #= right
check grad(-sum(log(1 + (x - mu)^2)), mu) == sum(2*(x - mu)/(1 + (x - mu)^2))  #= right
check grad(-sum(log(1 + (x - mu)^2)), mu) == sum(2 * (x - mu) / (1 + (x - mu) ^ 3))  #= wrong
check \frac{\partial -\operatorname{sum}(\log(1 + (x - \mu)^{2}))}{\partial \mu} == \operatorname{sum}(\frac{2 (x - \mu)}{1 + (x - \mu)^{2}})  #= right
check grad(sum(c*log(p) + (6 - c)*log(1 - p)), p) == sum(c)/p - sum(6 - c)/(1 - p)  #= right
check \frac{\partial}{\partial p} \operatorname{sum}\left(c \log\left(p\right) + \left(6 - c\right) \log\left(1 - p\right)\right) == \frac{\operatorname{sum}\left(c\right)}{p} - \frac{\operatorname{sum}\left(6 - c\right)}{1 - p}  #= right
check \frac{\partial}{\partial p} \operatorname{sum}\left(c \log\left(p\right) + \left(6 - c\right) \log\left(1 - p\right)\right) == \frac{\operatorname{sum}\left(c\right)}{p} - \operatorname{sum}\left(6 - c\right)  #= wrong
check grad(sum(log(p) + (c - 1)*log(1 - p)), p) == n/p - sum(c - 1)/(1 - p)  #= right
check grad(sum(log(p) + (c - 1)*log(1 - p)), p) == n / p - sum(1) / (1 - p)  #= wrong
check \frac{\partial \operatorname{sum}(\ln(p) + (\mathbf{c} - 1) \ln(1 - p))}{\partial p} == \frac{n}{p} - \frac{\operatorname{sum}(\mathbf{c} - 1)}{1 - p}  #= right
check grad(-logdet(S)/2 - dot(v - m, inv(S) @ (v - m))/2, m) == inv(S) @ (v - m)  #= right
check \frac{\partial (\frac{-\ln |S|}{2} - \frac{(v - m)^{T} S^{-1} (v - m)}{2})}{\partial m} == S^{-1} (v - m)  #= right
check grad(-logdet(S)/2 - dot(v - m, inv(S) @ (v - m))/2, S) == -inv(S)/2 + inv(S) @ outer(v - m, v - m) @ inv(S)/2  #= right
check grad(-logdet(S)/2 - dot(v - m, inv(S) @ (v - m))/2, S) == inv(S) @ outer(v - m, v - m) @ inv(S) / 2  #= wrong
check \frac{\partial}{\partial S} \left(\frac{-\log \det\left(S\right)}{2} - \frac{\left(v - m\right)^\top S^{-1} \left(v - m\right)}{2}\right) == \frac{-S^{-1}}{2} + \frac{S^{-1} \left(v - m\right) \left(v - m\right)^\top S^{-1}}{2}  #= right
check grad(logdet(L)/2 - dot(v - m, L @ (v - m))/2, L) == inv(L)/2 - outer(v - m, v - m)/2  #= right
check \frac{\partial (\frac{\log \det(\mathbf{L})}{2} - \frac{(\mathbf{v} - \mathbf{m})^T \mathbf{L} (\mathbf{v} - \mathbf{m})}{2})}{\partial \mathbf{L}} == \frac{\mathbf{L}^{-1}}{2} - \frac{(\mathbf{v} - \mathbf{m}) (\mathbf{v} - \mathbf{m})^T}{2}  #= right
check \frac{\partial (\frac{\log \det(\mathbf{L})}{2} - \frac{(\mathbf{v} - \mathbf{m})^T \mathbf{L} (\mathbf{v} - \mathbf{m})}{2})}{\partial \mathbf{L}} == \frac{\mathbf{L}^{-1}}{2} - \frac{(\mathbf{v} + \mathbf{m}) (\mathbf{v} - \mathbf{m})^T}{2}  #= wrong
check grad(sum(b*(X @ w) - log(1 + exp(X @ w))), w) == X.T @ (b - sigmoid(X @ w))  #= right
check grad(sum(b*(X @ w) - log(1 + exp(X @ w))), w) == X.T @ (b - sigmoid(X.T @ w))  #= wrong
check \frac{\partial \operatorname{sum}(b \odot (X w) - \log(1 + \exp(X w)))}{\partial w} == X^{T} (b - \sigma(X w))  #= right
check grad(sum(c*(X @ w) - exp(X @ w)), w) == X.T @ (c - exp(X @ w))  #= right
check \frac{\partial}{\partial w} \operatorname{sum}\left(c \odot \left(X w\right) - \exp\left(X w\right)\right) == X^\top \left(c - \exp\left(X w\right)\right)  #= right
check hessian(sum(b*(X @ w) - log(1 + exp(X @ w))), w) == -X.T @ diag(sigmoid(X @ w)*(1 - sigmoid(X @ w))) @ X  #= right
check hessian(sum(b*(X @ w) - log(1 + exp(X @ w))), w) == 2*(-X.T @ diag(sigmoid(X @ w)*(1 - sigmoid(X @ w))) @ X)  #= wrong
check grad(log(a) - a*log(1 + s) , a) == 1/a - log(1 + s)  #= right
check \frac{\partial (\log(a) - a \log(1 + s))}{\partial a} == \frac{1}{a} - \log(1 + s)  #= right
check \frac{\partial (\log(a) - a \log(1 + s))}{\partial a} == -(\frac{1}{a} - \log(1 + s))  #= wrong
check grad(sum(log(a/r) + (a - 1)*log(y/r) - (y/r)^a), r) == sum(-a/r + a/r*(y/r)^a)  #= right
check grad(sum(log(a/r) + (a - 1)*log(y/r) - (y/r)^a), r) == sum(-a + a / r * (y / r) ^ a)  #= wrong
check \frac{\partial}{\partial r} \operatorname{sum}\left(\log\left(\frac{a}{r}\right) + \left(a - 1\right) \log\left(\frac{y}{r}\right) - \left(\frac{y}{r}\right)^a\right) == \operatorname{sum}\left(\frac{-a}{r} + \frac{a}{r} \left(\frac{y}{r}\right)^a\right)  #= right
check grad(sum(log(y) - 2*log(s) - y^2/(2*s^2)), s) == -2*n/s + sum(y^2)/s^3  #= right
check \frac{\partial \operatorname{sum}(\ln(\mathbf{y}) - 2 \ln(s) - \frac{\mathbf{y}^2}{2 s^2})}{\partial s} == \frac{-2 n}{s} + \frac{\operatorname{sum}(\mathbf{y}^2)}{s^3}  #= right
check grad(-n*log(s) - sum((log(y) - mu)^2)/(2*s^2), mu) == sum(log(y) - mu)/s^2  #= right
check grad(-n*log(s) - sum((log(y) - mu)^2)/(2*s^2), mu) == sum(log(y) + mu) / s ^ 2  #= wrong
check \frac{\partial (-n \log(s) - \frac{\operatorname{sum}((\log(y) - \mu)^{2})}{2 s^{2}})}{\partial \mu} == \frac{\operatorname{sum}(\log(y) - \mu)}{s^{2}}  #= right
check grad(sum(-(x - mu)/s - 2*log(1 + exp(-(x - mu)/s))) - n*log(s), mu) == sum(1 - 2*sigmoid(-(x - mu)/s))/s  #= right
check \frac{\partial}{\partial \mu} \left(\operatorname{sum}\left(\frac{-\left(x - \mu\right)}{s} - 2 \log\left(1 + \exp\left(\frac{-\left(x - \mu\right)}{s}\right)\right)\right) - n \log\left(s\right)\right) == \frac{\operatorname{sum}\left(1 - 2 \sigma\left(\frac{-\left(x - \mu\right)}{s}\right)\right)}{s}  #= right
check \frac{\partial}{\partial \mu} \left(\operatorname{sum}\left(\frac{-\left(x - \mu\right)}{s} - 2 \log\left(1 + \exp\left(\frac{-\left(x - \mu\right)}{s}\right)\right)\right) - n \log\left(s\right)\right) == \frac{\operatorname{sum}\left(1 - 2 \sigma\left(\frac{-\left(x + \mu\right)}{s}\right)\right)}{s}  #= wrong
check grad(log(p/(1 - p)), p) == 1/(p*(1 - p))  #= right
check grad(log(p/(1 - p)), p) == 1 / (p * 1)  #= wrong
check \frac{\partial \ln(\frac{p}{1 - p})}{\partial p} == \frac{1}{p (1 - p)}  #= right
check grad(-p*log(p) - (1 - p)*log(1 - p), p) == log((1 - p)/p)  #= right
check \frac{\partial (-p \log(p) - (1 - p) \log(1 - p))}{\partial p} == \log(\frac{1 - p}{p})  #= right
check grad((log(s) - log(r)) + (r^2 + (mu - a)^2)/(2*s^2) - 1/2, mu) == (mu - a)/s^2  #= right
check grad((log(s) - log(r)) + (r^2 + (mu - a)^2)/(2*s^2) - 1/2, mu) == 2*((mu - a)/s^2)  #= wrong
check \frac{\partial}{\partial \mu} \left(\log\left(s\right) - \log\left(r\right) + \frac{r^2 + \left(\mu - a\right)^2}{2 s^2} - \frac{1}{2}\right) == \frac{\mu - a}{s^2}  #= right
check grad((log(s) - log(r)) + (r^2 + (mu - a)^2)/(2*s^2) - 1/2, r) == r/s^2 - 1/r  #= right
check \frac{\partial (\ln(s) - \ln(r) + \frac{r^2 + (\mu - a)^2}{2 s^2} - \frac{1}{2})}{\partial r} == \frac{r}{s^2} - \frac{1}{r}  #= right
check \frac{\partial (\ln(s) - \ln(r) + \frac{r^2 + (\mu - a)^2}{2 s^2} - \frac{1}{2})}{\partial r} == \frac{r}{s^2} - 1  #= wrong
check grad((log(s) - log(r)) + (r^2 + (mu - a)^2)/(2*s^2) - 1/2, s) == 1/s - (r^2 + (mu - a)^2)/s^3  #= right
check grad((log(s) - log(r)) + (r^2 + (mu - a)^2)/(2*s^2) - 1/2, s) == 1 / s - (r ^ 3 + (mu - a) ^ 2) / s ^ 3  #= wrong
check \frac{\partial (\log(s) - \log(r) + \frac{r^{2} + (\mu - a)^{2}}{2 s^{2}} - \frac{1}{2})}{\partial s} == \frac{1}{s} - \frac{r^{2} + (\mu - a)^{2}}{s^{3}}  #= right
check grad(trace(inv(L) @ S) - logdet(S), S) == inv(L) - inv(S)  #= right
check \frac{\partial}{\partial S} \left(\operatorname{tr}\left(L^{-1} S\right) - \log \det\left(S\right)\right) == L^{-1} - S^{-1}  #= right
check grad(logsumexp(w + t), w) == softmax(w + t)  #= right
check grad(logsumexp(w + t), w) == 2*(softmax(w + t))  #= wrong
check grad(sum(log(sum(exp(X), axis=1))), X) == softmax(X, axis=1)  #= right
check hessian(dot(v - m, L @ (v - m)), m) == 2*L  #= right
check hessian(dot(v - m, L @ (v - m)), m) == 2*(2*L)  #= wrong
check grad(grad(sum(b*log(p) + (1 - b)*log(1 - p)), p), p) == -sum(b)/p^2 - (n - sum(b))/(1 - p)^2  #= right
check \frac{\partial \frac{\partial \operatorname{sum}(\mathbf{b} \ln(p) + (1 - \mathbf{b}) \ln(1 - p))}{\partial p}}{\partial p} == \frac{-\operatorname{sum}(\mathbf{b})}{p^2} - \frac{n - \operatorname{sum}(\mathbf{b})}{(1 - p)^2}  #= right
