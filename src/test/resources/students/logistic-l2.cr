# Logistic regression with L2, LaTeX
dims m, n
input X [n, m], Y [1, m] binary, λ [] positive
param w [n, 1], b []
z = w^T X + b
a = \sigma(z)
J = -\frac{1}{m} \sum (Y \log a + (1 - Y) \log(1 - a)) + \frac{\lambda}{2m} \|w\|^2
derive J
\frac{\partial J}{\partial z} = \frac{1}{m} (a - Y)  #= right
\frac{\partial J}{\partial w} = \frac{1}{m} X (a - Y)^T + \frac{\lambda}{m} w  #= right
\frac{\partial J}{\partial b} = \frac{1}{m} \sum (a - Y)  #= right
check \frac{\partial J}{\partial a} == -\frac{1}{m} (\frac{Y}{a} - \frac{1-Y}{1-a})  #= right
check \frac{\partial J}{\partial a} == \frac{a - Y}{m a (1 - a)}  #= right
check \frac{\partial J}{\partial a} == -\frac{1}{m} (\frac{Y}{a} + \frac{1-Y}{1-a})  #= wrong_sign
check \frac{\partial J}{\partial w} == \frac{1}{m} X (a - Y)^T + \lambda w  #= missing_1_over_m
check \frac{\partial J}{\partial w} == \frac{1}{m} X (a - Y)^T + \frac{\lambda}{2m} w  #= factor_2
check \frac{\partial a}{\partial z} == a (1 - a)  #= right
check \frac{\partial a}{\partial z} == a^2 (1 - a)  #= wrong_power
check \frac{\partial J}{\partial w} == \frac{1}{m} (a - Y) X^T + \frac{\lambda}{m} w  #= missing_transpose
