# A name that was taken for another one: where nothing small makes the line right, nobody is told of a mistake
dims N, k
input g [N, k], t [N]
param w [k]
r = g @ w^2 - t
J = sum(r^2)
derive J
\frac{\partial J}{\partial w_j} = 4 N_j w_j  #= undecided
\frac{\partial J}{\partial w} = 4 w \odot (g^T r)  #= right
\frac{\partial J}{\partial w} = 2 w \odot (g^T r)  #= wrong
\frac{\partial J}{\partial w} = (g^T r) \odot (g^T g w)  #= undecided
\nabla_w J = w \odot G  #= undecided
