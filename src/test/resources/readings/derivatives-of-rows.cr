# The derivative of a row has a column for each entry of it
dims n, k
input X [n, k]
param w [k]
g = X @ w
J = sum(g^2)
derive J
\frac{\partial (Xw)^T}{\partial w} = X^T  #= right: derivative_of_row
\frac{\partial w^T X^T}{\partial w} = X^T  #= right: derivative_of_row
\frac{\partial g^T}{\partial w} = X^T  #= right: derivative_of_row
\frac{\partial Xw}{\partial w} = X  #= right
\frac{\partial Xw}{\partial w} = X^T  #= wrong
\frac{\partial (Xw)^T}{\partial w} = 2 X^T  #= wrong
\frac{\partial g^T}{\partial w} = -X  #= wrong
