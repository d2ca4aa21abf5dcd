# The columns of a matrix one below the other
dims m=3, n=4, p=2, q=5
input A [m, n], B [p, q], C [m, q]
param X [n, p]
F = A @ X @ B
phi = 1/2*sum((F - C)^2)
derive phi
d\operatorname{vec} F = (B^T \otimes A)\, d\operatorname{vec} X  %= right
d\operatorname{vec} F = (B \otimes A)\, d\operatorname{vec} X  %= wrong
\frac{\partial \operatorname{vec} F}{\partial (\operatorname{vec} X)^T} = B^T \otimes A  %= right
\frac{\partial \operatorname{vec} F}{\partial (\operatorname{vec} X)^T} = B \otimes A^T  %= wrong
\frac{\partial \operatorname{vec}(F)}{\partial \operatorname{vec}(X)} = B \otimes A^T  %= right: vec
\mathrm{vec}(\nabla_X \phi) = (B \otimes A^T) \mathrm{vec}(F - C)  %= right
d\phi = \operatorname{tr} (F - C)^T dF = \operatorname{tr}\, B (F - C)^T A\, dX  %= right
d\phi = \operatorname{tr} (F - C)^T A\, dX  %= wrong
