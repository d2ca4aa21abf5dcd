# wrong: at size 1 the softmax does not change, and only a negative k tells
dims m, n
param w [n]
input k [] integer(-30, 30)
J = sum(relu((1 - (softmax(w) * k)))^2)

derive J
dw = (softmax(w) * (((-((ones([n]) * (2 * relu((1 - (softmax(w) * k))))) * ((1 - softmax(w)) > 0))) * k) - sum((((-(ones([n]) * (2 * relu((1 - (softmax(w) * k)))))) * k) * softmax(w)))))
