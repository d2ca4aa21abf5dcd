# One step of a recurrent net, and two steps unrolled
dims n, h, k
input x1 [n], x2 [n], h0 [h], y [k]
param Wx [h, n], Wh [h, h], b [h], Wy [k, h]
h1 = tanh(Wx @ x1 + Wh @ h0 + b)
h2 = tanh(Wx @ x2 + Wh @ h1 + b)
o = Wy @ h2
J = 0.5 * sum((o - y)^2)
derive J
do = o - y  #= right
dWy = outer(do, h2)  #= right
dh2 = Wy.T @ do  #= right
d2 = dh2 * (1 - h2^2)
dh1 = Wh.T @ d2  #= right
d1 = dh1 * (1 - h1^2)
db = d1 + d2  #= right
dWh = outer(d1, h0) + outer(d2, h1)  #= right
dWx = outer(d1, x1) + outer(d2, x2)  #= right
check dJ/dWh == outer(d2, h1)  #= missing_shared_path
check dJ/db == d2  #= missing_term
check dJ/dh1 == Wh @ d2  #= missing_transpose
check dJ/dWx == outer(d1, x1) + outer(d1, x2)  #= wrong_layer
check dJ/dWy == outer(h2, do)  #= missing_transpose
check dJ/dh1 == Wh.T @ dh2  #= missing_activation_derivative
