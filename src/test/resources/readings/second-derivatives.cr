# Hessians as books write them.
dims N, M
input Phi [N, M], t [N] interval(0, 1)
param w [M]
y = sigmoid(Phi @ w)
E = -sum(t*log(y) + (1 - t)*log(1 - y))
loss E

derive E
R = diag(y*(1-y))
\nabla^2 E(w) = \Phi^T R \Phi    %= right
\nabla^2 E = \Phi R \Phi^T    %= wrong
\nabla_w^2 E = \Phi^T \mathrm{diag}(y(1-y)) \Phi    %= right: entrywise
\nabla_w^2 E = \Phi^T \mathrm{diag}(y) \Phi    %= wrong
\nabla\nabla E(w) = \Phi^T R \Phi    %= right
\frac{\partial^2 E}{\partial w^2} = \Phi^T R \Phi    %= right
\frac{\partial^2 E}{\partial w^2} = \Phi^T \Phi    %= wrong
\frac{\partial^2 E(w)}{\partial w \, \partial w^\top} = \Phi^T R \Phi    %= right
H = \nabla^2 E = \Phi^T R \Phi    %= right
