input X [], f []
dims d
param w [d], v [d], b [], c []
e = w@v + b + c - X
J = f*e^2
derive J
dw = 2*f*e*v
$$\frac{\partial J}{\partial w} = 2 f (w^Tv + b + c - X) v$$
$$\frac{\partial J}{\partial v} = 2 f e w$$
$$\frac{\partial J}{\partial b} = 2 f e$$
