# Gaussian negative log-likelihood and its estimators
dims n
input x [n], mu_i [n]
param mu [], s2 [] positive, sigma [] positive, ls []
L1 = n/2 * log(2*pi*s2) + sum((x - mu)^2) / (2*s2)
L2 = n * log(sigma) + sum((x - mu)^2) / (2*sigma^2)
L3 = n * ls + 0.5 * sum((x - mu)^2) * exp(-2*ls)
check dL1/dmu == -sum(x - mu) / s2  #= right
check dL1/dmu == n * (mu - mean(x)) / s2  #= right
check dL1/ds2 == n / (2*s2) - sum((x - mu)^2) / (2*s2^2)  #= right
check dL2/dsigma == n/sigma - sum((x - mu)^2) / sigma^3  #= right
check dL3/dls == n - sum((x - mu)^2) * exp(-2*ls)  #= right
check dL1/dmu == sum(x - mu) / s2  #= wrong_sign
check dL1/ds2 == n / (2*s2) - sum((x - mu)^2) / s2^2  #= factor_half
check dL1/ds2 == n / s2 - sum((x - mu)^2) / (2*s2^2)  #= factor_half
check dL2/dsigma == n/sigma - sum((x - mu)^2) / sigma^2  #= wrong_power
check dL2/dsigma == n/sigma + sum((x - mu)^2) / sigma^3  #= wrong_sign
check dL3/dls == n - 2 * sum((x - mu)^2) * exp(-2*ls)  #= factor_half
check dL3/dls == n + sum((x - mu)^2) * exp(-2*ls)  #= wrong_sign
