# Losses
dims k, m, n
input y [k], Y [k, m] onehot(axis=0), t [m] probability, s [m] , l [k] simplex(axis=0), X [m, n], c [m]
param z [k], Z [k, m], u [m], p [m] probability, w [n], b []
check grad(mse(z, y), z) == 2*(z - y)/k  #= right
check grad(mse(z, y), z) == -(2*(z - y)/k)  #= wrong
check grad(mean((z - y)^2), z) == 2*(z - y)/k  #= right
check grad(sum((z - y)^2)/2, z) == z - y  #= right
check grad(sum((z - y)^2)/2, z) == z  #= wrong
check \frac{\partial}{\partial z} \frac{\operatorname{sum}\left(\left(z - y\right)^2\right)}{2} == z - y  #= right
check grad(mean(abs(z - y)), z) == sign(z - y)/k  #= right
check grad(huber(z, y, delta=1, reduction="sum"), z) == clamp(z - y, min=-1, max=1)  #= right
check grad(huber(z, y, delta=1, reduction="sum"), z) == clamp(z, min=-1, max=1)  #= wrong
check grad(huber(z, y, delta=1, reduction="sum"), z) == where(abs(z - y) <= 1, z - y, sign(z - y))  #= right
check grad(bce_with_logits(u, t), u) == (sigmoid(u) - t)/m  #= right
check grad(bce_with_logits(u, t), u) == sigmoid(u) / m  #= wrong
check grad(bce_with_logits(u, t, reduction="sum"), u) == sigmoid(u) - t  #= right
check grad(bce(p, t), p) == (p - t)/(p*(1 - p))/m  #= right
check grad(bce(p, t), p) == (p - t) / (1 - p) / m  #= wrong
check grad(-mean(t*log(p) + (1 - t)*log(1 - p)), p) == (-t/p + (1 - t)/(1 - p))/m  #= right
check grad(-mean(t*log(sigmoid(u)) + (1 - t)*log(1 - sigmoid(u))), u) == (sigmoid(u) - t)/m  #= right
check grad(-mean(t*log(sigmoid(u)) + (1 - t)*log(1 - sigmoid(u))), u) == (sigmoid(u) + t) / m  #= wrong
check grad(-sum(l*log(softmax(z))), z) == softmax(z) - l  #= right
check \frac{\partial}{\partial z} -\operatorname{sum}\left(l \odot \log\left(\operatorname{softmax}\left(z\right)\right)\right) == \operatorname{softmax}\left(z\right) - l  #= right
check grad(-sum(y*log(softmax(z))), z) == sum(y)*softmax(z) - y  #= right
check grad(-sum(y*log(softmax(z))), z) == sum(y) * softmax(z) + y  #= wrong
check \frac{\partial -\operatorname{sum}(\mathbf{y} \circ \ln(\operatorname{softmax}(\mathbf{z})))}{\partial \mathbf{z}} == \operatorname{sum}(\mathbf{y}) \operatorname{softmax}(\mathbf{z}) - \mathbf{y}  #= right
check grad(softmax_cross_entropy(Z, Y, axis=0), Z) == (softmax(Z, axis=0) - Y)/m  #= right
check grad(-sum(Y*log(softmax(Z, axis=0)))/m, Z) == (softmax(Z, axis=0) - Y)/m  #= right
check grad(-sum(Y*log(softmax(Z, axis=0)))/m, Z) == softmax(Z, axis=0) - Y  #= wrong
check grad(-sum(Y*log_softmax(Z, axis=0)), Z) == softmax(Z, axis=0) - Y  #= right
check grad(sum(maximum(0, 1 - s*u)), u) == -s*(s*u < 1)  #= right
check grad(sum(maximum(0, 1 - s*u)), u) == -s * (u < 1)  #= wrong
check grad(sum(maximum(0, 1 - s*u)^2), u) == -2*s*maximum(0, 1 - s*u)  #= right
check grad(sum(log(1 + exp(-s*u))), u) == -s*sigmoid(-s*u)  #= right
check grad(sum(log(1 + exp(-s*u))), u) == sigmoid(-s * u)  #= wrong
check \frac{\partial \operatorname{sum}(\ln(1 + \exp(-\mathbf{s} \circ \mathbf{u})))}{\partial \mathbf{u}} == -\mathbf{s} \circ \sigma(-\mathbf{s} \circ \mathbf{u})  #= right
check grad(sum(log(1 + exp(-s*u))), u) == -s/(1 + exp(s*u))  #= right
check \frac{\partial \operatorname{sum}(\log(1 + \exp(-s \odot u)))}{\partial u} == \frac{-s}{1 + \exp(s \odot u)}  #= right
check grad(sum(exp(-s*u)), u) == -s*exp(-s*u)  #= right
check grad(sum(exp(-s*u)), u) == -s * exp(u)  #= wrong
check \frac{\partial}{\partial u} \operatorname{sum}\left(\exp\left(-s \odot u\right)\right) == -s \odot \exp\left(-s \odot u\right)  #= right
check grad(sum(t*log(t/p)), p) == -t/p  #= right
check \frac{\partial \operatorname{sum}(\mathbf{t} \circ \ln(\frac{\mathbf{t}}{\mathbf{p}}))}{\partial \mathbf{p}} == \frac{-\mathbf{t}}{\mathbf{p}}  #= right
check \frac{\partial \operatorname{sum}(\mathbf{t} \circ \ln(\frac{\mathbf{t}}{\mathbf{p}}))}{\partial \mathbf{p}} == 2 \frac{-\mathbf{t}}{\mathbf{p}}  #= wrong
check grad(sum(log(cosh(u - s))), u) == tanh(u - s)  #= right
check grad(sum(log(cosh(u - s))), u) == -(tanh(u - s))  #= wrong
check \frac{\partial \operatorname{sum}(\log(\cosh(u - s)))}{\partial u} == \tanh(u - s)  #= right
check grad(dot(z, y)/(norm(z)*norm(y)), z) == y/(norm(z)*norm(y)) - dot(z, y)*z/(norm(z)^3*norm(y))  #= right
check \frac{\partial}{\partial z} \frac{z^\top y}{\left\|z\right\| \left\|y\right\|} == \frac{y}{\left\|z\right\| \left\|y\right\|} - \frac{z^\top y z}{\left\|z\right\|^{3} \left\|y\right\|}  #= right
check grad(mean((X @ w + b - c)^2), w) == 2*X.T @ (X @ w + b - c)/m  #= right
check grad(mean((X @ w + b - c)^2), w) == (X @ w + b - c) / m  #= wrong
check grad(mean((X @ w + b - c)^2), b) == 2*mean(X @ w + b - c)  #= right
check grad(-mean(t*log(sigmoid(X @ w + b)) + (1 - t)*log(1 - sigmoid(X @ w + b))), w) == X.T @ (sigmoid(X @ w + b) - t)/m  #= right
check grad(-mean(t*log(sigmoid(X @ w + b)) + (1 - t)*log(1 - sigmoid(X @ w + b))), w) == X.T @ t / m  #= wrong
check grad(-mean(t*log(sigmoid(X @ w + b)) + (1 - t)*log(1 - sigmoid(X @ w + b))), b) == mean(sigmoid(X @ w + b) - t)  #= right
check grad(mean((X @ w - c)^2) + 0.3*sum(w^2), w) == 2*X.T @ (X @ w - c)/m + 0.6*w  #= right
check grad(mean((X @ w - c)^2) + 0.3*sum(w^2), w) == 2 * X.T @ c / m + 0.6 * w  #= wrong
check grad(mean((X @ w - c)^2) + 0.3*sum(abs(w)), w) == 2*X.T @ (X @ w - c)/m + 0.3*sign(w)  #= right
check grad(sum(exp(X @ w) - c*(X @ w)), w) == X.T @ (exp(X @ w) - c)  #= right
check grad(sum(exp(X @ w) - c*(X @ w)), w) == X.T @ exp(X @ w)  #= wrong
check \frac{\partial \operatorname{sum}(\exp(\mathbf{X} \mathbf{w}) - \mathbf{c} \circ (\mathbf{X} \mathbf{w}))}{\partial \mathbf{w}} == \mathbf{X}^T (\exp(\mathbf{X} \mathbf{w}) - \mathbf{c})  #= right
check grad(mean((sigmoid(u) - t)^2), u) == 2*(sigmoid(u) - t)*sigmoid(u)*(1 - sigmoid(u))/m  #= right
check grad(sum(-t*(1 - p)^2*log(p)), p) == 2*t*(1 - p)*log(p) - t*(1 - p)^2/p  #= right
check grad(sum(-t*(1 - p)^2*log(p)), p) == t * (1 - p) * log(p) - t * (1 - p) ^ 2 / p  #= wrong
check \frac{\partial}{\partial p} \operatorname{sum}\left(-t \odot \left(1 - p\right)^2 \odot \log\left(p\right)\right) == 2 t \odot \left(1 - p\right) \odot \log\left(p\right) - \frac{t \odot \left(1 - p\right)^2}{p}  #= right
check grad(sum((u - s)^2/(1 + (u - s)^2)), u) == 2*(u - s)/(1 + (u - s)^2)^2  #= right
check \frac{\partial \operatorname{sum}(\frac{(\mathbf{u} - \mathbf{s})^2}{1 + (\mathbf{u} - \mathbf{s})^2})}{\partial \mathbf{u}} == \frac{2 (\mathbf{u} - \mathbf{s})}{(1 + (\mathbf{u} - \mathbf{s})^2)^2}  #= right
check \frac{\partial \operatorname{sum}(\frac{(\mathbf{u} - \mathbf{s})^2}{1 + (\mathbf{u} - \mathbf{s})^2})}{\partial \mathbf{u}} == \frac{2 (\mathbf{u} - \mathbf{s})}{(1 + (\mathbf{u} - \mathbf{s})^3)^2}  #= wrong
check grad(1 - 2*sum(p*t)/(sum(p) + sum(t)), p) == (-2*t*(sum(p) + sum(t)) + 2*sum(p*t))/(sum(p) + sum(t))^2  #= right
check grad(1 - 2*sum(p*t)/(sum(p) + sum(t)), p) == (-2 * t * (sum(p) + sum(t)) + 2 * sum(p * t)) / (sum(p) + sum(t)) ^ 3  #= wrong
check \frac{\partial (1 - \frac{2 \operatorname{sum}(p \odot t)}{\operatorname{sum}(p) + \operatorname{sum}(t)})}{\partial p} == \frac{-2 t (\operatorname{sum}(p) + \operatorname{sum}(t)) + 2 \operatorname{sum}(p \odot t)}{(\operatorname{sum}(p) + \operatorname{sum}(t))^{2}}  #= right
