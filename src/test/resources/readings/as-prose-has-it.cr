# What is set to zero, what is named, sums over two letters, arguments that no one knows, letters that stand below by themselves.
dims n, d, A
input X [n, d], y [n], Phi [A, d], t [A] onehot, v [d], R [n, n]
param w [d], b [], alpha [n], W [d, d], theta [d], a [d], lam [] positive
s = Phi @ theta
L = 0.5*(w @ w) + sum(alpha*(1 - y*(X @ w + b)))
E = -sum(a*v) - v @ (W @ a) + lam/2*sum(a^2)
l = sum(t*log_softmax(s))
q = sum(R @ (alpha^2))
J = L + E + l + q
loss J

derive J
The relation is given by $R_{ij}=1$ if $j$ is near $i$.    %= undecided
Softmax scores with $s(x,c,\theta) = \theta^\top \phi(x,c)$.
\nabla_w \mathcal{L}(w, b, \alpha) = w - \sum_{i=1}^n \alpha_i y_i x_i = 0    %= right: index
\nabla_w L = w - \sum_{i=1}^n \alpha_i y_i x_i = 0    %= right: index
\nabla_w L = w + \sum_{i=1}^n \alpha_i y_i x_i = 0    %= wrong
\frac{\partial L}{\partial b} = -\sum_{i=1}^n \alpha_i y_i \stackrel{!}{=} 0.    %= right
Setting $\frac{\partial L}{\partial b} = 0$ gives a constraint.
\frac{\partial s}{\partial \theta} = \Phi := D    %= right
E(v,a) = -\sum_i a_i v_i - \sum_{i,j} v_i W_{ij} a_j + \frac\lambda2 \sum_i a_i^2    %= right
E(v,a) = -\sum_i a_i v_i + \sum_{i,j} v_i W_{ij} a_j + \frac\lambda2 \sum_i a_i^2    %= wrong
\frac{\partial \ell}{\partial \theta_k} = \sum_{c} t_c \left( \Phi_{ck} - \frac{\sum_{c'} e^{s_{c'}} \Phi_{c'k}}{\sum_{c'} e^{s_{c'}}} \right)    %= right
\frac{\partial \ell}{\partial \theta_k} = \sum_{c} t_c \left( \Phi_{ck} - \sum_{c'} e^{s_{c'}} \Phi_{c'k} \right)    %= wrong
\frac{\partial q}{\partial \alpha_j} = \sum_i 2 R_{ij} \alpha_j    %= right
∂E/∂aᵢ = −vᵢ − Σⱼ Wⱼᵢ vⱼ + λ aᵢ    #= right
∂E/∂aᵢ = −vᵢ − Σⱼ Wᵢⱼ vⱼ + λ aᵢ    #= wrong
