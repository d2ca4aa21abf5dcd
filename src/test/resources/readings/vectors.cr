# Products of vectors without a sign
dims m, n, p
input X [m, n], y [m], A [n, n], B [p, n], t [n] positive, S [n, n] symmetric, c [n]
param w [n], x [n] positive
J = sum((X @ w - y)^2)/2
f = x @ A @ x
g = -x @ S @ x + 3 * (c @ x)
h = sum(sigmoid(x))
k = -sum(t * log(x))
derive J
\frac{\partial J}{\partial w} = X^T (X w - y)  #= right
\frac{\partial J}{\partial w} = ((X w - y)^T X)^T  #= right
\frac{\partial J}{\partial w} = X (X w - y)  #= wrong
\frac{\partial J}{\partial w} = X^T (X w - y)^T  #= wrong
\frac{\partial J}{\partial w} = (X w - y) X^T  #= wrong
check f == x^T A x  #= right
check f == x^T A^T x  #= right
check f == x^T A^T A x  #= wrong
check f == x^{T} A x^{T}  #= wrong
check g == -x^T S x + 3 c^T x  #= right
check g == -x^T S x + c^T 3 x  #= right
check g == -2 x^T S x + 3 c^T x  #= wrong
check \frac{\partial f}{\partial x} == (A + A^T) x  #= right
check \frac{\partial f}{\partial x} == x^T (A + A^T)  #= right
check \frac{\partial f}{\partial x} == 2 A x  #= wrong
check \frac{\partial f}{\partial x} == (A + A^T) x x^T  #= wrong
check \frac12 x^T x == \frac{1}{2} \|x\|^2  #= right
check k == -t^T \log x  #= right
check k == -t \log x^T  #= wrong
check \frac{\partial k}{\partial x} == -\frac{t}{x}  #= right
check d(f) == dx^T A x + x^T A dx  #= right
check d(f) == 2 x^T A dx  #= wrong
check d(J) == (X w - y)^T X dw  #= right
check d(J) == (X w - y)^T X^T dw  #= wrong
check \frac{\partial h}{\partial x} == \sigma(x) (1 - \sigma(x))  #= right: entrywise
check \frac{\partial h}{\partial x} == \sigma(x) (1 + \sigma(x))  #= wrong
check \frac{\partial h}{\partial x} == \sigma(x)^T (1 - \sigma(x))  #= wrong
check \frac{\partial h}{\partial x} == \sigma(x) (1 - \sigma(x))^T  #= wrong
check c^T x == c x  #= right: inner
check (c^T x)^2 == c^T x x^T c  #= right
check (c^T x)^2 == c x^T x c^T  #= wrong
check \operatorname{tr}(x c^T) == c^T x  #= right
check x c^{T} == c x^{T}  #= wrong
check \|B x\|^2 == x^T B^T B x  #= right
check \|B x\|^2 == x^T B B^T x  #= wrong
