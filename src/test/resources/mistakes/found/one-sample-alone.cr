# wrong
dims m, n
param w [n]
J = max(relu((1 - ((w - mean(w)) * n)))^2)

derive J
dw = (((-(((((1 * ((1 - ((w - mean(w)) * n)) == max((1 - ((w - mean(w)) * n))))) / sum(((1 - ((w - mean(w)) * n)) == max((1 - ((w - mean(w)) * n)))))) * ((1 - ((w - mean(w)) * n)) > 0)) * (2 * (1 - ((w - mean(w)) * n)))) * ((1 - ((w - mean(w)) * n)) > 1))) * n) + ((sum((-((-(((((1 * ((1 - ((w - mean(w)) * n)) == max((1 - ((w - mean(w)) * n))))) / sum(((1 - ((w - mean(w)) * n)) == max((1 - ((w - mean(w)) * n)))))) * ((1 - ((w - mean(w)) * n)) > 0)) * (2 * (1 - ((w - mean(w)) * n)))) * ((1 - ((w - mean(w)) * n)) > 0))) * n))) * ones([n])) / n))
