dims n0, n1, n2
input x [n0], y [n2]
param W1 [n1, n0], b1 [n1], W2 [n2, n1], b2 [n2]
z1 = W1 @ x + b1
a1 = sigmoid(z1)
zL = W2 @ a1 + b2
aL = sigmoid(zL)
J = 0.5*sum((aL-y)^2)
derive J
$$\frac{\partial J(\mathbf{W}, \mathbf{b}, \mathbf{x}, \mathbf{y})}{\partial \mathbf{W}^{2}} = (\mathbf{a}^{L} - \mathbf{y}) \odot \sigma'(\mathbf{z}^{L}) (\mathbf{a}^{1})^{T}$$
$$\frac{\partial J(\mathbf{W}, \mathbf{b}, \mathbf{x}, \mathbf{y})}{\partial \mathbf{b}^{2}} = \left(\frac{\partial \mathbf{z}^{L}}{\partial \mathbf{b}^{2}}\right)^{T} \frac{\partial J(\mathbf{W}, \mathbf{b}, \mathbf{x}, \mathbf{y})}{\partial \mathbf{z}^{L}} = (\mathbf{a}^{L} - \mathbf{y}) \odot \sigma'(\mathbf{z}^{L})$$
$$\boldsymbol{\delta}^{L} = \frac{\partial J(\mathbf{W}, \mathbf{b}, \mathbf{x}, \mathbf{y})}{\partial \mathbf{z}^{L}} = (\mathbf{a}^{L} - \mathbf{y}) \odot \sigma'(\mathbf{z}^{L})$$
$$J(\mathbf{W}, \mathbf{b}, \mathbf{x}, \mathbf{y}) = \frac{1}{2} \|\mathbf{a}^{L} - \mathbf{y}\|_{2}^{2} = \frac{1}{2} \|\sigma(\mathbf{W}^{2} \mathbf{a}^{1} + \mathbf{b}^{2}) - \mathbf{y}\|_{2}^{2}$$
$$dJ = \left(\sigma'(\mathbf{z}^{L}) \odot d\mathbf{z}^{L}\right)^{T} \left(\mathbf{a}^{L} - \mathbf{y}\right)$$
$$tr(dJ) = tr \left[\left(\sigma'(\mathbf{z}^{L}) \odot d\mathbf{z}^{L} \right)^{T} \left(\mathbf{a}^{L} - \mathbf{y} \right) \right]$$
$$= tr \left[\left(\mathbf{a}^{L} - \mathbf{y} \right)^{T} \left(\sigma'(\mathbf{z}^{L}) \odot d\mathbf{z}^{L} \right) \right]$$
$$= tr \left[\left[\left(\mathbf{a}^{L} - \mathbf{y} \right) \odot \sigma'(\mathbf{z}^{L}) \right]^{T} d\mathbf{z}^{L} \right]$$
$$\frac{\partial J}{\partial \mathbf{z}^{L}} = \left(\mathbf{a}^{L} - \mathbf{y} \right) \odot \sigma'(\mathbf{z}^{L})$$
$$\frac{\partial J(\mathbf{W}, \mathbf{b}, \mathbf{x}, \mathbf{y})}{\partial \mathbf{W}^{2}} = \frac{\partial J(\mathbf{W}, \mathbf{b}, \mathbf{x}, \mathbf{y})}{\partial \mathbf{z}^{L}} (\mathbf{a}^{1})^{T}$$
$$= (\mathbf{a}^{L} - \mathbf{y}) \odot \sigma' (\mathbf{z}^{L}) (\mathbf{a}^{1})^{T}$$
