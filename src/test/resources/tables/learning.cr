# Losses and their gradients, sums and means
dims m, n, c
input X [m, n], Y [m, c], y [m], T [m, c] onehot(axis=1), u [n] positive, D [c, n]
param W [n, c], w [n], b [], Z [m, c], g [n]
check grad(mean((X @ w - y)^2), w) == 2/m*X.T @ (X @ w - y)  #= right
check grad(mean((X @ w - y)^2), w) == 2/n*X.T @ (X @ w - y)  #= wrong
check \frac{\partial}{\partial w} \frac{1}{m} \|X w - y\|^2 == \frac{2}{m} X^T (X w - y)  #= right
check \frac{\partial}{\partial w} \frac{1}{m} \|X w - y\|^2 == \frac{2}{m} X^T (y - X w)  #= wrong
check grad(sum((X @ W - Y)^2)/2, W) == X.T @ (X @ W - Y)  #= right
check grad(sum((X @ W - Y)^2)/2, W) == X.T @ X @ W - Y.T @ X  #= wrong
check grad(-sum(T*log_softmax(Z, axis=1))/m, Z) == (softmax(Z, axis=1) - T)/m  #= right
check grad(-sum(T*log_softmax(Z, axis=1))/m, Z) == (softmax(Z, axis=1) - T)/c  #= wrong
check grad(-sum(T*log_softmax(X @ W, axis=1)), W) == X.T @ (softmax(X @ W, axis=1) - T)  #= right
check grad(-sum(T*log_softmax(X @ W, axis=1)), W) == X.T @ (softmax(X @ W, axis=0) - T)  #= wrong
check grad(sum(log(1 + exp(-y*(X @ w)))), w) == -X.T @ (y*sigmoid(-y*(X @ w)))  #= right
check grad(sum(log(1 + exp(-y*(X @ w)))), w) == -X.T @ sigmoid(-y*(X @ w))  #= wrong
check grad(sum(exp(X @ w) - y*(X @ w)), w) == X.T @ (exp(X @ w) - y)  #= right
check grad(sum(exp(X @ w) - y*(X @ w)), w) == X.T @ exp(X @ w) - y  #= wrong
check hessian(sum((X @ w - y)^2), w) == 2*X.T @ X  #= right
check hessian(sum((X @ w - y)^2), w) == X.T @ X  #= wrong
check hessian(sum(softplus(X @ w)), w) == X.T @ diag(sigmoid(X @ w)*(1 - sigmoid(X @ w))) @ X  #= right
check hessian(sum(softplus(X @ w)), w) == X.T @ diag(sigmoid(X @ w)) @ X  #= wrong
check grad(sum(abs(w)), w) == sign(w)  #= right
check grad(sum(abs(w)), w) == abs(w)  #= wrong
check grad(norm(X @ w - y), w) == X.T @ (X @ w - y)/norm(X @ w - y)  #= right
check grad(norm(X @ w - y), w) == X.T @ (X @ w - y)/2  #= wrong
check grad(var(w), w) == 2*(w - mean(w))/n  #= right
check grad(var(w), w) == 2*w/n  #= wrong
check sum((w - mean(w))^2) == sum(w^2) - n*mean(w)^2  #= right
check sum((w - mean(w))^2) == sum(w^2) - mean(w)^2  #= wrong
check \sum_{i=1}^{n} w_i g_i == w^T g  #= right
check \sum_{i=1}^{n} w_i g_i == w^T w  #= wrong
check \frac{\partial}{\partial w} \sum_{i=1}^{m} (x_i^T w - y_i)^2 == 2 X^T (X w - y)  #= right
check \frac{\partial}{\partial w} \sum_{i=1}^{n} u_i w_i^3 == 3 u \odot w^2  #= right
check \frac{\partial}{\partial w} \sum_{i=1}^{n} u_i w_i^3 == 3 w^2  #= wrong
check (X W)^T == W^T X^T  #= right
check (X W)^T == X^T W^T  #= wrong
check grad(sum(u*w^2), w) == 2*u*w  #= right
check grad(sum(u*w^2), w) == u*w  #= wrong
check grad(dot(w, g)/(norm(w)*norm(g)), w) == g/(norm(w)*norm(g)) - dot(w, g)*w/(norm(w)^3*norm(g))  #= right
check grad(dot(w, g)/(norm(w)*norm(g)), w) == g/(norm(w)*norm(g)) - dot(w, g)*w/(norm(w)^2*norm(g))  #= wrong
check grad(mean(Z), Z) == ones([m, c])/(m*c)  #= right
check grad(mean(Z), Z) == ones([m, c])/m  #= wrong
check grad(sum(tanh(X @ W) * Y), W) == X.T @ (Y*(1 - tanh(X @ W)^2))  #= right
check grad(sum(tanh(X @ W) * Y), W) == X.T @ Y*(1 - tanh(W)^2)  #= wrong
check grad(sum(relu(X @ W)^2)/2, W) == X.T @ relu(X @ W)  #= right
check grad(sum(relu(X @ W)^2)/2, W) == X.T @ (X @ W)  #= wrong
check grad(sum(maximum(0, 1 - y*(X @ w + b))), b) == -sum(y*(y*(X @ w + b) < 1))  #= right
check grad(sum(maximum(0, 1 - y*(X @ w + b))), b) == -sum(y*(y*(X @ w + b) > 1))  #= wrong
check grad(trace(W.T @ X.T @ X @ W), W) == 2*X.T @ X @ W  #= right
check grad(trace(W.T @ X.T @ X @ W), W) == 2*X @ X.T @ W  #= wrong
check grad(sum((Z - mean(Z, axis=0, keepdims=true))^2), Z) == 2*(Z - mean(Z, axis=0, keepdims=true))  #= right
check grad(sum((Z - mean(Z, axis=0, keepdims=true))^2), Z) == 2*(Z - mean(Z, axis=1, keepdims=true))  #= wrong
check softmax(w + b) == softmax(w)  #= right
check softmax(w*b) == softmax(w)  #= wrong
check logsumexp(w + b) == logsumexp(w) + b  #= right
check logsumexp(w + b) == logsumexp(w) + n*b  #= wrong
check sum(softmax(w)) == 1  #= right
check sum(softmax(w)) == n  #= wrong
check grad(sum(softmax(w)*g), w) == softmax(w)*(g - dot(softmax(w), g))  #= right
check grad(sum(softmax(w)*g), w) == softmax(w)*(g - sum(g))  #= wrong
check grad(-sum(softmax(w)*log_softmax(w)), w) == -softmax(w)*(log_softmax(w) - sum(softmax(w)*log_softmax(w)))  #= right
check grad(-sum(softmax(w)*log_softmax(w)), w) == -softmax(w)*(log_softmax(w) + 1)  #= wrong
check cumsum(w)[n - 1] == sum(w)  #= right
check cumsum(w)[0] == sum(w)  #= wrong
