# What is differentiated is the loss by a name of its own where some right line shows it; else nobody knows what it is
dims J
param mu [J], s [J]
D = -1/2 * sum(1 + s - mu^2 - exp(s))
loss D

derive D
\frac{\partial D_{KL}}{\partial \mu_j} = \mu_j  %= right
\frac{\partial D_{KL}}{\partial s_j} = \frac12\left(e^{s_j} + 1\right)  %= wrong
\nabla_\mu \mathrm{KL} = -\mu  %= undecided
\frac{\partial F}{\partial \mu} = -\mu  %= undecided
\frac{\partial \eta}{\partial s_j} = e^{s_j}  %= undecided
∂H/∂s = (exp(s) − 1)/2  #= right
