# not right
dims m, n
input x [n]
param w [n]
J = relu((sum(where(((((30 * (w - mean(w))) + (2 * (w - mean(w))^2)) > 0) * (max(x) > 1e10)), (((30 * (w - mean(w))) + (2 * (w - mean(w))^2)) * max(x)), ((30 * (w - mean(w))) + (2 * (w - mean(w))^2)))) - 1e10))

derive J
dx = ((sum((((((30 * (w - mean(w))) + (2 * (w - mean(w))^2)) > 0) * (max(x) > 1e10)) * ((30 * (w - mean(w))) + (2 * (w - mean(w))^2)))) * (x == max(x))) / sum((x == max(x))))
