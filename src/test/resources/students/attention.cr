# Scaled dot-product attention, single head
dims T, S, d, e
input Q [T, d], K [S, d], V [S, e], U [T, e]
S_ = Q @ K.T / sqrt(d)
A = softmax(S_, axis=-1)
O = A @ V
J = sum(U * O)
derive J
dO = U  #= right
dV = A.T @ dO  #= right
dA = dO @ V.T  #= right
dS_ = A * (dA - (dA * A).sum(axis=-1, keepdims=True))  #= right
dQ = dS_ @ K / sqrt(d)  #= right
dK = dS_.T @ Q / sqrt(d)  #= right
check dJ/dK == dS_.T @ Q  #= wrong_normaliser
check dJ/dQ == dS_ @ K  #= wrong_normaliser
check dJ/dV == A @ dO  #= missing_transpose
check dJ/dS_ == A * dA  #= jacobian_diagonal_only
check dJ/dS_ == A * (1 - A) * dA  #= jacobian_diagonal_only
check dJ/dS_ == A * (dA - sum(dA * A, axis=0, keepdims=True))  #= wrong_axis
check dJ/dK == Q.T @ dS_ / sqrt(d)  #= missing_transpose
check dJ/dS_ == A * (dA - (dO * O).sum(axis=-1, keepdims=True))  #= right
