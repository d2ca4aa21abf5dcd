# wrong
dims m, n
input x [n]
input t [n]
J = mean(relu(minimum((x - t), t)))

derive J
dt = ((((ones([n]) / n) * (minimum((x - t), t) > 0)) * ((x - t) >= t)) + (-(((ones([n]) / n) * (minimum((x - t), t) > 1e-20)) * ((x - t) < t))))
