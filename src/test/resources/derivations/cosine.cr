dims n
param a [n], b [n]
s = a.T @ b / (norm(a) * norm(b))
derive s
$$\frac{\partial s}{\partial a} = \frac{b}{\|a\|\|b\|} - s \frac{a}{\|a\|^2}$$
da = b / (norm(a)*norm(b)) - s * a / norm(a)**2
$$\frac{\partial s}{\partial a} = \frac{b}{\|a\|\|b\|} - \frac{(a^Tb) a}{\|a\|^3\|b\|}$$
