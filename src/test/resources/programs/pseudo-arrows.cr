dims n, h, k
input x [n], y [k]
param W [h, n], b [h], V [k, h], c [k]
s = tanh(W @ x + b)
o = V @ s + c
E = 0.5 * sum((o - y)^2)
derive E
do <- o - y # right
grad V := do s^T # right
dc <- 2 do # wrong
ds <- V^T do # right
gradient b := ds * (1 - s^2) # right
grad W = db s^T # wrong
