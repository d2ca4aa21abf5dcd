# Elementwise sums and single entries
dims n
input x [n], y [n]
param w [n]
L = sum((w*x - y)^2)
check grad(L, w) == 2*(w*x - y)*x  #= right
check grad(L, w) == 2*(w*x - y) @ x  #= elementwise_vs_matmul
check grad(L, w) == [2*(w[0]*x[0] - y[0])*x[0]]  #= undecided
check grad(L, w)[0] == 2*(w[0]*x[0] - y[0])*x[0]  #= right
check grad(L, w)[0] == 2*(w[1]*x[0] - y[0])*x[0]  #= wrong_index
check sum(grad(L, w)) == 2 * dot(w*x - y, x)  #= right
check grad(L, w) == 2*diag(x) @ (diag(x) @ w - y)  #= right
check mean(x) == sum(x)/n  #= right
check var(x) == mean(x^2) - mean(x)^2  #= right
check var(x) == mean(x^2) - mean(x)  #= wrong_power
check std(x)^2 == var(x)  #= right
check logsumexp(x) == log(sum(exp(x)))  #= right
check grad(logsumexp(x), x) == softmax(x)  #= right
check hessian(logsumexp(x), x) == diag(softmax(x)) - outer(softmax(x), softmax(x))  #= right
check grad(mean(x), x) == 1/n  #= right
check grad(sum(x), x) == 1  #= right
check grad(var(x), x) == 2*(x - mean(x))/n  #= right
check grad(var(x), x) == 2*(x - mean(x))*(1 - 1/n)/n  #= extra_factor
check grad(max(x), x) == (x == max(x))  #= right
check grad(sum(x)^2, x) == 2*x  #= other
check grad(sum(x)^2, x) == 2*sum(x)  #= shape_mismatch
check grad(prod(w), w) == prod(w)/w  #= right
check softmax(x + 1) == softmax(x)  #= right
check softmax(2*x) == softmax(x)  #= missing_term
check grad(dot(x, w)^2, w) == 2*dot(x, w)*x  #= right
check hessian(dot(x, w)^2, w) == 2*outer(x, x)  #= right
check hessian(dot(x, w)^2, w) == 2*dot(x, x)  #= elementwise_vs_matmul
