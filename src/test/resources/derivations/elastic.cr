dims n, p
input X [n,p], y [n]
param b [p], l1 [] positive, l2 [] positive
L = sum((y - X@b)^2)/(2*n) + l1*sum(abs(b)) + l2/2*sum(b^2)
derive L
db = -X.T@(y - X@b)/n + l1*np.sign(b) + l2*b
# undecided
$$\frac{\partial L}{\partial b} = -\frac{1}{n} X^T(y - Xb) + \lambda_1 \text{sign}(b) + \lambda_2 b$$
