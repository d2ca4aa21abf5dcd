# A letter that is a size here and a vector in the lecture is not understood, and so not wrong.
dims d, h, q
input x [d], y [q] onehot
param W1 [h, d], W2 [q, h]
h_ = relu(W1 @ x)
o = W2 @ h_
J = softmax_cross_entropy(o, y, reduction="sum")
loss J

derive J
do = softmax(o) - y    #= right
\frac{\partial J}{\partial \mathbf{W}^{(2)}} = \frac{\partial J}{\partial \mathbf{o}} \mathbf{h}^\top    %= undecided
dW2 = outer(do, h_)    #= right
