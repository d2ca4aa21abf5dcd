# The mean of a product of vectors is no inner product
dims n
input x [n], y [n]
param w []
u = w * x
J = sum((u - y)^2)
derive J
dJ/du = 2(u - y)  #= right
dJ/dw = sum(dJ/du · x)  #= right: entrywise
dJ/dw = mean(dJ/du · x)  #= wrong
