# Logistic regression, one column per sample. The gradient of w has the samples on the wrong side.
dims   n, m
input  X [n, m], Y [1, m] binary
param  w [n, 1], b []

Z = w.T @ X + b
A = sigmoid(Z)
J = -mean(Y*log(A) + (1 - Y)*log(1 - A))

derive J
dA = ((1 - Y)/(1 - A) - Y/A) / m
dZ = (A - Y) / m
dw = dZ @ X.T
db = sum(dZ)
