# Columns in MATLAB, vectors of one axis in the model
dims m, n, h
input x [m, n]
param W [h, n], b [h], U [h, h] 
z = x @ W.T + b
J = sum(z^2)/(2*m)
derive J
syntax matlab
dz = z / m  #= right
dW = dz' * x  #= right
db = dz' * ones(m, 1) / m  #= wrong
