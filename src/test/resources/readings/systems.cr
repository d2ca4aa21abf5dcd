# Equations in braces, which are zero; the logarithm of a likelihood by the letter in it; adjoints.
dims n, m
input x [n], A [m, n]
param mu [], sigma2 [] positive, lam [] positive
e = A @ (x - mu)
l = -n/2*log(2*pi) - n/2*log(sigma2) - sum((x - mu)^2)/(2*sigma2)
f = e @ e
g = log(lam) + lam * log(lam)
loss l

derive l
\frac{\partial\ln L}{\partial\sigma^2}=-\frac n{2\sigma^2}+\frac1{\sigma^4}\sum_{i=1}^n(x_i-\mu)^2 = 0 \Rightarrow \sigma^2 = 2    %= wrong

derive f
\frac{\partial f}{\partial x} = 2 A^* (A (x - \mu \mathbf{1}))    %= right
\frac{\partial f}{\partial x} = 2 A^* (A (x + \mu \mathbf{1}))    %= wrong

derive g
\frac{\partial g}{\partial \lambda} = \frac{1}{\lambda} + \ln\lambda + 1    %= right
\frac{\partial g}{\partial \lambda} = \frac{1}{\lambda} + \ln\lambda    %= wrong
