# Rows of plain TeX, two formulas in a row, a sum from 0, hats of what is computed
dims m, n
input X [m, n], y [m], s [m, n]
param w [n], b []
q = X @ w + b
J = sum((q - y)^2)/(2*m)
derive J
$$\eqalign{
\frac{\partial J}{\partial q} &= \frac{1}{m}(\hat q - y) \cr  %= right
\frac{\partial J}{\partial w} &= \frac{1}{m} X^T (\hat{q} + y) \cr  %= wrong
}$$
\begin{aligned}
\frac{\partial J}{\partial w} &= X^T \frac{\partial J}{\partial q}, & \frac{\partial J}{\partial b} &= \frac{1}{m} \sum\limits_{i = 0}^{m-1} (q_{w,b}(x^{(i)}) - y^{(i)})  %= right
\end{aligned}
\frac{\partial J}{\partial b} = \frac{1}{2m} \sum\limits_{i = 0}^{m-1} (q_{w,b}(x^{(i)}) - y^{(i)})  %= wrong
