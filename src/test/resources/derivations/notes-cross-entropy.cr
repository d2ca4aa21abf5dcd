dims n
input t [n] onehot
param z [n]
y = softmax(z)
H = -t.T @ log(y)
derive H
$$\frac{dH(\hat{y},y)}{dy} = \frac{1}{y} \odot - t = -\frac{t}{y}$$
# undecided
$$\frac{dH(\hat{y},y)}{dz_{j}} = \sum_{j=1}^{n} \frac{\partial H(\hat{y},y)}{\partial y_{i}}$$
$$\frac{dH}{dz_{j}} = \sum_{i=1}^{n} \frac{\partial H}{\partial y_{i}} \frac{\partial y_i}{\partial z_j} = y_j - t_j$$
