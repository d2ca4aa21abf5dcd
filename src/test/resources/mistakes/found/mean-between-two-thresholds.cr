# wrong
dims n
input x [n], b []
param w [n]
J = abs(mean(abs(((x^2 - w)*(b > 1)))) - 0.500000)*b
derive J
dw = -(broadcast_to(expand_dims(1 * b * sign(mean(abs((x^2 - w) * (b > 1))) - 0.454545) / n, axis=0), shape=[n]) * sign((x^2 - w) * (b > 1)) * (b > 1))
