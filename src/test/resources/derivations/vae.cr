dims k
param mu [k], logvar [k]
KL = -0.5*sum(1 + logvar - mu^2 - exp(logvar))
derive KL
dmu = mu
dlogvar = 0.5*(exp(logvar) - 1)
$$\frac{\partial KL}{\partial \mu} = \mu$$
$$\frac{\partial KL}{\partial \mu_j} = \mu_j$$
$$KL = -\frac{1}{2} \sum_{j=1}^{k} (1 + logvar_j - \mu_j^2 - e^{logvar_j})$$
