# A network that is not shown a single value of the sine, but the law it obeys: u'' = -u with u(0) = 0 and u'(0) = 1. The derivatives
# by x are part of the graph, and the loss is differentiated through them (Raissi, Perdikaris and Karniadakis 2019).
input  place [17] = arange
param  w [12] = normal(0, 1), b [12] = normal(0, 1), v [12] = normal(0, 0.3)

x   = place*pi/16
# u = x + x^2 n(x) has the right value and slope at 0, whatever the network n is.
n   = tanh(outer(x, w) + b) @ v
u   = x + x^2*n
du  = grad(sum(u), x)
ddu = grad(sum(du), x)
J   = mean((ddu + u)^2)
error = max(abs(u - sin(x)))
loss J

train
optimizer = adam(lr=0.02)
epochs  = 1500
metrics = error
