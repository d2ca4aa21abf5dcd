# wrong
dims m, n
input t [n]
param w [n]
J = sum(relu(minimum(sort(w), t)))

derive J
dt = (((t > 0) * (sort(w) >= t)) * (ones([n]) + unit([n], 0)))
