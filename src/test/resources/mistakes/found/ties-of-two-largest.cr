# wrong
dims m, n
param w [n]
input k [] integer(0, 9)
J = max(abs((relu((1 - (softplus((w - mean(w))) * k)))^2 - w)))

derive J
dw = ((-(((1 * (abs((relu((1 - (softplus((w - mean(w))) * k))) - w)) == max(abs((relu((1 - (softplus((w - mean(w))) * k))) - w))))) / sum((abs((relu((1 - (softplus((w - mean(w))) * k))) - w)) == max(abs((relu((1 - (softplus((w - mean(w))) * k))) - w)))))) * sign((relu((1 - (softplus((w - mean(w))) * k))) - w)))) + ((((-(((((1 * (abs((relu((1 - (softplus((w - mean(w))) * k))) - w)) == max(abs((relu((1 - (softplus((w - mean(w))) * k))) - w))))) / sum((abs((relu((1 - (softplus((w - mean(w))) * k))) - w)) == max(abs((relu((1 - (softplus((w - mean(w))) * k))) - w)))))) * sign((relu((1 - (softplus((w - mean(w))) * 2)))^2 - w))) * (2 * relu((1 - (softplus((w - mean(w))) * k))))) * ((1 - (softplus((w - mean(w))) * k)) > 0))) * k) * sigmoid((w - mean(w)))) + ((sum((-(((-(((((1 * (abs((relu((1 - (softplus((w - mean(w))) * k))) - w)) == max(abs((relu((1 - (softplus((w - mean(w))) * k))) - w))))) / sum((abs((relu((1 - (softplus((w - mean(w))) * k))) - w)) == max(abs((relu((1 - (softplus((w - mean(w))) * k))) - w)))))) * sign((relu((1 - (softplus((w - mean(w))) * k))) - w))) * (2 * relu((1 - (softplus((w - mean(w))) * k))))) * ((1 - (softplus((w - mean(w))) * k)) > 0))) * k) * sigmoid((w - mean(w)))))) * ones([n])) / n)))
