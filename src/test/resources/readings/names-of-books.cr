# Words below names, functions of what counts, names without blanks, ½, ⁻¹.
dims d, k, m, N
input Cneg [k, d], p_data [m] positive, p_g [m] positive, Phi [N, d], t [N], K [d, d] symmetric
param w [d], c_pos [d], D [m] interval(0, 1), X [d, d] invertible, u [d], lambda [] positive, b_u [N], s [d]
c_neg = Cneg
L_CE = -(log(sigmoid(c_pos @ w)) + sum(log(sigmoid(-(Cneg @ w)))))
V = sum(p_data*log(D) + p_g*log(1 - D))
E_D = 0.5*sum((t - Phi @ s)^2)
R = lambda/2*sum(s^2) - E_D
Q = lambda/2*(u @ K @ u)
psi = logdet(X)
B = sum(t*b_u^2)
J = L_CE + V + R + Q + psi + B
loss J

derive J
\frac{\partial L_{\mathrm{CE}}}{\partial \mathbf{c}_{neg_i}} = [\sigma(\mathbf{c}_{neg_i} \cdot \mathbf{w})]\mathbf{w}    %= right
\frac{\partial L_{\mathrm{CE}}}{\partial \mathbf{c}_{neg_i}} = [\sigma(\mathbf{c}_{neg_i} \cdot \mathbf{w}) - 1]\mathbf{w}    %= wrong
\frac{\partial V}{\partial D(x)} = \frac{p_{data}(x)}{D(x)} - \frac{p_g(x)}{1 - D(x)}    %= right
\frac{\partial V}{\partial D(x)} = \frac{p_{data}(x)}{D(x)} + \frac{p_g(x)}{1 - D(x)}    %= wrong
\frac{\partial^2 V}{\partial D(x)^2} = -\frac{p_{data}(x)}{D(x)^2} - \frac{p_g(x)}{(1 - D(x))^2} < 0    %= right
\frac{\partial R}{\partial \mathbf{s}} = \lambda\mathbf{s} + \sum_{n=1}^N \{t_n - \mathbf{s}^T\boldsymbol\phi(\mathbf{x}_n)\}\boldsymbol\phi(\mathbf{x}_n)^T.    %= right: index
\frac{\partial R}{\partial \mathbf{s}} = \lambda\mathbf{s} - \sum_{n=1}^N \{t_n - \mathbf{s}^T\boldsymbol\phi(\mathbf{x}_n)\}\boldsymbol\phi(\mathbf{x}_n)^T.    %= wrong
R = \frac{\lambda}{2}\mathbf{s}^T\mathbf{s} - E_D(\mathbf{s})    %= right: function
R = \frac{\lambda}{2}\mathbf{s}^T\mathbf{s} + E_D(\mathbf{s})    %= wrong
Q = ½ λ uᵀKu    #= right
Q = ½ uᵀKu    #= wrong
∂Q/∂u = λKu    #= right
∂Q/∂u = ½ λKu    #= wrong
∂ψ/∂X = X⁻ᵀ    #= right
∂ψ/∂X = X⁻¹    #= wrong
dψ = tr(X⁻¹ dX) = tr(dX X⁻¹)    #= right
\frac{\partial B}{\partial b_u} = 2 t_u b_u    %= right
\frac{\partial B}{\partial b_u} = t_u b_u    %= wrong
\frac{\partial J}{\partial u} = \frac{\lambda}{2}(Ku + K^Tu)    %= right
