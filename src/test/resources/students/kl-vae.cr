# KL of a Gaussian to the standard normal, and the reparameterisation
dims d
input eps [d], t [d]
param mu [d], ls [d]
KL = -0.5 * sum(1 + ls - mu^2 - exp(ls))
z = mu + exp(0.5 * ls) * eps
R = 0.5 * sum((z - t)^2)
L = R + KL
check dKL/dmu == mu  #= right
check dKL/dls == 0.5 * (exp(ls) - 1)  #= right
check dR/dz == z - t  #= right
check dR/dls == 0.5 * (z - t) * eps * exp(0.5 * ls)  #= right
check dL/dmu == z - t + mu  #= right
check dL/dls == 0.5 * ((z - t) * eps * exp(0.5*ls) + exp(ls) - 1)  #= right
check dKL/dmu == -mu  #= wrong_sign
check dKL/dls == 0.5 * (exp(ls) + 1)  #= wrong_sign
check dKL/dls == exp(ls) - 1  #= factor_half
check dR/dls == (z - t) * eps * exp(0.5 * ls)  #= factor_half
check dR/dls == 0.5 * (z - t) * exp(0.5 * ls)  #= missing_chain_factor
check dL/dmu == z - t  #= missing_term
