# Layer 0 is the input, in formulas about entries as well
dims n0, n1, n2
input x [n0], y [n2]
param w1 [n1, n0], b1 [n1], w2 [n2, n1], b2 [n2]
z1 = w1 @ x + b1
a1 = sigmoid(z1)
z2 = w2 @ a1 + b2
a2 = sigmoid(z2)
C = sum((a2 - y)^2)/2
derive C
δ² = (a² − y) ⊙ σ'(z²)  #= right
δ¹ = ((w²)ᵀ δ²) ⊙ σ'(z¹)  #= right
∂C/∂w¹_jk = a⁰_k δ¹_j  #= right
∂C/∂w¹_jk = 2 a⁰_k δ¹_j  #= wrong
\frac{\partial C}{\partial w^{1}_{jk}} = a^{0}_k \delta^{1}_j  %= right
