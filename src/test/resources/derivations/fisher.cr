dims d
input Sb [d,d] symmetric, Sw [d,d] spd
param w [d]
J = (w@Sb@w)/(w@Sw@w)
derive J
$$\frac{\partial J}{\partial w} = \frac{2 S_b w (w^T S_w w) - 2 S_w w (w^T S_b w)}{(w^T S_w w)^2}$$
$$\frac{\partial J}{\partial w} = \frac{2}{w^TS_ww}(S_b w - J S_w w)$$
dw = 2*(Sb@w - J*(Sw@w))/(w@Sw@w)
