# An I that is a whole side, the entries of a diagonal, and a number for each entry
dims n, k
input C [n, n], a [k]
param M [n, n], mu [k], s [k]
z = mu + s*a
J = trace(M @ C) + sum(z^2)
loss J
check \frac{\partial \operatorname{tr}(M)}{\partial M} == I  #= right
check \frac{\partial \operatorname{tr}(M)}{\partial M} == 2 I  #= wrong
check d(M C) == dM (C)  + 0 M^{T}  #= right
check \sum_i M_{ii} == \operatorname{tr}(M)  #= right
check \sum_i M_{ii} == 2 \operatorname{tr}(M)  #= wrong

derive J
\frac{\partial z}{\partial \mu} = 1  %= right
\frac{\partial z}{\partial \mu} = 2  %= wrong
\frac{\partial z}{\partial \mu} = I  %= right
\frac{\partial z}{\partial s} = I  %= wrong
