# Inner products in pointed brackets, of rows as well
dims m, d
input X [m, d], y [m], lambda [] positive
param w [d]
s = y*(X@w)
f = lambda/2*w@w + mean(relu(1 - s))
loss f

derive f
\nabla f(\mathbf{w}) = \lambda \mathbf{w} - \frac{1}{m} \sum_{i=1}^m \mathbb{1}[y_i \langle \mathbf{w}, \mathbf{x}_i \rangle < 1] \, y_i \mathbf{x}_i  %= right: index
\nabla f(\mathbf{w}) = \lambda \mathbf{w} - \frac{1}{m} \sum_{i=1}^m \mathbb{1}[y_i \langle \mathbf{w}, \mathbf{x}_i \rangle > 1] \, y_i \mathbf{x}_i  %= wrong
