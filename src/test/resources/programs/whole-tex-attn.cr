dims n, d
input G [n, d]
param Q [n, d], K [n, d], V [n, d]
S = Q @ K.T / sqrt(d)
P = softmax(S, axis=1)
O = P @ V
J = sum(O * G)
derive J
Let $\bar{O} = \partial J / \partial O$.
\frac{\partial J}{\partial V} = P^\top G
\frac{\partial J}{\partial P} = G V^\top
\frac{\partial J}{\partial S_{ij}} = P_{ij}\left( \frac{\partial J}{\partial P_{ij}} - \sum_k P_{ik} \frac{\partial J}{\partial P_{ik}} \right)
\frac{\partial J}{\partial Q} = \frac{1}{\sqrt{d}} \frac{\partial J}{\partial S} K
\frac{\partial J}{\partial K} = \frac{1}{\sqrt{d}} \left(\frac{\partial J}{\partial S}\right)^\top Q
