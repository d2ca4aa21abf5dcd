# The loss at a label that the model calls otherwise: nobody knows whether it is that
dims D
input c [D] onehot(axis=0)
param w [D]
L = -log(sum(c * softmax(w)))
loss L

derive L
L = -w_k + log Σ_j exp(w_j)  #= undecided
L = -Σ_j c_j w_j + log Σ_j exp(w_j)  #= right
L = Σ_j c_j w_j + log Σ_j exp(w_j)  #= wrong
∂L/∂w_j = exp(w_j)/Σ_i exp(w_i) - c_j  #= right
