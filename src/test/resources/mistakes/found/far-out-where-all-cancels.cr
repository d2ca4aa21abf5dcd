# not right
dims m, n
param w [n]
J = sum(relu((1 - (relu((w - mean(w))) * w))))

derive J
dw = ((((-(ones([n]) * ((1 - (relu((w - mean(w))) * w)) > 0))) * relu((w - mean(w)))) + ((((-(ones([n]) * ((1 - (relu((w - mean(w))) * w)) > 0))) * w) * ((w - mean(w)) > 0)) + ((sum((-(((-(ones([n]) * ((1 - (relu((w - mean(w))) * w)) > 0))) * w) * ((w - mean(w)) > 0)))) * ones([n])) / n))) * (w[0] < 1e20))
