dims n
param mu [n], logvar [n]
KL = -0.5*sum(1 + logvar - mu^2 - exp(logvar))
derive KL
dmu = mu # right
dlogvar = -0.5 * (1 - logvar.exp()) # right
