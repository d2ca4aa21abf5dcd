# What is given behind a bar, what is chosen, and a divergence by its name
dims A, D
input F [A, D], a [A] onehot(axis=0), R []
param theta [D], mu [D], sigma [D] positive
h = F @ theta
pi = softmax(h)
KL = -1/2*sum(1 + log(sigma^2) - mu^2 - sigma^2)
J = R * log(sum(a*pi)) + KL
derive J
\nabla_\theta \log \pi_\theta(a \mid s) = F^\top (a - \pi)  %= right
\nabla_\theta \log \pi_\theta(a|s) = F^\top (\pi - a)  %= wrong
\nabla_h \log \pi = a - \pi  %= undecided
\frac{\partial D_{KL}(q \| p)}{\partial \mu_j} = \mu_j  %= right
\frac{\partial D_{\mathrm{KL}}}{\partial \sigma_j} = \sigma_j + \frac{1}{\sigma_j}  %= wrong
