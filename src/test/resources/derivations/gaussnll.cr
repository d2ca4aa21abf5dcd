dims n
input x [n]
param mu [], s [] positive
l = -n*log(s) - sum((x-mu)^2)/(2*s^2)
derive l
$$\frac{\partial l}{\partial \mu} = \frac{1}{s^2} \sum_{i=1}^{n} (x_i - \mu)$$
$$\frac{\partial l}{\partial s} = -\frac{n}{s} + \frac{1}{s^3} \sum_{i=1}^n (x_i - \mu)^2$$
dmu = sum(x - mu)/s**2
ds = -n/s + np.sum((x-mu)**2)/s**3
$$\ell = -n \log s - \frac{1}{2 s^2}\sum_{i=1}^n (x_i - \mu)^2$$
